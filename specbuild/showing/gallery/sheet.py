"""A gallery as one PNG: a contact sheet that any program opens. What it says stands in it as text too, so the report can take it apart."""

from __future__ import annotations

import io
import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from specbuild.showing.gallery.gallery import Card, Gallery, Part
from specbuild.showing.words import visible

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

KEY = "specbuild"  # of the text in the file
VERSION = 1
INK, MUTED, PAPER, EDGE = (31, 36, 48), (95, 103, 115), (255, 255, 255), (227, 230, 234)
WIDTH, LEAST, MARGIN, GAP, LINE, SMALL, TITLE = 960, 128, 20, 16, 14, 11, 18  # pixels
MOST_PIXELS = 64_000_000  # of a file that is read: no sheet of ours comes near


@dataclass(frozen=True, slots=True)
class Placed:
    """A card and where its tile stands on the sheet."""

    card: Card
    left: int
    top: int


def png(gallery: Gallery) -> bytes:
    """The sheet as a PNG file."""
    from PIL import Image, ImageDraw
    from PIL.PngImagePlugin import PngInfo

    note = textwrap.wrap(visible(gallery.note), 130)
    top = MARGIN + 30 + LINE * len(note) + GAP
    parts, headings = list[tuple[Part, list[Placed]]](), list[tuple[str, int]]()
    for part in gallery.parts:
        if part.label:
            headings.append((part.label, top))
            top += 24
        placed, top = _placed(part.cards, top)
        parts.append((part, placed))
    widest = max((_width(card) for part in gallery.parts for card in part.cards), default=0)
    sheet = Image.new("RGB", (max(WIDTH, widest + 2 * MARGIN), top + MARGIN), PAPER)
    draw = ImageDraw.Draw(sheet)
    _write(draw, (MARGIN, MARGIN - 4), gallery.title, TITLE, INK)
    for number, line in enumerate(note):
        _write(draw, (MARGIN, MARGIN + 24 + LINE * number), line, SMALL, MUTED)
    for label, where in headings:
        _write(draw, (MARGIN, where), label, 13, INK)
    for one in (one for _, placed in parts for one in placed):
        _draw(sheet, draw, one)
    about = PngInfo()
    about.add_itxt(KEY, json.dumps(_as_json(gallery, parts), ensure_ascii=True), zip=True)
    held = io.BytesIO()
    sheet.save(held, "PNG", pnginfo=about)
    return held.getvalue()


def read(path: Path) -> Gallery:
    """Take a sheet apart.

    Raises:
        ValueError: it is not a sheet of this form.
        OSError: it cannot be read.
    """
    from PIL import Image

    with Image.open(path, formats=["PNG"]) as sheet:
        if sheet.width * sheet.height > MOST_PIXELS:
            raise ValueError("it is too large for a contact sheet")
        sheet.load()
        values = json.loads(sheet.text[KEY]) if KEY in getattr(sheet, "text", {}) else {}  # type: ignore[attr-defined]
        if not isinstance(values, dict) or values.get("version") != VERSION:
            raise ValueError("it does not say what it shows")
        try:
            parts = tuple(Part(str(part["label"]), tuple(_card(sheet, card) for card in part["cards"])) for part in values["parts"])
            return Gallery(str(values["title"]), str(values["note"]), parts)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"what it says of itself is incomplete: {error}") from error


def _placed(cards: Sequence[Card], top: int) -> tuple[list[Placed], int]:
    """Cards in rows, as many in each as it has room for; and where the next thing can stand."""
    placed, row, left = list[Placed](), list[Placed](), MARGIN
    for card in cards:
        if row and left + _width(card) > WIDTH - MARGIN:
            top, left, row = top + max(_height(one.card) for one in row) + GAP, MARGIN, []
        row.append(Placed(card, left, top))
        placed.append(row[-1])
        left += _width(card) + GAP
    return placed, top + max((_height(one.card) for one in row), default=0) + GAP


def _width(card: Card) -> int:
    return max(LEAST, card.tile.width)


def _height(card: Card) -> int:
    return card.tile.height + 4 + LINE * len(card.lines)


def _draw(sheet: Image, draw: ImageDraw, one: Placed) -> None:
    tile = one.card.tile
    sheet.paste(tile, (one.left, one.top))
    draw.rectangle((one.left - 1, one.top - 1, one.left + tile.width, one.top + tile.height), outline=EDGE)
    for number, line in enumerate(one.card.lines):
        at = (one.left, one.top + tile.height + 3 + LINE * number)
        _write(draw, at, _fitting(line, _width(one.card)), SMALL, MUTED if number else INK)


def _fitting(text: str, width: int) -> str:
    most = width * 2 // SMALL
    return text if len(text) <= most else text[: most - 1] + "…"


def _write(draw: ImageDraw, at: tuple[int, int], text: str, size: int, colour: tuple[int, int, int]) -> None:
    from PIL import ImageFont

    draw.text(at, visible(text), fill=colour, font=ImageFont.load_default(size))


def _as_json(gallery: Gallery, parts: Sequence[tuple[Part, Sequence[Placed]]]) -> dict[str, Any]:
    def card(one: Placed) -> dict[str, Any]:
        tile = [one.left, one.top, one.card.tile.width, one.card.tile.height]
        return {"lines": one.card.lines, "tile": tile, "words": one.card.words, "form": one.card.form}

    told = [{"label": part.label, "cards": [card(one) for one in placed]} for part, placed in parts]
    return {"version": VERSION, "title": gallery.title, "note": gallery.note, "parts": told}


def _card(sheet: Image, values: dict[str, Any]) -> Card:
    left, top, width, height = (int(number) for number in islice(values["tile"], 4))
    if not (0 <= left < left + width <= sheet.width and 0 <= top < top + height <= sheet.height):
        raise ValueError("a card stands beside the sheet")
    words = tuple((str(word), str(what)) for word, what in values["words"])
    return Card(tuple(map(str, values["lines"])), sheet.crop((left, top, left + width, top + height)), str(values["form"]), words)
