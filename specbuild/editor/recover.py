"""A document from a text that is being typed: the lines that no parser takes are read as if they were empty."""

from __future__ import annotations

from difflib import SequenceMatcher

from specbuild.checking.diagnostic import Refused
from specbuild.checking.document.document import Document

TRIES = 8  # more broken lines than that are no typing any more


def recover(text: str, file: str, before: str | None = None) -> Document | None:
    """Parse what can be parsed; every character keeps its place.

    Args:
        text: Half-typed.
        file: Its name.
        before: The last text that could be parsed: what has changed since is the likeliest to be unfinished.

    Returns:
        The document; None where the text is beyond that.
    """
    if before is not None and (found := _parsed(_without_changes(text, before), file)):
        return found
    for _ in range(TRIES):
        try:
            return Document.of(text, file)
        except Refused as refused:
            place = refused.findings[0].place
            lines = text.split("\n")
            if place is None or not lines[place.line - 1].strip():
                return None
            lines[place.line - 1] = _blank(lines[place.line - 1])
            text = "\n".join(lines)
    return None


def without_line(text: str, offset: int) -> str:
    """The text with the line of an offset blank."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return text[:start] + _blank(text[start:end]) + text[end:]


def _parsed(text: str, file: str) -> Document | None:
    try:
        return Document.of(text, file)
    except Refused:
        return None


def _without_changes(text: str, before: str) -> str:
    """The text with the lines blank that are not in the one before."""
    lines, old = text.split("\n"), before.split("\n")
    same = 0
    while same < min(len(lines), len(old)) and lines[same] == old[same]:
        same += 1
    matcher = SequenceMatcher(None, old[same:], lines[same:], autojunk=False)
    kept = set(range(same)).union(*(range(same + block.b, same + block.b + block.size) for block in matcher.get_matching_blocks()))
    return "\n".join(line if index in kept else _blank(line) for index, line in enumerate(lines))


def _blank(line: str) -> str:
    return " " * (len(line) - line.endswith("\r")) + ("\r" if line.endswith("\r") else "")
