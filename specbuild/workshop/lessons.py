"""`python -m specbuild.workshop lessons`: run the commands of the tutorial, and keep the pictures that they make for its pages.

In a page, a picture is followed by a comment that says which file of the commands it is: `<!-- made: runs/lesson/1/plots/loss.svg -->`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

import specbuild

ROOT = Path(specbuild.__file__).parents[1]
PAGES = ROOT / "docs" / "tutorial"
COMMAND = re.compile(r"^\$ (?P<line>(?:specbuild|python) .*)$", re.MULTILINE)
MADE = re.compile(r"^!\[[^\]]*\]\((?P<picture>[^)]+)\)\n<!-- made: (?P<file>\S+) -->", re.MULTILINE)


def made(page: Path) -> list[tuple[Path, str]]:
    """The pictures of a page, and which file of its commands each is."""
    return [(page.parent / found["picture"], found["file"]) for found in MADE.finditer(page.read_text(encoding="utf-8"))]


def draw(names: list[str]) -> Iterator[Path]:
    """Run the pages of these names (all where there is none) that have pictures, each in a folder of its own; some minutes."""
    for page in sorted(PAGES.glob("*.md")):
        if (names and page.stem not in names) or not made(page):
            continue
        with tempfile.TemporaryDirectory() as folder:
            _run(page, Path(folder))
            for picture, file in made(page):
                picture.parent.mkdir(parents=True, exist_ok=True)
                _keep(Path(folder) / file, picture)
                yield picture.resolve()


def _keep(made: Path, picture: Path) -> None:
    """Copy a picture; one with photographs in it is named `.webp` in its page, a tenth of the size."""
    if made.suffix == picture.suffix:
        shutil.copyfile(made, picture)
    else:
        with Image.open(made) as opened:
            opened.save(picture, quality=80)


def _run(page: Path, folder: Path) -> None:
    for name in ("specs", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    called = folder / ".bin" / "specbuild"
    called.parent.mkdir()
    called.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m specbuild "$@"\n', encoding="utf-8")
    called.chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{called.parent}{os.pathsep}{os.environ['PATH']}"}
    for found in COMMAND.finditer(page.read_text(encoding="utf-8")):
        print(f"$ {found['line']}", flush=True)
        subprocess.run(["bash", "-c", found["line"]], cwd=folder, env=environment, check=True)
