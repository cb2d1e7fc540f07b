"""`specbuild schema --check`: what an editor would mark, at the same places."""

from __future__ import annotations

from pathlib import Path

import pytest

from specbuild.checking.document.document import Document
from specbuild.showing.schema.check import check

ROOT = Path(__file__).parents[3]
GOOD = (ROOT / "specs" / "digits.toml").read_text(encoding="utf-8")
SPECS = sorted((ROOT / "specs").glob("**/*.toml"))


@pytest.mark.parametrize("path", SPECS, ids=[path.stem for path in SPECS])
def test_nothing_in_a_shipped_spec(path):
    assert check(Document.read(path)) == []


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        pytest.param('activation = "relu"', 'activatioin = "relu"', "activatioin", id="a misspelt key is marked itself"),
        pytest.param('padding = "same"', 'padding = "sane"', '"sane"', id="a wrong choice is marked at its value"),
        pytest.param("filters = 32", "filters = 0", "0", id="a number out of bounds"),
        pytest.param("filters = 32", "filters = true", "true", id="a value of another type"),
        pytest.param("filters = 32\n", "", "[[layers]]", id="a missing argument is marked at the header"),
        pytest.param('type = "MaxPooling2D"', 'type = "MaxPoling2D"', '"MaxPoling2D"', id="an unknown type"),
        pytest.param("[task]", "[taks]", "taks", id="a misspelt table"),
        pytest.param("seed = 7", "seed = 1979-05-27", "1979-05-27", id="a date where there is none to be"),
    ],
)
def test_where_a_mistake_is_marked(old, new, marked):
    text = GOOD.replace(old, new, 1)
    found = check(Document.of(text))
    assert found
    lines = text.split("\n")
    assert marked in [lines[f.place.line - 1][f.place.column - 1 : f.place.end_column - 1] for f in found]
    assert all(f.place and f.code == "S001" and len(f.message) < 250 for f in found)
