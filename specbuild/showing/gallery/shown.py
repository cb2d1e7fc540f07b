"""Cards of samples, whatever their kind: a picture, curves, a spectrogram, slices, words, or the cells of a table's row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from specbuild.showing.gallery.gallery import Card, Word
from specbuild.showing.tiles.look import Look
from specbuild.showing.tiles.show import tile
from specbuild.showing.tiles.text import ADDED, KEPT, name_of, words

if TYPE_CHECKING:
    from PIL.Image import Image

WORDS, LETTERS, CELLS = 60, 400, 48  # the most that a card shows
FORMS: Mapping[str, str] = {"picture": "photo", "volume": "photo", "clip": "photo"}  # of what has no words; a drawing for the others
OF_TOKENS: Mapping[str, str] = {"characters": "letters", "bytes": "letters", "subwords": "letters"}
Cells = Callable[[Mapping[str, Any], np.ndarray], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Shown:
    """How the samples of a data set are shown.

    Attributes:
        kind: What a sample is: one of `KINDS` of `checking/plan/input.py`.
        look: How it is drawn.
        tokens: For texts, what a token is; empty for everything else.
        learnt: What the loader learnt from the training rows.
        cells: What says the columns of a row of a table, see `experiment.spoken`.
    """

    kind: str
    look: Look
    tokens: str = ""
    learnt: Mapping[str, Any] = field(default_factory=dict)
    cells: Cells = lambda learnt, sample: ()

    def card(self, sample: np.ndarray, lines: Sequence[str], original: np.ndarray | None = None) -> Card:
        """The card of a sample.

        Args:
            sample: The sample.
            lines: What there is to say of it.
            original: What it was before it was changed, where that is to be seen as well.
        """
        said = self._words(sample, original)
        form = self._form if said else FORMS.get(self.kind, "drawing")
        return Card(tuple(lines), self._tile(sample, original), form, _joined(said) if form == "letters" else tuple(said))

    def positions(self, sample: np.ndarray) -> list[str]:
        """For texts, what stands at each position, empty where padding does; else nothing."""
        if self.kind != "text":
            return []
        return ["" if number == self.look.padding else name_of(int(number), self.look) for number in sample]

    @property
    def _form(self) -> str:
        return "cells" if self.kind == "vector" else OF_TOKENS.get(self.tokens, "words")

    def _tile(self, sample: np.ndarray, original: np.ndarray | None) -> Image:
        shown = tile(self.kind, sample, self.look, original)
        pair = _PAIRS.get(self.kind)
        return shown if original is None or pair is None else pair([tile(self.kind, original, self.look), shown])

    def _words(self, sample: np.ndarray, original: np.ndarray | None) -> list[Word]:
        if self.kind == "text":
            most = WORDS if self._form == "words" else LETTERS
            return words(sample, self.look, sample if original is None else original, most)
        if self.kind != "vector":
            return []
        now = self.cells(self.learnt, sample)
        before = now if original is None else self.cells(self.learnt, original)
        told = [_cell(name, old, new) for (name, old), (_, new) in zip(before, now, strict=True)]
        return told[:CELLS] + ([("…", KEPT)] if len(told) > CELLS else [])


def _joined(letters: Sequence[Word]) -> tuple[Word, ...]:
    """Letters of which the same became, as one piece."""
    runs = groupby(letters, key=lambda letter: letter[1])
    return tuple(("".join(letter for letter, _ in run), what) for what, run in runs)


def _cell(name: str, old: str, new: str) -> Word:
    return (f"{name} {new}", KEPT) if old == new else (f"{name} {old} → {new}", ADDED)


def _beside(tiles: list[Image], gap: int = 3) -> Image:
    from specbuild.showing.tiles.volume import beside

    return beside(tiles, gap)


def _below(tiles: list[Image], gap: int = 3) -> Image:
    from PIL import Image

    from specbuild.showing.tiles.look import PAPER

    sheet = Image.new("RGB", (max(one.width for one in tiles), sum(one.height + gap for one in tiles) - gap), PAPER)
    top = 0
    for one in tiles:
        sheet.paste(one, (0, top))
        top += one.height + gap
    return sheet


# Kinds whose tile does not show by itself what was there before the change.
_PAIRS: Mapping[str, Callable[[list[Image]], Image]] = {"picture": _beside, "volume": _below, "clip": _below, "audio": _below}
