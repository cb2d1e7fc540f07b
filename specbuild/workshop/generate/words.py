"""Words from docstrings: the first paragraph, and a sentence or two for each argument."""

from __future__ import annotations

import inspect
import re
from typing import Any

LONGEST = 320  # characters of an argument's words; editors show them in a small window
_EXAMPLE = re.compile(r"^[ \t]*```.*?^[ \t]*```", re.MULTILINE | re.DOTALL)  # some stand at the margin, and hide how deep the rest is
_SECTION = re.compile(r"^(Args|Arguments|Init arguments?|Parameters):\s*$", re.MULTILINE)
_ARGUMENT = re.compile(r"^(\s+)\*{0,2}`?(\w+)`?(?:\s*\([^)]*\))?:\s?(.*)$")


def paragraph(thing: Any) -> str:
    """The first paragraph of a docstring, on one line."""
    doc = inspect.getdoc(thing) or ""
    return plain(doc.split("\n\n")[0])


def plain(text: str) -> str:
    """Text on one line, without markup that only a web page shows."""
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text.replace("\n", " "))
    text = re.sub(r":\w+:`([^`]*)`", r"`\1`", text)
    return re.sub(r"\s+", " ", text).strip()


def argument_words(thing: Any) -> dict[str, str]:
    """What a docstring says of each argument."""
    doc = inspect.cleandoc(_EXAMPLE.sub("", thing.__doc__ or ""))
    match = _SECTION.search(doc)
    if not match:
        return {}
    found: dict[str, list[str]] = {}
    name, depth = "", 0
    for line in doc[match.end() :].splitlines()[1:]:
        if line.strip() and not line.startswith(" "):
            break
        head = _ARGUMENT.match(line)
        if head and (not depth or len(head.group(1)) <= depth):
            depth, name = len(head.group(1)), head.group(2)
            found[name] = [head.group(3)]
        elif name:
            found[name].append(line)
    return {key: shorten(plain("\n".join(lines))) for key, lines in found.items()}


def shorten(text: str) -> str:
    """As many whole sentences as fit."""
    if len(text) <= LONGEST:
        return text
    cut = max(text.rfind(". ", 0, LONGEST), text.rfind("; ", 0, LONGEST))
    return text[: cut + 1] if cut > 40 else text[: LONGEST - 1].rstrip() + "…"
