"""`python -m specbuild.workshop terminal`: draw what the commands of the first page print, as `docs/pictures/terminal.svg`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

import specbuild

ROOT = Path(specbuild.__file__).parents[1]
PICTURE = ROOT / "docs" / "pictures" / "terminal.svg"
WIDTH = 86
# Each command with how many lines of its output are shown from its beginning and to its end; None shows all.
COMMANDS = (("specbuild validate docs/examples/flowers.toml", None), ("specbuild run specs/digits.toml", (0, 20)))
# Rich names a font from elsewhere, which a picture in a page may not load; every machine has a monospaced one.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def draw() -> Path:
    """Run the commands and draw them; a minute."""
    console = Console(record=True, width=WIDTH, file=Path(os.devnull).open("w", encoding="utf-8"), force_terminal=True)  # noqa: SIM115
    for command, shown in COMMANDS:
        console.print(Text(f"$ {command}", style="bold"))
        console.print(Text.from_ansi("\n".join(_cut(_printed(command), shown)) + "\n"))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(console.export_svg(title="", code_format=FORMAT), encoding="utf-8")
    return PICTURE


def _cut(lines: list[str], shown: tuple[int, int] | None) -> list[str]:
    return lines if shown is None else [*lines[: shown[0]], "…", *lines[-shown[1] :]]


def _printed(command: str) -> list[str]:
    words = [sys.executable, "-m", *command.split()]
    with tempfile.TemporaryDirectory() as runs:
        where = ["--into", runs] if "run" in words else []
        environment = {**os.environ, "COLUMNS": str(WIDTH), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
        return _output([*words, *where], environment, colours=not where).replace(runs, "runs").rstrip().splitlines()


def _output(words: list[str], environment: dict[str, str], *, colours: bool) -> str:
    """What a command prints, as into a terminal where it is coloured; without one, progress is plain lines."""
    ours, theirs = os.openpty() if colours else os.pipe()
    with subprocess.Popen(words, cwd=ROOT, env=environment, stdout=theirs, stderr=theirs):
        os.close(theirs)
        read = bytearray()
        with suppress(OSError):  # how a pseudo-terminal says that nobody writes any more
            while more := os.read(ours, 65536):
                read += more
    os.close(ours)
    return read.decode()
