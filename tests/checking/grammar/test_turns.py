"""What `each` gives to the layers inside a Repeat, and what is said where it does not work out."""

# ruff: noqa: E501  (a layer of a spec stays on its line)

from __future__ import annotations

import pytest

from specbuild.checking.document.document import Document
from specbuild.checking.judge import judge

HEAD = """
format = 1
name = "turns"
seed = 1
task.type = "multiclass"
loader = { type = "image_folder", path = "x", size = [64, 64] }
preprocessing = [{ type = "Rescaling", scale = "1/255" }]
"""
TAIL = """
  { type = "GlobalAveragePooling2D" },
  { type = "Dense", units = "classes" },
]
"""
CONV = '{ type = "Conv2D", kernel_size = 3, padding = "same", activation = "relu" }'
NAMED = '{ type = "Conv2D", name = "down", kernel_size = 3, padding = "same", activation = "relu" }'


def spec(*lines: str) -> str:
    return HEAD.replace("preprocessing", "layers = [\n" + "\n".join(lines) + TAIL + "preprocessing", 1)


def judged(*lines: str):
    return judge(Document.of(spec(*lines)))


def values(judged, name: str) -> list[object]:
    """The argument of every layer that has it, in the order of the network."""
    assert not judged.findings, judged.findings
    flat = [entry for layer in judged.spec.layers for entry in _flat(layer)]
    return [entry.given[name] for entry in flat if name in entry.given]


def _flat(entry):
    if not entry.strands:
        return [entry]
    return [found for strand in entry.strands for inner in strand for found in _flat(inner)]


@pytest.mark.parametrize(
    ("lines", "argument", "expected"),
    [
        pytest.param([f'{{ type = "Repeat", times = 3, each.filters = [8, 16, 32], layers = [{CONV}] }},'], "filters", [8, 16, 32], id="one layer that needs it"),
        pytest.param([f'{{ type = "Repeat", times = 2, each.filters = [8, 16], layers = [{CONV}, {CONV}] }},'], "filters", [8, 8, 16, 16], id="all layers that need it"),
        pytest.param(
            ['{ type = "Repeat", times = 2, each.strides = [1, 2], layers = [{ type = "Conv2D", filters = 8, kernel_size = 3, padding = "same", activation = "relu" }] },'],
            "strides", [1, 2], id="the only layer that could have it",
        ),
        pytest.param([f'{{ type = "Repeat", times = 2, each = {{ filters = [8, 8], down.strides = [1, 2] }}, layers = [{CONV}, {NAMED}] }},'], "strides", [1, 2], id="the layer with the name"),
        pytest.param(
            [f'{{ type = "Repeat", times = 2, each.filters = [8, 16], layers = [{{ type = "Residual", projection = "auto", layers = [{CONV}] }}] }},'],
            "filters", [8, 16], id="a layer inside a block inside",
        ),
        pytest.param(
            [f'{{ type = "Repeat", times = 2, each = {{ filters = [8, 16], times = [1, 3] }}, layers = [{{ type = "Repeat", layers = [{CONV}] }}] }},'],
            "filters", [8, 16, 16, 16], id="how often an inner one repeats",
        ),
        pytest.param(
            [f'{{ type = "Repeat", times = 2, layers = [{{ type = "Repeat", times = 2, each.filters = [8, 16], layers = [{CONV}] }}] }},'],
            "filters", [8, 16, 8, 16], id="one inside another, each with its own",
        ),
    ],
)  # fmt: skip
def test_values_reach_the_layers(lines, argument, expected) -> None:
    assert values(judged(*lines), argument) == expected


@pytest.mark.parametrize(
    ("each", "layers", "code", "points_at", "says"),
    [
        pytest.param("each.filters = [8]", CONV, "G012", "[8]", "1 value for 2 turns", id="too few values"),
        pytest.param("each.filters = 8", CONV, "G005", "8", "not a list", id="one number"),
        pytest.param("each.fliters = [8, 9]", CONV, "G003", "fliters", "did you mean `filters`?", id="a slip"),
        pytest.param("each.filters = [8, 0]", CONV, "G007", "0", "least allowed", id="a value out of bounds"),
        pytest.param("each.filters = [8, 9]", '{ type = "ReLU" }', "G003", "filters", "no layer inside", id="nobody takes it"),
        pytest.param("each.filters = [8, 9]", CONV.replace("kernel_size", "filters = 3, kernel_size"), "G012", "filters", "already", id="it is written inside"),
        pytest.param("each = { filters = [8, 9], strides = [1, 2] }", f"{CONV}, {CONV}", "G012", "strides", "2 layers inside could take", id="several could take it"),
        pytest.param("each.dwn.filters = [8, 9]", NAMED, "G012", "dwn", "did you mean `down`?", id="a name that nobody has"),
        pytest.param("each.down.filters = [8, 9]", f"{NAMED}, {NAMED}", "G011", "down", "2 layers inside have the name", id="a name that two have"),
        pytest.param("each.down.rate = [8, 9]", NAMED, "G003", "rate", "no argument `rate`", id="a named layer without it"),
    ],
)  # fmt: skip
def test_what_does_not_work_out_is_said_at_its_place(each, layers, code, points_at, says) -> None:
    line = f'{{ type = "Repeat", times = 2, {each}, layers = [{layers}] }},'
    found = [finding for finding in judged(line).findings if finding.code == code]
    assert found, judged(line).findings
    place = found[0].place
    assert place.source[place.column - 1 : place.end_column - 1] == points_at
    assert says in f"{found[0].message} {found[0].help}"


def test_a_wrong_shape_in_a_later_turn_names_the_turn() -> None:
    line = '{ type = "Repeat", times = 9, layers = [{ type = "Conv2D", filters = 8, kernel_size = 3, activation = "relu" }, { type = "MaxPooling2D" }] },'
    (finding,) = [finding for finding in judged(line).findings if finding.code.startswith("P")]
    assert "(turn 5 of 9)" in finding.message
    assert finding.path == ("layers", 0, "layers", 0, "kernel_size")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('{ type = "Repeat", times = 1999, layers = [{ type = "ReLU" }, { type = "ReLU" }] },', id="one"),
        pytest.param('{ type = "Repeat", times = 100, layers = [{ type = "Repeat", times = 100, layers = [{ type = "ReLU" }] }] },', id="one in another"),
        pytest.param(
            f'{{ type = "Repeat", times = 3, each.times = [900, 900, 900], layers = [{{ type = "Repeat", layers = [{CONV}] }}] }},', id="by its own values"
        ),
    ],
)  # fmt: skip
def test_a_network_without_end_is_refused(line) -> None:
    assert "G012" in [finding.code for finding in judged(line).findings]


def test_names_of_repeated_layers_may_not_meet_another() -> None:
    named = '{ type = "ReLU", name = "act" }'
    found = judged(f'{{ type = "Repeat", times = 2, layers = [{named}] }}, {{ type = "ReLU", name = "act_2" }},').findings
    assert [finding.code for finding in found] == ["G011"]
