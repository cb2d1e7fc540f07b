"""`specbuild new`: a first spec that is right, runs, and is tied to the schema that editors read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PIL import Image

from specbuild.__main__ import main
from specbuild.checking.diagnostic import Refused
from specbuild.checking.judge import judge_file
from specbuild.showing.schema.settings.servers import SCHEMA
from specbuild.verbs.new import new
from specbuild.verbs.schema import schema

sys.path.insert(0, str(Path(__file__).parents[1] / "editors"))
from client import Client


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for label in ("cat", "dog"):
        (tmp_path / "pictures" / label).mkdir(parents=True)
        for number in range(40):
            Image.new("RGB", (40, 32), (number, 90, 200)).save(tmp_path / "pictures" / label / f"{number}.png")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def first_line(file: Path) -> str:
    return file.read_text(encoding="utf-8").splitlines()[0]


def test_the_spec_is_right_and_names_a_schema_that_is_there(folder, capsys):
    assert main(["new", "mine", "--from", "pictures"]) == 0
    assert first_line(folder / "mine.toml") == f"#:schema {SCHEMA}"
    assert (folder / SCHEMA).read_text(encoding="utf-8") == schema()
    assert f"{SCHEMA} is written" in capsys.readouterr().out
    assert judge_file(folder / "mine.toml").findings == ()
    assert main(["new", "second", "--from", "pictures"]) == 0
    assert "is written: editors" not in capsys.readouterr().out


def test_a_schema_of_a_folder_around_is_used(folder):
    (folder / "schemas").mkdir()
    (folder / SCHEMA).write_text(schema(), encoding="utf-8")
    inner = folder / "studies" / "first"
    inner.mkdir(parents=True)
    assert first_line(new("mine", "pictures", inner)) == f"#:schema ../../{SCHEMA}"
    assert not (inner / "schemas").exists()


def test_a_schema_beyond_the_repository_is_not_used(folder):
    (folder / "schemas").mkdir()
    (folder / SCHEMA).write_text(schema(), encoding="utf-8")
    inner = folder / "repository"
    (inner / ".git").mkdir(parents=True)
    assert first_line(new("mine", "pictures", inner)) == f"#:schema {SCHEMA}"
    assert (inner / SCHEMA).exists()


def test_without_a_schema_if_that_is_asked_for_or_another_has_its_name(folder):
    assert not first_line(new("mine", "pictures", schema=False)).startswith("#:schema")
    assert not (folder / "schemas").exists()
    (folder / "schemas").mkdir()
    (folder / SCHEMA).write_text('{"title": "something else"}')
    assert not first_line(new("second", "pictures")).startswith("#:schema")


def test_where_the_spec_exists_nothing_is_written(folder):
    (folder / "mine.toml").write_text("# mine")
    with pytest.raises(Refused, match="exists"):
        new("mine", "pictures")
    assert (folder / "mine.toml").read_text() == "# mine"
    assert not (folder / "schemas").exists()


@pytest.mark.slow
@pytest.mark.parametrize("command", [["olpat", "lsp", "stdio"], ["tombi", "lsp"]], ids=["Taplo", "Tombi"])
def test_the_real_servers_of_toml_judge_it(command, folder):
    text = new("mine", "pictures").read_text(encoding="utf-8")
    broken = text.replace("activation =", "activatioin =", 1)
    assert broken != text
    file = folder / "mine.toml"
    with Client(command, folder, TOMBI_OFFLINE="true") as client:
        client.open(file.as_uri(), broken)
        client.wait(lambda: client.diagnostics.get(file.as_uri()), 30, "diagnostics")
        (line,) = [number for number, row in enumerate(broken.splitlines()) if "activatioin" in row]
        assert {one["range"]["start"]["line"] for one in client.diagnostics[file.as_uri()]} == {line}
