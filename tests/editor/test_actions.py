"""Code actions: the fixes, at the places of their findings, and what comes of them."""

from __future__ import annotations

import pytest
from lsprotocol import types as lsp

from specbuild.editor.actions import FIX_ALL, actions


def applied(seen, action):
    text = seen.text
    content = text.content
    edits = sorted(action.edit.changes[seen.uri], key=lambda edit: text.offset(edit.range.start), reverse=True)
    for edit in edits:
        content = content[: text.offset(edit.range.start)] + edit.new_text + content[text.offset(edit.range.end) :]
    return content


@pytest.mark.parametrize(
    ("wrong", "title"),
    [
        pytest.param(("epochs", "epo▮chz"), "Rename `epochz` to `epochs`", id="a misspelt key"),
        pytest.param(('"relu"', '"re▮lo"'), "Write `relu` for `relo`", id="a misspelt word"),
        pytest.param(('type = "Conv2D"', 'type = "Co▮nv2d"'), "Write `Conv2D` for `Conv2d`", id="a misspelt type"),
        pytest.param(("filters = 32", 'filters = "3▮2"'), "Write `32`", id="a number in quotation marks"),
        pytest.param(('[[layers]]\ntype = "Flatten"\n\n', ""), "Insert `Flatten`", id="a missing Flatten"),
        pytest.param(("epochs = 40", "epochs = 40\nclass_weights = N▮one"), 'Write `"none"`', id="what TOML does not take"),
    ],
)
def test_a_fix_is_offered_at_its_finding(wrong, title, opened, small):
    text = small.replace(*wrong, 1)
    if "▮" not in text:
        text = text.replace('"Dense"', '"De▮nse"')
    seen, (position,) = opened(text)
    found = actions(seen, lsp.Range(position, position))
    assert [action.title for action in found] == [title]
    (action,) = found
    assert action.kind == lsp.CodeActionKind.QuickFix
    assert action.diagnostics
    if "class_weights" not in text:
        assert applied(seen, action) == small


def test_nothing_is_offered_elsewhere(opened, small):
    seen, (position,) = opened(small.replace("epochs", "epochz").replace("na▮me", "name").replace("format", "for▮mat"))
    assert actions(seen, lsp.Range(position, position)) == []


def test_all_that_is_certain_at_once(opened, small):
    seen, _ = opened(small.replace("epochs", "epochz").replace('"relu"', '"relo"').replace("filters = 32", 'filters = "32"'))
    (action,) = actions(seen, lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0)), ["source.fixAll"])
    assert action.kind == FIX_ALL
    assert applied(seen, action) == small


def test_a_fix_of_a_base_is_made_in_the_base(opened, small, tmp_path):
    (tmp_path / "base.toml").write_text(small.replace("epochs", "epochz"))
    seen, (position,) = opened('extends = "ba▮se.toml"\n', name="child.toml")
    (action,) = actions(seen, lsp.Range(position, position))
    ((uri, (edit,)),) = action.edit.changes.items()
    assert uri == (tmp_path / "base.toml").as_uri()
    assert edit.new_text == "epochs"
    assert edit.range.start == lsp.Position(small[: small.index("epochs")].count("\n"), 0)


@pytest.mark.parametrize(
    ("wrong", "title"),
    [
        pytest.param(('"ReLU"', '"Re▮LUu"'), "Write `ReLU` for `ReLUu`", id="a type in a repeated block"),
        pytest.param((', padding = "same", use_bias = false', ', padd▮ing = "sane", use_bias = false'), None, id="elsewhere on the line"),
        pytest.param(("use_bias = false", "use_▮bas = false"), "Rename `use_bas` to `use_bias`", id="a key in a Residual in a Repeat"),
        pytest.param(('"relu"', '"re▮lo"'), "Write `relu` for `relo`", id="a word in a branch"),
        pytest.param(("rate = 0.1", 'rate = "0▮.1"'), "Write `0.1`", id="a number in quotation marks, in a branch"),
        pytest.param(("each.shrink", "each.shr▮nk"), "Rename `shrnk` to `shrink`", id="a name that each speaks of"),
        pytest.param(("projection", "projec▮ton"), "Rename `projecton` to `projection`", id="a key of a block"),
    ],
)
def test_a_fix_is_offered_inside_blocks(wrong, title, opened, blocks):
    seen, (position,) = opened(blocks.replace(*wrong, 1))
    found = actions(seen, lsp.Range(position, position))
    assert [action.title for action in found] == ([title] if title else [])
    assert [applied(seen, action) for action in found] == ([blocks] if title else [])


def test_a_bias_in_a_block_is_taken_away_where_it_stands(opened, blocks):
    careful = blocks.replace('kernel_size = 1, activation = "relu"', "kernel_size = 1, use_bias = false")
    seen, (position,) = opened(careful.replace('"Conv2D", name', '"Con▮v2D", name').replace('"same", use_bias = false', '"same"', 1))
    (action,) = actions(seen, lsp.Range(position, position))
    assert action.title == "Add `use_bias = false`"
    assert "use_bias = false, name" in applied(seen, action)
