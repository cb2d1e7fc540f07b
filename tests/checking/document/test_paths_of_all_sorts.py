"""Paths that cannot be, in a spec or after `--set`: a finding each."""

from __future__ import annotations

from pathlib import Path

import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.checking.document.document import Document
from specbuild.checking.judge import judge
from specbuild.running.data.context import LoadContext


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "gone.toml").symlink_to("nowhere.toml")
    (tmp_path / "binary.toml").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    return tmp_path


@pytest.mark.parametrize(
    ("written", "says"),
    [
        pytest.param('extends = "a\\u0000b"', "there is no base", id="the character 0"),
        pytest.param('extends = "loop"', "the base `", id="a link to itself"),
        pytest.param('extends = ""', "is a folder", id="nothing"),
        pytest.param('extends = "spec.toml"', "extends itself", id="the spec itself"),
        pytest.param('extends = "gone.toml"', "is not there", id="a link to nothing"),
        pytest.param('extends = "binary.toml"', "is no text", id="a picture"),
    ],
)
def test_a_base(folder, written, says):
    (folder / "spec.toml").write_text(written, encoding="utf-8")
    (finding,) = judge(Document.read(folder / "spec.toml")).findings
    assert says in finding.message


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("a\0b", id="the character 0"),
        pytest.param("x" * 5000, id="longer than a path can be"),
        pytest.param("loop", id="a link to itself"),
        pytest.param("~nobody-of-that-name/x", id="the folder of a user whom there is not"),
    ],
)
def test_data(folder, path):
    with pytest.raises(Refused) as refused:
        LoadContext(folder).locate(path)
    (finding,) = refused.value.findings
    assert (finding.code, finding.path) == ("D120", ("loader", "path"))
    assert len(finding.message) < 200


@pytest.mark.parametrize("path", ["nowhere", "gone.toml", "binary.toml/x", ""])
def test_what_is_not_there_is_left_to_the_loader(folder, path):
    assert LoadContext(folder).locate(path) == folder / path


@pytest.mark.parametrize(
    ("override", "says"),
    [
        pytest.param("extends=base.toml", "stands in its file", id="what a spec starts from"),
        pytest.param('unset=["seed"]', "stands in its file", id="what it takes away"),
        pytest.param("seed=3\nname=4", "is text, not an integer", id="a second line, which would be lost"),
    ],
)
def test_what_cannot_be_set(override, says):
    (finding, *_) = judge(Document.of('format = 1\nname = "a"\nseed = 0\n'), [override]).findings
    assert says in finding.message


def test_a_path_after_set_knows_the_home_of_the_user(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    resolved = judge(Document.of('format = 1\nname = "a"\nloader = { type = "image_folder" }\n'), ["loader.path=~/x"]).resolved
    assert resolved.values["loader"]["path"] == str(tmp_path / "x")
