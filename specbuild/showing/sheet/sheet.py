"""What a contact sheet holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Line:
    """A row of small pictures: what was done to them, and what each of them is."""

    label: str
    tiles: tuple[Image, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows with a title; `wrong` says why they are framed in red, empty where they are not."""

    title: str
    lines: tuple[Line, ...]
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet, with a sentence below its title."""

    title: str
    note: str
    parts: tuple[Part, ...]
