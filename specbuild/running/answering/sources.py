"""The inputs that a person named: patterns expanded, lists read, in the order given."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.answering import codes
from specbuild.running.data.folders.names import natural


def sources(words: Iterable[str | Path]) -> list[Path]:
    """The files and folders that some words name.

    Args:
        words: Paths and patterns (`scans/**/*.png`). A word that is the name of something there is never a pattern.

    Raises:
        Refused: I004, a pattern matches nothing.
    """
    found, findings = list[Path](), list[Finding]()
    for word in words:
        text = str(word)
        if not glob.has_magic(text) or _exists(text):
            found.append(Path(word))
            continue
        # `glob` of the standard library, not `Path.glob`: a pattern may begin anywhere, `..` and the root too.
        matches = sorted(glob.iglob(text, recursive=True), key=natural)  # noqa: PTH207
        found += map(Path, matches)
        if not matches:
            findings.append(
                Finding(codes.NO_MATCH, (), f"the pattern `{text}` matches nothing", help="it is relative to the current folder")
            )
    if findings:
        raise Refused(*findings)
    return found


def listed(lines: Iterable[str]) -> Iterator[str]:
    """The paths of a list, one a line; empty lines are passed over."""
    for line in lines:
        if name := line.rstrip("\r\n"):
            yield name


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False
