"""Comments are found where TOML has them, and nowhere inside of text."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings

from specbuild.checking.document.comments import comments

_spec = importlib.util.spec_from_file_location("locator_strategies", Path(__file__).with_name("test_locate.py"))
assert _spec is not None
assert _spec.loader is not None
locator = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(locator)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("x = 1", [], id="none"),
        pytest.param("x = 1  # one", [("one", False)], id="after a value"),
        pytest.param("# alone\nx = 1", [("alone", True)], id="on a line of its own"),
        pytest.param("  \t# indented\n", [("indented", True)], id="behind blanks only"),
        pytest.param('x = "a # b" # c', [("c", False)], id="behind a text with a hash"),
        pytest.param("x = 'a # b'", [], id="inside a literal text"),
        pytest.param('x = """\n# no\n""" # yes', [("yes", False)], id="behind a text of several lines"),
        pytest.param("x = '''\n# no\n'''", [], id="inside a literal text of several lines"),
        pytest.param("# it's a \"quote\nx = 1 # two", [("it's a \"quote", True), ("two", False)], id="quotation marks in a comment"),
        pytest.param('"a#b" = 1 # k', [("k", False)], id="a key with a hash"),
        pytest.param('x = "a \\" # b"', [], id="behind an escaped quotation mark"),
        pytest.param("x = [ # a\n 1, # b\n]", [("a", False), ("b", False)], id="inside an array"),
        pytest.param("x = 1 # crlf\r\ny = 2", [("crlf", False)], id="before a Windows line end"),
        pytest.param("x = 1 #", [("", False)], id="an empty one"),
    ],
)
def test_comments(text, found):
    tomllib.loads(text)
    assert [(comment.text, comment.alone) for comment in comments(text)] == found


@settings(max_examples=3 * settings.default.max_examples)
@given(locator.documents().filter(locator.parses))
def test_a_text_without_its_comments_means_the_same(text):
    changed = text
    for comment in reversed(list(comments(text))):
        assert text[comment.span.start] == "#"
        changed = changed[: comment.span.start] + changed[comment.span.end :]
    assert locator.same(str(tomllib.loads(changed)), str(tomllib.loads(text)))
    assert list(comments(changed)) == []
