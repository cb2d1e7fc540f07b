"""The cards of a gallery as a part of the page."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from specbuild.showing.gallery.gallery import Card, Gallery, Part
from specbuild.showing.report.html import Html, element, joined, void
from specbuild.showing.tiles.text import ADDED, REMOVED

if TYPE_CHECKING:
    from PIL.Image import Image

_BETWEEN: Mapping[str, str] = {"words": " ", "letters": "", "cells": " "}
_MARKS: Mapping[str, str] = {ADDED: "ins", REMOVED: "del"}


def cards(gallery: Gallery) -> Html:
    """What is shown below the heading of a section."""
    return joined([element("p", gallery.note, class_="note"), *map(_part, gallery.parts)])


def _part(part: Part) -> Html:
    heading = [element("h3", part.label)] if part.label else []
    return joined([*heading, element("div", joined(map(_card, part.cards)), class_="cards")])


def _card(card: Card) -> Html:
    first, *others = card.lines or ("",)
    said = element("figcaption", element("b", first), *(element("span", line) for line in others))
    if card.words:
        return element("figure", _words(card), said, class_=f"card in-{card.form}")
    return element("figure", _picture(card.tile, ", ".join(card.lines)), said, class_=f"card {card.form}")


def _words(card: Card) -> Html:
    shown = (element(_MARKS.get(what, "span"), word) for word, what in card.words)
    return element("p", joined(shown, _BETWEEN.get(card.form, " ")))


def _picture(tile: Image, about: str) -> Html:
    held = io.BytesIO()
    tile.save(held, "PNG", optimize=True)
    source = f"data:image/png;base64,{base64.b64encode(held.getvalue()).decode()}"
    return void("img", src=source, alt=f"sample: {about}", width=str(tile.width), height=str(tile.height), loading="lazy")
