"""Diagnostics: every finding at its range, and nothing that a TOML server with the schema tells too, unless it was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.checking.document.document import Document
from specbuild.editor.diagnostics import diagnostics
from specbuild.editor.documents import is_spec
from specbuild.editor.doubled import said_by_the_schema
from specbuild.showing.schema.check import validator

ROOT = Path(__file__).parents[2]
BROKEN = sorted((ROOT / "tests" / "broken_specs").glob("*.toml"))


def underlined(seen, *, everything):
    text = seen.text
    return {
        one.code: text.content[text.offset(one.range.start) : text.offset(one.range.end)]
        for one in diagnostics(seen, everything=everything)
    }


@pytest.mark.parametrize(
    ("old", "new", "code", "marked"),
    [
        pytest.param("epochs", "epochz", "G002", "epochz", id="an unknown key"),
        pytest.param("filters = 32", 'filters = "é🎉"', "G005", '"é🎉"', id="a wrong type"),
        pytest.param('"relu"', '"relu', "D003", "\n", id="no TOML"),
    ],
)
def test_what_the_schema_tells_is_told_only_when_asked_for(old, new, code, marked, opened, small):
    seen, _ = opened(small.replace(old, new, 1))
    assert underlined(seen, everything=True) == {code: marked}
    assert underlined(seen, everything=False) == {}


@pytest.mark.parametrize(
    ("old", "new", "code", "marked"),
    [
        pytest.param("units =", 'activation = "relu"\nunits =', "O001", '"relu"', id="a head that contradicts the task"),
        pytest.param('[[layers]]\ntype = "Flatten"\n\n', "", "P014", '"Dense"', id="a shape"),
        pytest.param("kernel_size = 3", "kernel_size = 3.0", "G005", "3.0", id="what a schema cannot see"),
    ],
)
def test_what_no_schema_tells_is_always_told(old, new, code, marked, opened, small):
    seen, _ = opened(small.replace(old, new, 1))
    found = underlined(seen, everything=False)
    assert any(found_code.startswith(code) and text == marked for found_code, text in found.items()), found
    assert underlined(seen, everything=True) == found


@pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])
def test_what_is_left_to_the_schema_the_schema_refuses(path, opened):
    seen, _ = opened(path.read_text(encoding="utf-8", errors="replace"), name=f"{path.stem}.specbuild.toml")
    left = [finding for finding in seen.findings if said_by_the_schema(finding, seen.values)]
    if left:
        try:
            values = Document.of(seen.text.content).values
        except Refused:
            return  # not TOML, which a TOML server tells
        assert not validator().is_valid(values)


def test_a_finding_of_a_base_stands_at_extends_and_leads_there(opened, small, tmp_path):
    (tmp_path / "base.toml").write_text(small.replace('[[layers]]\ntype = "Flatten"\n\n', ""))
    seen, _ = opened('extends = "base.toml"\n', name="child.toml")
    (found,) = diagnostics(seen, everything=False)
    assert found.message.startswith("base.toml:23:")
    assert underlined(seen, everything=False) == {"P014": '"base.toml"'}
    (related,) = found.related_information
    assert related.location.uri == (tmp_path / "base.toml").as_uri()
    assert related.location.range.start.line == 22


@pytest.mark.parametrize(
    ("name", "text", "spec"),
    [
        pytest.param("pyproject.toml", "format = 1\n", False, id="a project file"),
        pytest.param("tombi.toml", "[[schemas]]\npath = 'specbuild'\n", False, id="the settings of a TOML server"),
        pytest.param("any.toml", "[tool.x]\ny = 1\n", False, id="any TOML"),
        pytest.param("any.toml", "# specbuild\n", True, id="a comment that says so"),
        pytest.param("any.toml", "[[layers]]\n", True, id="layers"),
        pytest.param("any.specbuild.toml", "", True, id="an ending that says so"),
        pytest.param("specs/any.toml", "", True, id="the folder of specs"),
    ],
)
def test_other_toml_is_left_alone(name, text, spec, tmp_path):
    assert is_spec((tmp_path / name).as_uri(), text) is spec
