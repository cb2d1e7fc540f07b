"""Every command in a console block of a page is run, page by page, in a folder with what the page speaks of, and succeeds."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from blocks import ROOT, commands, pages

from specbuild.workshop.lessons import made

README = ROOT / "README.md"  # its commands install and run everything: CI runs them in a new environment
MOST = 5  # commands of a page, each in a process of its own, where every save runs them
TRAINING = ("run", "evaluate", "predict", "activations", "probe", "preview", "replay")


def with_commands() -> list:
    found = [(page, commands(page)) for page in pages() if page != README]
    return [
        pytest.param(page, lines, id=str(page.relative_to(ROOT)), marks=[pytest.mark.slow] if trains(lines) or len(lines) > MOST else [])
        for page, lines in found
        if lines
    ]


def trains(lines: list[str]) -> bool:
    return any(line.startswith("specbuild ") and line.split()[1] in TRAINING for line in lines)


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    for file in sorted(Path(__file__).with_name("givens").glob("*.py")):
        described = importlib.util.spec_from_file_location(file.stem, file)
        assert described is not None
        assert described.loader is not None
        module = importlib.util.module_from_spec(described)
        described.loader.exec_module(module)
        module.make(tmp_path)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(("page", "lines"), with_commands())
def test_the_commands_of_a_page_succeed(page: Path, lines: list[str], prepared: Path) -> None:
    # `specbuild` is this one, wherever the tests are run from.
    called = prepared / ".bin" / "specbuild"
    called.parent.mkdir()
    called.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m specbuild "$@"\n', encoding="utf-8")
    called.chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{called.parent}{os.pathsep}{os.environ['PATH']}"}
    for line in lines:
        done = subprocess.run(["bash", "-c", line], cwd=prepared, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"$ {line}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stdout + done.stderr
    assert [file for _, file in made(page) if not (prepared / file).is_file()] == []


def test_every_picture_of_the_tutorial_is_there_and_small() -> None:
    pictures = [picture for page in pages() for picture, _ in made(page)]
    assert len(pictures) > 5
    assert [picture.name for picture in pictures if not 0 < picture.stat().st_size < 400_000] == []


def test_the_readme_has_two_commands_that_install_and_run() -> None:
    first, second = commands(README)
    assert first == 'pip install -e ".[tensorflow]" && specbuild run specs/digits.toml'
    assert second == 'pip install -e ".[dev]" && pytest -n auto'
