"""A first spec for some data, as text that a person will read and change: every value with the reason for it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

_COLUMN = 31  # where comments begin, as in the specs that specbuild ships
_WIDTH = 130


class Line(NamedTuple):
    """One `key = value`, and why."""

    key: str
    value: Any
    why: str = ""


class Block(NamedTuple):
    """One table: its header, comments above it, its lines."""

    header: str
    lines: Sequence[Line]
    above: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A spec to be written.

    Attributes:
        found: What the data is, in one sentence.
        blocks: The tables in the order of the file, without the top level.
        because: Sentences about what spoke for it, and what was not certain.
    """

    found: str
    blocks: Sequence[Block]
    because: Sequence[str] = ()

    def text(self, name: str) -> str:
        """The spec as a file."""
        said = [line for sentence in (self.found, *self.because) for line in textwrap.wrap(sentence, _WIDTH)]
        head = ["#", *(f"# {line}" for line in said), "#", f"#     specbuild run {name}.toml", "#"]
        top = [_line(Line("format", 1)), _line(Line("name", name)), _line(Line("seed", 0))]
        return "\n\n".join(["\n".join([*head, *top]), *(_block(block) for block in self.blocks)]) + "\n"


def _block(block: Block) -> str:
    return "\n".join([*(f"# {line}".rstrip() for line in block.above), block.header, *(_line(line) for line in block.lines)])


def _line(line: Line) -> str:
    text = f"{_key(line.key)} = {toml(line.value)}"
    return f"{text:<{_COLUMN - 1}} # {line.why}" if line.why else text


def toml(value: Any) -> str:
    """A value as TOML writes it, on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_inner(key)} = {toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    bare = key and all(character.isascii() and (character.isalnum() or character in "_-.") for character in key)
    return key if bare else toml(key)


def _inner(key: str) -> str:
    """A name as a key: a point in it parts no keys."""
    return toml(key) if "." in key else _key(key)


def shown(names: Sequence[str], most: int = 4) -> str:
    """Some names in a comment: the first few, fit to stand on one line."""
    few = ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
    return few if few.isprintable() and len(few) < 80 else f"{len(names)} of them"
