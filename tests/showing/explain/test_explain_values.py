"""`specbuild explain SPEC KEY` inside blocks: the value, where it comes from, what it means, what it may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.showing.explain.value import explain_value

RESNET = str(Path(__file__).parents[3] / "specs" / "resnet_digits.toml")


@pytest.mark.parametrize(
    ("key", "says"),
    [
        pytest.param(
            "layers.1.layers.0.projection", ['= "auto"', "resnet_digits.toml:", 'may be: `"auto"` or `"none"`'],
            id="an argument of a block",
        ),
        pytest.param("layers.1.layers.0.layers.3.activation", ['= "none"', "the default of `Conv2D`"], id="the default of a layer inside"),
        pytest.param(
            "layers.1.layers.0.layers.3.filters",
            ["= [16, 32, 64], one a turn", "`layers.1.each.filters`"],
            id="what `each` gives, at the layer",
        ),
        pytest.param("layers.1.layers.0.layers.shrink.strides", ["= [1, 2, 2], one a turn"], id="the same by the layer's name"),
        pytest.param(
            "layers.1.each.filters", ["= [16, 32, 64]", "a list with a value for each turn"],
            id="what `each` gives, where it is written",
        ),
        pytest.param("layers.1.each.shrink.strides.2", ["= 2", "in turn 3"], id="the value of one turn"),
    ],
)  # fmt: skip
def test_inside_blocks(key: str, says: list[str]) -> None:
    text = explain_value(RESNET, key)
    assert all(part in text for part in says), text


@pytest.mark.parametrize(
    "key", ["layers.1.each.zip", "layers.1.layers.0.typo", "layers.1.each.filters.7", "layers.1.layers.0.layers.9.units"]
)
def test_what_is_not_there_is_said(key: str) -> None:
    with pytest.raises(Refused):
        explain_value(RESNET, key)


def test_a_layer_of_a_branch(tmp_path: Path) -> None:
    spec = tmp_path / "spec.toml"
    spec.write_text('layers = [{ type = "Branches", branches = [[], [{ type = "Dense", units = 4 }]] }]')
    assert "= 4" in explain_value(str(spec), "layers.0.branches.1.0.units")
    assert "a list of layers" in explain_value(str(spec), "layers.0.branches.1")
