"""Put the schema and an editor's settings into a folder, and leave alone what is there already."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.workdir.atomic import write_text
from specbuild.running.workdir.codes import NOT_WRITTEN
from specbuild.showing.schema.build import schema_text
from specbuild.showing.schema.settings.servers import SCHEMA

EDITORS = ("vscode", "pycharm", "neovim", "helix", "zed")


class State(Enum):
    """What came of one file."""

    WRITTEN = "written"
    THERE = "already as it should be"
    OTHERS = "holds other settings, so it was left alone"


@dataclass(frozen=True, slots=True)
class Placed:
    """One file: where, what belongs into it, and what came of it."""

    path: Path
    text: str
    state: State


def settings(editor: str) -> Mapping[str, str]:
    """The files of an editor's settings, by their paths in the project's folder."""
    found: Mapping[str, str] = import_module(f"specbuild.showing.schema.settings.{editor}").FILES
    return found


def afterwards(editor: str) -> str:
    """What is left to do in the editor itself."""
    return str(import_module(f"specbuild.showing.schema.settings.{editor}").AFTER)


def install(editor: str, folder: Path) -> list[Placed]:
    """Write the schema and the settings; a settings file that is there already stays as it is, an older schema of ours is replaced.

    Args:
        editor: One of `EDITORS`.
        folder: The project's folder.

    Raises:
        Refused: a file cannot be written.
    """
    return [place_schema(folder), *(_place(folder / name, text, ours=False) for name, text in settings(editor).items())]


def place_schema(folder: Path) -> Placed:
    """Write the schema alone; an older one of ours is replaced."""
    schema = folder / SCHEMA
    return _place(schema, schema_text(), ours=_is_ours(schema))


def found(folder: Path) -> Path | None:
    """Our schema in a folder, or in the nearest around it that has one; None where there is none up to the top of a repository."""
    for around in (folder.absolute(), *folder.absolute().parents):
        if _is_ours(around / SCHEMA):
            return around / SCHEMA
        if (around / ".git").exists():
            break
    return None


def _place(path: Path, text: str, *, ours: bool) -> Placed:
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, UnicodeDecodeError) as error:
        message = f"`{path}` cannot be read or written: {getattr(error, 'strerror', None) or error}"
        raise Refused(Finding(NOT_WRITTEN, (), message, "use `schema --install EDITOR --print`, or `new` with `--no-schema`")) from error
    if before == text:
        return Placed(path, text, State.THERE)
    if before is not None and not ours:
        return Placed(path, text, State.OTHERS)
    write_text(path, text)
    return Placed(path, text, State.WRITTEN)


def _is_ours(path: Path) -> bool:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and content.get("title") == "specbuild"
