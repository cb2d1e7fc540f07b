"""Write a first spec for some data: what kind it is and what can be predicted is found out by looking."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.showing.schema.settings.servers import SCHEMA

if TYPE_CHECKING:
    from specbuild.running.recognise.draft import Draft


def new(name: str, source: str | Path, folder: str | Path = ".", *, schema: bool = True) -> Path:
    """Write `NAME.toml` for some data.

    Args:
        name: Name of the experiment and of the file.
        source: The data.
        folder: Where the file goes.
        schema: Whether its first line ties it to the JSON Schema, so that editors complete and check it: the one that `folder` or a folder
            around it has in `schemas/`, and where there is none, one that is written to `folder`.

    Returns:
        The file.

    Raises:
        Refused: the name is none, the file exists, or the data is not recognised.
    """
    return _write(name, Path(folder), _draft(name, source, folder), schema=schema)


def _draft(name: str, source: str | Path, folder: str | Path) -> Draft:
    from specbuild.running.recognise.recognise import recognise

    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,63}", name):
        raise Refused(Finding("N003", (), f"`{name}` is not a name", help="start with a letter; go on with letters, digits, `_` and `-`"))
    return recognise(Path(source), Path(folder))


def _write(name: str, folder: Path, draft: Draft, *, schema: bool) -> Path:
    file = folder / f"{name}.toml"
    text = (_line_of_schema(folder) if schema and not file.exists() else "") + draft.text(name)
    try:
        with file.open("x", encoding="utf-8", errors="surrogateescape") as opened:
            opened.write(text)
    except FileExistsError:
        raise Refused(Finding("N004", (), f"`{file}` exists", help="choose another name, or remove the file")) from None
    except OSError as error:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)  # half a spec on a full disk
        raise Refused(Finding("N004", (), f"`{file}` cannot be written: {error.strerror}", help="choose another folder")) from error
    return file


def _line_of_schema(folder: Path) -> str:
    """The line that names the schema that editors read there, written now where there is none; empty where another has its name."""
    from specbuild.showing.schema.install import State, found, place_schema

    schema = found(folder)
    if schema is None:
        placed = place_schema(folder)
        if placed.state is State.OTHERS:
            return ""
        schema = placed.path
    return f"#:schema {Path(os.path.relpath(schema.absolute(), folder.absolute())).as_posix()}\n"


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild new", description=__doc__)
    parser.add_argument("name", metavar="NAME", help="name of the experiment; NAME.toml is written to the current folder")
    help_ = "the data: a folder or a file with a table, series, texts, sounds, pictures, volumes, clips or arrays"
    parser.add_argument("--from", dest="source", required=True, metavar="PATH", help=help_)
    parser.add_argument("--no-schema", dest="schema", action="store_false", help="do not tie it to the JSON Schema that editors read")
    options = parser.parse_args(words)
    draft, known = _draft(options.name, options.source, "."), Path(SCHEMA).exists()
    file = _write(options.name, Path(), draft, schema=options.schema)
    print("\n".join((draft.found, *draft.because)))
    if Path(SCHEMA).exists() and not known:
        print(f"{SCHEMA} is written: editors complete and check specs by it (`specbuild schema --install EDITOR` sets one up)")
    print(f"{file} is written: read it, change what is not meant, then\n\n    specbuild run {file}")
    return 0
