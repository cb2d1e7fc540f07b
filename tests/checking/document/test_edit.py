"""Edits change what they say and nothing else."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbuild.checking.diagnostic import Edit
from specbuild.checking.document import edit
from specbuild.checking.document.document import Document

TEXT = """\
format = 1

# the first layer
# of the stack
[[layers]]
type = "Dense"  # a word
units = 3       # three

[[layers]]
type = "Flatten"

[training]
optimizer = { type = "Adam", learning_rate = 0.1, beta_1 = 0.5 }
epochs = 2
"""


def doc(text=TEXT):
    return Document.of(text)


def after(*edits, text=TEXT):
    return edit.apply(text, edits)


def test_nothing_is_changed_by_no_edits():
    assert edit.apply(TEXT, []) == TEXT


def test_overlapping_edits_are_refused():
    with pytest.raises(ValueError, match="overlaps"):
        edit.apply("abcdef", [Edit("f", 0, 3, ""), Edit("f", 2, 4, "")])


def test_an_edit_beyond_the_end_is_refused():
    with pytest.raises(ValueError, match="end of the text"):
        edit.apply("abc", [Edit("f", 2, 9, "")])


@given(st.text(min_size=4, max_size=30), st.data())
def test_edits_in_any_order_give_one_text(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    one, two = Edit("f", cuts[0], cuts[1], "x"), Edit("f", cuts[2], cuts[3], "yy")
    expected = text[: cuts[0]] + "x" + text[cuts[1] : cuts[2]] + "yy" + text[cuts[3] :]
    assert edit.apply(text, [one, two]) == expected
    if cuts[0] < cuts[2]:
        assert edit.apply(text, [two, one]) == expected


def test_an_entry_takes_its_comments_with_it():
    changed = after(edit.remove_entry(doc(), ("layers", 0)))
    assert changed == TEXT.replace(TEXT[TEXT.index("# the first") : TEXT.index('[[layers]]\ntype = "Flatten"')], "")


def test_an_entry_is_inserted_above_the_comments_of_another():
    changed = after(edit.insert_before(doc(), ("layers", 0), '[[layers]]\ntype = "ReLU"'))
    assert '\n\n[[layers]]\ntype = "ReLU"\n\n# the first layer\n' in changed
    assert [layer["type"] for layer in tomllib.loads(changed)["layers"]] == ["ReLU", "Dense", "Flatten"]


def test_a_value_keeps_the_comment_behind_it():
    assert "units = 4       # three" in after(edit.value(doc(), ("layers", 0, "units"), "4"))


def test_a_key_is_renamed_where_it_stands():
    assert "unit = 3       # three" in after(*edit.key(doc(), ("layers", 0, "units"), "unit"))


def test_a_key_is_renamed_in_every_header():
    text = "[a]\nx = 1\n[[a.b]]\ny = 1\n[[a.b]]\ny = 2\n"
    assert after(*edit.key(doc(text), ("a",), "c"), text=text) == "[c]\nx = 1\n[[c.b]]\ny = 1\n[[c.b]]\ny = 2\n"
    assert after(*edit.key(doc(text), ("a", "b"), "d"), text=text) == "[a]\nx = 1\n[[a.d]]\ny = 1\n[[a.d]]\ny = 2\n"


def test_a_key_is_added_below_the_type():
    assert 'type = "Dense"  # a word\nname = "x"\nunits' in after(edit.add_key(doc(), ("layers", 0), 'name = "x"'))


def test_a_key_is_added_inside_braces():
    assert '{ type = "Adam", beta_2 = 0.9, learning_rate' in after(edit.add_key(doc(), ("training", "optimizer"), "beta_2 = 0.9"))


@pytest.mark.parametrize(
    ("path", "left"),
    [
        pytest.param(("training", "optimizer", "type"), "{ learning_rate = 0.1, beta_1 = 0.5 }", id="the first of an inline table"),
        pytest.param(("training", "optimizer", "learning_rate"), '{ type = "Adam", beta_1 = 0.5 }', id="one in the middle"),
        pytest.param(("training", "optimizer", "beta_1"), '{ type = "Adam", learning_rate = 0.1 }', id="the last"),
        pytest.param(("layers", 0, "units"), 'type = "Dense"  # a word\n\n', id="a line of its own"),
        pytest.param(("format",), "\n# the first layer", id="at the top level"),
    ],
)
def test_a_key_is_removed(path, left):
    changed = after(edit.remove_key(doc(), path))
    assert left in changed
    tomllib.loads(changed)


def test_windows_line_ends_stay():
    text = TEXT.replace("\n", "\r\n")
    changed = edit.apply(text, [edit.insert_before(doc(text), ("layers", 1), '[[layers]]\ntype = "ReLU"')])
    assert changed.replace("\r\n", "").count("\n") == 0


@given(st.sampled_from([("layers", 0), ("layers", 1)]))
def test_removing_what_was_inserted_gives_the_text_back(path):
    inserted = after(edit.insert_before(doc(), path, '[[layers]]\ntype = "ReLU"'))
    assert edit.apply(inserted, [edit.remove_entry(doc(inserted), path)]) == TEXT
