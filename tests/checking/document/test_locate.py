"""The locator finds exactly the parser's key paths, and every scalar's span parses back to its value."""

from __future__ import annotations

import math
import tomllib
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specbuild.checking.document.locate import Span, locate


def paths(value, path=()):
    """Every key path of parsed values, containers included."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from paths(inner, (*path, key))


def at(value, path):
    for part in path:
        value = value[part]
    return value


def same(one, other):
    return one == other or (isinstance(one, float) and math.isnan(one) and math.isnan(other))


def check(text):
    values, spots = tomllib.loads(text), locate(text)
    assert set(spots) == set(paths(values))
    for path in paths(values):
        value, span = at(values, path), spots[path].value
        if not isinstance(value, dict | list) and span:
            assert same(tomllib.loads(f"x = {text[slice(*span)]}")["x"], value)


# -- random documents, written in every way that TOML has ------------------------------------------------------------

bare = st.text("abcXYZ019_-", min_size=1, max_size=6)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)


def basic(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


keys = st.one_of(bare, words.map(basic), words.filter(lambda w: "'" not in w).map(lambda w: f"'{w}'"))
scalars = st.one_of(
    st.integers(-(10**9), 10**9).map(str),
    st.sampled_from(["1_000", "0x1F", "0b11", "1e3", "-0.5", "inf", "-inf", "nan", "true", "false"]),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda f: repr(f) if "." in repr(f) or "e" in repr(f) else f"{f!r}.0"),
    words.map(basic),
    words.filter(lambda w: "'" not in w).map(lambda w: f"'{w}'"),
    st.sampled_from(
        ['"""a\n  "quoted" \\"x\\"\n"""', "'''it's\nraw \\ '''", '""""two quotes" """', '"""line\\\n   joined"""', '"a \\u00e9 \\n"']
    ),
    st.datetimes(min_value=datetime(1900, 1, 1)).map(lambda d: d.replace(microsecond=0).isoformat(sep=" ")),
    st.dates(min_value=date(1900, 1, 1)).map(str),
    st.times().map(lambda t: t.replace(microsecond=0, second=max(t.second, 1)).isoformat()),
)
blanks = st.sampled_from(["", " ", "  ", "\t"])
gaps = st.sampled_from(["", " ", "\n", "\n  # a comment, with ] and }\n ", "\r\n"])


@st.composite
def arrays(draw, inner):
    items = draw(st.lists(inner, max_size=3))
    body = ",".join(draw(gaps) + item + draw(gaps) for item in items)
    comma = "," if items and draw(st.booleans()) else ""
    return f"[{body}{comma}{draw(gaps)}]"


@st.composite
def inline_tables(draw, inner):
    names = draw(st.lists(bare, max_size=3, unique=True))
    return "{" + ",".join(f"{draw(blanks)}{name}{draw(blanks)}={draw(blanks)}{draw(inner)}{draw(blanks)}" for name in names) + "}"


inline = st.recursive(scalars, lambda inner: st.one_of(arrays(inner), inline_tables(inner)), max_leaves=6)


@st.composite
def documents(draw):
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = []
    for _ in range(draw(st.integers(0, 8))):
        header = draw(st.sampled_from(["", "", "", "[{}]", "[[{}]]", "[{}.{}]", "[ {} . {} ]", "[[{}.{}]]"]))
        if header:
            lines.append(draw(blanks) + header.format(*[draw(keys) for _ in range(header.count("{}"))]))
        else:
            key = ".".join(draw(st.lists(keys, min_size=1, max_size=2)))
            lines.append(f"{draw(blanks)}{key}{draw(blanks)}={draw(blanks)}{draw(inline)}")
        lines[-1] += draw(st.sampled_from(["", "  # note = 3", " # [x]"]))
    return end.join(lines) + draw(st.sampled_from(["", end]))


def parses(text):
    try:
        tomllib.loads(text)
    except ValueError:
        return False
    return True


@settings(max_examples=4 * settings.default.max_examples)
@given(documents().filter(parses))
def test_random_documents(text):
    check(text)


# -- documents that are known to be hard -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("# only a comment", id="only a comment"),
        pytest.param("a.b.c = 1\na.b.d = 2\n", id="dotted keys share their tables"),
        pytest.param("[a.b]\nx=1\n[a]\ny=2\n", id="a table after the one inside it"),
        pytest.param("[[l]]\nt=1\n[l.sub]\nx=1\n[[l]]\nt=2\n[[l.deep]]\ny=1\n[[l.deep]]\ny=2\n", id="tables inside arrays of tables"),
        pytest.param('l = [{t="A", k=[1, [2, 3]]}, {t="B"}]', id="an array of inline tables"),
        pytest.param('"quoted key" = 1\n\'literal.key\' = 2\n"\\u00e9" = 3\n', id="quoted keys"),
        pytest.param("d = 1979-05-27 07:32:00\nt = 07:32:00\n", id="a date with a blank"),
        pytest.param('s = """\nnot = "a key" # no comment\n[no.table]\n"""\nx = 1\n', id="a multi-line text that looks like TOML"),
        pytest.param('café = "é🎉"\nx = 1', id="characters of more than one byte"),
    ],
)
def test_hard_documents(text):
    if text.startswith("café"):
        text = text.replace("café", '"café"')
    check(text)


def test_a_header_spans_its_line_and_a_table_reaches_to_its_last_pair():
    text = '[[layers]]\ntype = "Dense"\nunits = 3  # three\n\n[training]\nepochs = 1\n'
    spots = locate(text)
    assert text[slice(*spots["layers", 0].header)] == "[[layers]]"
    assert text[slice(*spots["layers", 0].value)] == '[[layers]]\ntype = "Dense"\nunits = 3'
    assert text[slice(*spots["layers", 0, "units"].key)] == "units"
    assert spots["training",].header == Span(text.index("[training]"), text.index("[training]") + 10)
