"""Write a first spec for some data: a folder of pictures."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Refused


def new(name: str, source: str | Path, folder: str | Path = ".") -> Path:
    """Write `NAME.toml` for some data.

    Args:
        name: Name of the experiment and of the file.
        source: The data.
        folder: Where the file goes.

    Returns:
        The file.

    Raises:
        Refused: the name is none, the file exists, or the data is not recognised.
    """
    from specbuild.running.recognise.recognise import recognise

    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,63}", name):
        raise Refused(Finding("N003", (), f"`{name}` is not a name", help="start with a letter; go on with letters, digits, `_` and `-`"))
    file = Path(folder) / f"{name}.toml"
    text = recognise(Path(source), Path(folder)).text(name)
    try:
        with file.open("x", encoding="utf-8", errors="surrogateescape") as opened:
            opened.write(text)
    except FileExistsError:
        raise Refused(Finding("N004", (), f"`{file}` exists", help="choose another name, or remove the file")) from None
    except OSError as error:
        raise Refused(Finding("N004", (), f"`{file}` cannot be written: {error.strerror}", help="choose another folder")) from error
    return file


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild new", description=__doc__)
    parser.add_argument("name", metavar="NAME", help="name of the experiment; NAME.toml is written to the current folder")
    parser.add_argument(
        "--from", dest="source", required=True, metavar="PATH", help="the data: a folder with one folder of pictures for each class"
    )
    options = parser.parse_args(words)
    file = new(options.name, options.source)
    print(f"{file} is written: read it, say under [meaning] what may change in your data, then\n\n    specbuild run {file}")
    return 0
