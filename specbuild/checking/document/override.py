"""A value set on the command line: `--set training.epochs=3`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specbuild.checking.diagnostic import Finding, KeyPath, Place, Refused

COMMAND_LINE = "--set"


@dataclass(frozen=True, slots=True)
class Override:
    """One `--set KEY=VALUE`.

    Attributes:
        text: As it was written.
        keys: The parts of the key.
        value: The value, read as TOML; as text where it is not TOML.
    """

    text: str
    keys: tuple[str, ...]
    value: Any

    def place(self, path: KeyPath = (), about: str = "value") -> Place:
        """Its place on the command line: the key or the value within its own text."""
        split = self.text.index("=") + 1
        start, end = (1, split) if about == "key" else (split + 1, len(self.text) + 1)
        return Place(COMMAND_LINE, 1, start, 1, end, self.text)


def read_override(text: str) -> Override:
    """Read `KEY=VALUE`.

    Args:
        text: As written after `--set`. A key `path` is relative to the current folder, unlike one in a spec.

    Raises:
        Refused: there is no `=`, or the key is empty.
    """
    key, equals, written = text.partition("=")
    keys = tuple(part.strip().strip("\"'") for part in key.split("."))
    if not equals or not all(keys):
        raise Refused(
            Finding("D007", (), f"`--set {text}` is not KEY=VALUE", help="write `--set training.epochs=3`",
                    place=Place(COMMAND_LINE, 1, 1, 1, len(text) + 1, text))
        )  # fmt: skip
    try:
        read = tomllib.loads(f"value = {written}")
    except (ValueError, RecursionError):
        read = {"value": written}  # an unquoted word: the shell has eaten its quotation marks
    value = read["value"] if len(read) == 1 else written  # what stands on a second line would be lost
    if keys[-1] == "path" and isinstance(value, str):
        value = str(Path.cwd() / Path(value).expanduser())
    return Override(text, keys, value)
