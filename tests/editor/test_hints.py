"""Inlay hints: shapes and counts at the ends of lines, also while a line is being typed."""

from __future__ import annotations

import pytest
from lsprotocol import types as lsp

from specbuild.editor.hints import hints


def told(seen):
    lines = seen.text.content.split("\n")
    return {lines[hint.position.line].strip(): hint.label for hint in hints(seen)}


def test_every_layer_has_its_own_at_the_end_of_its_line(opened, small):
    seen, _ = opened(small)
    assert told(seen) == {
        'type = "Rescaling"': "→ 8 × 8 × 1",
        'type = "Conv2D"': "→ 6 × 6 × 32 · 320",
        'type = "Flatten"': "→ 1152",
        'type = "Dense"': "→ classes · 1,153·classes",
    }
    assert all(hint.position.character == len(seen.text.content.split("\n")[hint.position.line]) for hint in hints(seen))
    assert "multiply-adds" in hints(seen)[0].tooltip


def test_layers_on_one_line_each_have_it_behind_their_braces(opened, small):
    head, _, rest = small.partition("[task]")
    layers = 'layers = [\n  { type = "Flatten" },\n  { type = "Dense", units = 3 }, { type = "ReLU" },\n]\n'
    seen, _ = opened(head + layers + "[task]" + rest.split("[[layers]]")[0])
    lines = seen.text.content.split("\n")
    assert [(lines[h.position.line][: h.position.character][-3:], h.label) for h in hints(seen)] == [
        ('ng"', "→ 8 × 8 × 1"),
        ('" }', "→ 64"),
        ("3 }", "→ 3 · 195"),
        ('" }', "→ 3"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        pytest.param("epochs = 40", "epochs = ", (), id="a value not yet typed, elsewhere"),
        pytest.param('activation = "relu"', "activation = [", (), id="a bracket still open"),
        pytest.param("filters = 32", "filters = ", (), id="a value that the layer needs"),
        pytest.param("filters = 32", 'filters = "x"', (), id="a value that is wrong"),
        pytest.param('type = "Flatten"', 'type = "Flat', ("Flatten",), id="a type being typed"),
        pytest.param("[training]", '[[layers]]\ntype = "D\n\n[training]', (), id="a layer being added at the end"),
        pytest.param('[[layers]]\ntype = "Flatten"', '[[layers]]\nty\n\n[[layers]]\ntype = "Flatten"', (), id="a layer being put between"),
        pytest.param("[training]", "[trai", (), id="a header being typed"),
    ],
)
def test_the_last_good_plan_stays(old, new, gone, opened, small):
    seen, _ = opened(small.replace(old, new, 1), small)
    expected = {'type = "Conv2D"', 'type = "Flatten"', 'type = "Dense"'} - {f'type = "{name}"' for name in gone}
    assert expected <= set(told(seen))
    assert told(seen)['type = "Conv2D"'] == "→ 6 × 6 × 32 · 320"
    assert told(seen)['type = "Dense"'] == "→ classes · 1,153·classes"


def test_a_range_has_its_own_hints_only(opened, small):
    seen, _ = opened(small)
    first = hints(seen)[0].position.line
    assert len(hints(seen, lsp.Range(lsp.Position(first, 0), lsp.Position(first + 1, 0)))) == 1


def test_layers_of_a_base_have_none_in_the_file_that_extends_it(opened, small, tmp_path):
    (tmp_path / "base.toml").write_text(small)
    seen, _ = opened('extends = "base.toml"\nseed = 3\n', name="child.toml")
    assert hints(seen) == []


def test_layers_inside_others_have_theirs_turn_by_turn(opened, blocks):
    seen, _ = opened(blocks)
    assert told(seen) == {
        'type = "Rescaling"': "→ 8 × 8 × 1",
        'type = "Repeat"': "→ 2 × 2 × 64 · 26,320",
        "] },": "→ 8 × 8 × 16 · 240 | 4 × 4 × 32 · 5,280 | 2 × 2 × 64 · 20,800",
        '{ type = "Conv2D", name = "shrink", kernel_size = 3, padding = "same", use_bias = false },': (
            "→ 8 × 8 × 16 · 144 | 4 × 4 × 32 · 4,608 | 2 × 2 × 64 · 18,432"
        ),
        '{ type = "BatchNormalization" },': "→ 8 × 8 × 16 · 64 | 4 × 4 × 32 · 128 | 2 × 2 × 64 · 256",
        '{ type = "ReLU" },': "→ 8 × 8 × 16 | 4 × 4 × 32 | 2 × 2 × 64",
        'type = "Branches"': "→ 2 × 2 × 72 · 520",
        '{ type = "Conv2D", filters = 8, kernel_size = 1, activation = "relu" },': "→ 2 × 2 × 8 · 520",
        '{ type = "SpatialDropout2D", rate = 0.1 },': "→ 2 × 2 × 8",
        'type = "GlobalAveragePooling2D"': "→ 72",
        'type = "Dense"': "→ 10 · 730",
    }
    repeated = next(hint for hint in hints(seen) if "SpatialDropout" not in hint.label and " | " in hint.label)
    assert [line[:7] for line in repeated.tooltip.split("\n")] == ["turn 1:", "turn 2:", "turn 3:"]


def test_turns_that_are_alike_are_told_once_and_many_that_differ_are_cut(opened, blocks):
    alike = blocks.replace("each.filters = [16, 32, 64]\neach.shrink.strides = [1, 2, 2]\n", "").replace(
        '"shrink",', '"shrink", filters = 1,'
    )
    assert told(opened(alike)[0])['{ type = "ReLU" },'] == "→ 8 × 8 × 1"
    wider = (
        blocks.replace("[16, 32, 64]", "[1, 2, 3, 4, 5, 6]").replace("[1, 2, 2]", "[1, 1, 1, 1, 1, 1]").replace("times = 3", "times = 6")
    )
    assert told(opened(wider)[0])['{ type = "ReLU" },'] == "→ 8 × 8 × 1 | 8 × 8 × 2 | 8 × 8 × 3 | … | 8 × 8 × 6"


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        pytest.param('  { type = "ReLU" },', '  {\n  { type = "ReLU" },', ("BatchNormalization", "ReLU"), id="a layer being put between"),
        pytest.param("rate = 0.1", "rate = ", ("Conv2D", "ReLU"), id="a value not yet typed, in a branch"),
        pytest.param(
            '    { type = "SpatialDropout2D"', '    { type = "Batch" },\n    { type = "SpatialDropout2D"', ("SpatialDropout2D",),
            id="a type being typed before another, in a branch",
        ),
        pytest.param("  [],\n", "  [],\n  [],\n", ("SpatialDropout2D", "Conv2D"), id="another branch"),
        pytest.param(
            '[[layers]]\ntype = "Branches"', '[[layers]]\ntype = "D\n\n[[layers]]\ntype = "Branches"', ("SpatialDropout2D",),
            id="a layer before the block",
        ),
        pytest.param("kernel_size = 1", "kernel_size = 9", ("BatchNormalization", "ReLU"), id="a layer inside that cannot be"),
    ],
)  # fmt: skip
def test_the_last_good_plan_stays_inside_blocks(old, new, kept, opened, blocks):
    assert old in blocks
    seen, _ = opened(blocks.replace(old, new, 1), blocks)
    shown = told(seen)
    assert {name for name in kept if any(f'"{name}"' in line for line in shown)} == set(kept)
    assert all(label != "→ ?" for label in shown.values())
