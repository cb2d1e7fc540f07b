"""Findings in a terminal: the sentence, the line, the caret under the right characters."""

from __future__ import annotations

import pytest

from specbuild.checking.diagnostic import Finding
from specbuild.checking.document.document import Document
from specbuild.showing.findings.text import clean, render, tally


def shown(text, path, about="value", **more):
    finding = Finding("G003", path, "`Dense` has no argument `activatioin`", about=about, **more)
    return render([finding.placed(Document.of(text, "flowers.toml").place(path, about))])


def test_the_example_of_the_style_guide():
    text = "\n" * 29 + '[[layers]]\ntype = "Dense"\nactivatioin = "relu"\n'
    assert shown(text, ("layers", 0, "activatioin"), "key", help="did you mean `activation`?") == (
        "flowers.toml:32:1: error[G003]: `Dense` has no argument `activatioin`\n"
        '  32 | activatioin = "relu"\n'
        "     | ^^^^^^^^^^^\n"
        "     = help: did you mean `activation`?\n"
    )


@pytest.mark.parametrize(
    ("text", "path", "about", "caret"),
    [
        pytest.param("a = 1\n", ("a",), "value", "    ^", id="a value"),
        pytest.param("a = [1, 22]\n", ("a", 1), "value", "        ^^", id="an item of a list"),
        pytest.param('a = "猫", b = 1\n'.replace(", b = 1", ""), ("a",), "value", "    ^^^^", id="wide characters take two columns"),
        pytest.param("[t]\nx = 1\n", ("t",), "header", "^^^", id="the header of a table"),
        pytest.param("[t]\nx = 1\n", ("t", "missing"), "value", "^^^", id="what is not there points at its table"),
        pytest.param("\ta = 1\n", ("a",), "key", "\t^", id="a tab stays a tab"),
        pytest.param('a = """x\ny"""\n', ("a",), "value", "    ^^^^", id="a value of several lines is marked on its first"),
    ],
)
def test_the_caret_stands_under_what_is_wrong(text, path, about, caret):
    assert shown(text, path, about).split("\n")[2].removeprefix("     | ") == caret


@pytest.mark.parametrize("before", [0, 5, 79, 80, 81, 300, 5000])
@pytest.mark.parametrize("after", [0, 300])
def test_of_a_very_long_line_a_stretch_around_the_place_is_shown(before, after):
    text = f"a = [{'1, ' * before}777{', 1' * after}]\n"
    line, caret = (one[7:] for one in shown(text, ("a", before)).split("\n")[1:3])
    assert len(line) <= 242
    assert line[len(caret) - 3 : len(caret)] == "777"
    assert caret.endswith("^^^")


def test_what_a_terminal_cannot_print_is_escaped():
    assert clean("caf\udce9 \x1b[31m\x00") == "caf\\udce9 \\x1b[31m\\x00"


def test_the_tally_counts_errors_and_warnings():
    assert tally([]) == "nothing wrong"
    assert tally([Finding("G001", (), "x"), Finding("G001", (), "x")]) == "2 errors"
