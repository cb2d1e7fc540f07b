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
