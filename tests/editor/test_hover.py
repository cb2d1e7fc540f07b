"""Hover: layers with what they cost, keys with what they mean."""

from __future__ import annotations

import pytest

from specbuild.editor.hover import hover


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param('"Conv2D"', '"Con▮v2D"', ["8 × 8 × 1 → **6 × 6 × 32**", "**320** parameters", "2D convolution"], id="a layer"),
        pytest.param("[[layers]]", "[[lay▮ers]]", ["**6 × 6 × 32**", "2D convolution"], id="the header of a layer"),
        pytest.param("filters", "fil▮ters", ["`filters`: an integer of at least 1", "required", "number of filters"], id="a key"),
        pytest.param('"relu"', '"re▮lu"', ["rectified linear unit"], id="a word that names an entry"),
        pytest.param("activation", "acti▮vation", ["`activation`", 'default `"none"`'], id="a key whose value is an entry"),
        pytest.param("epochs", "epo▮chs", ["How often all training rows are seen", "default `10`"], id="a key of the language"),
        pytest.param("[training]", "[trai▮ning]", ["How the network is trained"], id="a table of the language"),
        pytest.param('"multiclass"', '"multi▮class"', ["one of several"], id="a word of the language"),
        pytest.param("name", "na▮me", ["Name of the experiment"], id="the first key"),
    ],
)
def test_what_is_told(old, new, expected, opened, small):
    seen, (position,) = opened(small.replace(old, new, 1))
    told = hover(seen, position)
    assert told
    assert all(words in told.contents.value for words in expected), told.contents.value


def test_the_share_of_a_layer_is_told_where_all_is_known(opened, small):
    seen, (position,) = opened(small.replace('"classes"', "10").replace('"Dense"', '"De▮nse"'))
    assert "**11,530** parameters (97.3% of 11,850)" in hover(seen, position).contents.value


def test_a_layer_is_told_while_another_line_is_being_typed(opened, small):
    seen, (position,) = opened(small.replace('"Dense"', '"De▮nse"').replace("epochs = 40", "epochs ="), small)
    assert "classes" in hover(seen, position).contents.value


@pytest.mark.parametrize("text", ["\n▮\n", "# com▮ment\n"], ids=["an empty line", "a comment"])
def test_nothing_is_told_of_nothing(text, opened, small):
    seen, (position,) = opened(text + small)
    assert hover(seen, position) is None
