"""`specbuild schema`: printed, checked with, tied to editors, and the same from an installed wheel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import pytest

from specbuild.__main__ import main
from specbuild.showing.schema.install import EDITORS, State, install, settings
from specbuild.showing.schema.settings.servers import SCHEMA
from specbuild.verbs.schema import schema

ROOT = Path(__file__).parents[2]
STORED = ROOT / "schemas" / "specbuild.schema.json"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_is_the_schema_in_the_repository():
    assert schema() == STORED.read_text(encoding="utf-8")


@pytest.mark.parametrize("editor", EDITORS)
def test_an_editor_is_tied_to_the_schema(editor, folder, capsys):
    assert main(["schema", "--install", editor]) == 0
    assert (folder / SCHEMA).read_text(encoding="utf-8") == schema()
    assert all((folder / name).read_text(encoding="utf-8") == text for name, text in settings(editor).items())
    capsys.readouterr()
    assert main(["schema", "--install", editor]) == 0
    assert "written" not in capsys.readouterr().out


@pytest.mark.parametrize("editor", EDITORS)
def test_the_settings_are_well_formed_and_name_the_schema(editor):
    read = {".json": json.loads, ".toml": tomllib.loads, ".xml": ElementTree.fromstring, ".lua": str}
    for name, text in settings(editor).items():
        read[Path(name).suffix](text)
    assert any(SCHEMA in text for text in settings(editor).values())


@pytest.mark.parametrize("editor", EDITORS)
def test_settings_of_the_user_stay_as_they_are(editor, folder, capsys):
    name = next(reversed(settings(editor)))
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("// mine\n")
    assert main(["schema", "--install", editor]) == 1
    assert (folder / name).read_text() == "// mine\n"
    told = capsys.readouterr().out
    assert f"Add this to {name}" in told
    assert all(line in told for line in settings(editor)[name].splitlines())


def test_an_older_schema_of_ours_is_replaced_and_another_one_is_not(folder):
    (folder / "schemas").mkdir()
    (folder / SCHEMA).write_text('{"title": "specbuild"}')
    assert install("helix", folder)[0].state is State.WRITTEN
    (folder / SCHEMA).write_text('{"title": "something else"}')
    assert install("helix", folder)[0].state is State.OTHERS
    assert (folder / SCHEMA).read_text() == '{"title": "something else"}'


def test_printing_writes_nothing(folder, capsys):
    assert main(["schema", "--install", "zed", "--print"]) == 0
    assert ".zed/settings.json" in capsys.readouterr().out
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_a_finding(folder, capsys):
    (folder / "schemas").write_text("a file, not a folder")
    assert main(["schema", "--install", "zed"]) == 1
    assert "W005" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "status"),
    [pytest.param(("", ""), 0, id="a good spec"), pytest.param(("padding", "pading"), 1, id="a misspelt key")],
)
def test_check_tells_by_its_status(change, status, folder, capsys):
    (folder / "spec.toml").write_text((ROOT / "specs" / "digits.toml").read_text().replace(*change))
    assert main(["schema", "--check", "spec.toml", "--format", "json"]) == status
    assert bool(json.loads(capsys.readouterr().out)) == bool(status)


def test_check_of_what_is_not_toml_or_not_there(folder, capsys):
    (folder / "spec.toml").write_text("layers = [")
    assert main(["schema", "--check", "spec.toml", "nowhere.toml"]) == 1
    told = capsys.readouterr().out
    assert "D003" in told
    assert "D001" in told


@pytest.mark.slow
def test_an_installed_wheel_has_it_too(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    where = [sys.executable, "-c", "import specbuild; print(specbuild.__file__)"]
    assert str(tmp_path) in subprocess.run(where, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout
    printed = subprocess.run(
        [sys.executable, "-m", "specbuild", "schema"], cwd=tmp_path, env=environment, check=True, capture_output=True
    ).stdout
    assert printed == STORED.read_bytes()
    assert not (tmp_path / "site" / "specbuild" / "workshop").exists()
