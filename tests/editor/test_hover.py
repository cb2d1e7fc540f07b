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


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            '"Residual"', '"Resi▮dual"',
            ["turn 2: 8 × 8 × 16 → **4 × 4 × 32**, 5,280 parameters", "**26,320** parameters in all turns (95.5% of 27,570)"],
            id="a block that is repeated",
        ),
        pytest.param('"Repeat"', '"Re▮peat"', ["8 × 8 × 1 → **2 × 2 × 64**", "**26,320** parameters (95.5%"], id="what repeats"),
        pytest.param('"SpatialDropout2D"', '"Spatial▮Dropout2D"', ["2 × 2 × 8 → **2 × 2 × 8**", "Spatial 2D"], id="a layer of a branch"),
        pytest.param("kernel_size = 1", "kernel▮_size = 1", ["`kernel_size`: an integer", "required"], id="a key of a layer of a branch"),
        pytest.param("each.filters", "each.fil▮ters", ["a list of integers", "A list with a value for each turn"], id="what each gives"),
        pytest.param("shrink.strides", "shr▮ink.strides", ["the layer with the name `shrink` gets"], id="a name that each speaks of"),
        pytest.param("shrink.strides", "shrink.str▮ides", ["`strides`: a list", "a value for each turn"], id="what it gives one"),
    ],
)  # fmt: skip
def test_what_is_told_inside_blocks(old, new, expected, opened, blocks):
    seen, (position,) = opened(blocks.replace(old, new, 1))
    told = hover(seen, position)
    assert told
    assert all(words in told.contents.value for words in expected), told.contents.value
