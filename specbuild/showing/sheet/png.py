"""A contact sheet as one picture."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING

from specbuild.showing.sheet.sheet import Line, Part, Sheet
from specbuild.showing.words import visible

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

INK, MUTED, RED, PAPER, EDGE = (31, 36, 48), (95, 103, 115), (200, 30, 30), (255, 255, 255), (227, 230, 234)
MARGIN, GAP, LABEL, NAME = 16, 8, 190, 16  # pixels: around all, between tiles, for what was done, for what a tile is
TEXT, SMALL, TITLE, LINE = 13, 11, 18, 17


def png(sheet: Sheet) -> bytes:
    """The sheet as a PNG file."""
    from PIL import Image, ImageDraw

    width = 2 * MARGIN + LABEL + max(_width(line) for part in sheet.parts for line in part.lines)
    characters = max(40, (width - 2 * MARGIN) // 7)
    note = textwrap.wrap(visible(sheet.note), characters)
    wrongs = [[line for why in part.wrong for line in textwrap.wrap(visible(why), characters - 4)] for part in sheet.parts]
    heights = [_height(part, wrong) for part, wrong in zip(sheet.parts, wrongs, strict=True)]
    top = MARGIN + 30 + LINE * len(note) + GAP
    image = Image.new("RGB", (width, top + sum(heights) + MARGIN), PAPER)
    draw = ImageDraw.Draw(image)
    _write(draw, (MARGIN, MARGIN), sheet.title, TITLE, INK)
    for number, line in enumerate(note):
        _write(draw, (MARGIN, MARGIN + 28 + LINE * number), line, TEXT, MUTED)
    for part, wrong, height in zip(sheet.parts, wrongs, heights, strict=True):
        _part(image, draw, part, wrong, top)
        if part.wrong:
            draw.rectangle((MARGIN - 8, top - 2, width - MARGIN + 8, top + height - 8), outline=RED, width=3)
        top += height
    held = io.BytesIO()
    image.save(held, "PNG", optimize=True)
    return held.getvalue()


def _width(line: Line) -> int:
    return sum(tile.width + GAP for tile in line.tiles)


def _row_height(line: Line) -> int:
    return max(tile.height for tile in line.tiles) + NAME + GAP


def _height(part: Part, wrong: list[str]) -> int:
    return 24 + LINE * len(wrong) + sum(_row_height(line) for line in part.lines) + 2 * GAP


def _part(image: Image, draw: ImageDraw, part: Part, wrong: list[str], top: int) -> None:
    _write(draw, (MARGIN, top + 3), part.title, TEXT + 1, RED if part.wrong else INK)
    top += 24
    for number, text in enumerate(wrong):
        _write(draw, (MARGIN, top + LINE * number), text, TEXT, RED)
    top += LINE * len(wrong)
    for line in part.lines:
        for number, text in enumerate(textwrap.wrap(visible(line.label), 27)[:5]):
            _write(draw, (MARGIN, top + 4 + 15 * number), text, SMALL, MUTED)
        at = MARGIN + LABEL
        for tile, name in zip(line.tiles, line.names, strict=True):
            image.paste(tile, (at, top))
            draw.rectangle((at - 1, top - 1, at + tile.width, top + tile.height), outline=EDGE)
            _write(draw, (at, top + tile.height + 1), _fitting(visible(name), tile.width), SMALL, MUTED)
            at += tile.width + GAP
        top += _row_height(line)


def _fitting(text: str, width: int) -> str:
    most = max(3, width // 6)
    return text if len(text) <= most else text[: most - 1] + "…"


def _write(draw: ImageDraw, at: tuple[int, int], text: str, size: int, colour: tuple[int, int, int]) -> None:
    from PIL import ImageFont

    draw.text(at, visible(text), fill=colour, font=ImageFont.load_default(size))
