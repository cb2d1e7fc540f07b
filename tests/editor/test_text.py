"""Places as editors count them: lines by every line break, columns in the units that were asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types as lsp

from specbuild.checking.document.document import Document
from specbuild.editor.text import Text

ENCODINGS = ("utf-8", "utf-16", "utf-32")


@pytest.mark.parametrize(
    ("encoding", "column"),
    [pytest.param("utf-8", 7, id="bytes"), pytest.param("utf-16", 4, id="code units"), pytest.param("utf-32", 3, id="characters")],
)
def test_columns_count_what_was_asked_for(encoding, column):
    text = Text("x\na🎉é = 1", encoding)
    offset = len("x\na🎉é")
    assert text.position(offset) == lsp.Position(1, column)
    assert text.offset(lsp.Position(1, column)) == offset


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(content=st.text(alphabet=st.sampled_from("a =é🎉\n\t\x0c\u2028"), max_size=60))
def test_every_place_leads_back_to_itself(encoding, content):
    text = Text(content, encoding)
    assert all(text.offset(text.position(offset)) == offset for offset in range(len(content) + 1))


@pytest.mark.parametrize(
    ("line", "column", "offset"),
    [
        pytest.param(0, 99, 2, id="beyond the end of a line"),
        pytest.param(9, 0, 7, id="beyond the end of the text"),
        pytest.param(1, 0, 4, id="after a line break of two characters"),
        pytest.param(2, 0, 6, id="after a lone carriage return"),
    ],
)
def test_odd_positions(line, column, offset):
    assert Text("ab\r\nc\rd").offset(lsp.Position(line, column)) == offset


def test_a_place_of_a_document_is_the_same_stretch():
    content = '# \u2028 é🎉\r\nname = "é🎉"\r\n\r\n[task]\r\ntype = "x"\r\n'
    document = Document.of(content)
    for path, spot in document.spots.items():
        for about, span in (("key", spot.key), ("header", spot.header), ("value", None if spot.header else spot.value)):
            if span and path:
                range_ = Text(content).range_of(document.place(path, about))
                assert (Text(content).offset(range_.start), Text(content).offset(range_.end)) == tuple(span)
