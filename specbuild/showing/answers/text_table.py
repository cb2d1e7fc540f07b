"""Predictions for people: the input, what is predicted, how sure that is, and what else it might be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from specbuild.running.metrics.answers import Answers
from specbuild.showing.words import measured, visible

SHOWN = 3  # classes, where nobody says how many
WIDEST = 48  # characters of an input's name; its end is what tells it apart, so its beginning is left out


def lines(parts: Iterable[Answers], top: int | None) -> Iterator[str]:
    """A header and one line for each input; the columns are as wide as the first inputs need."""
    widths: list[int] = []
    for part in parts:
        ranked = part.best(top or SHOWN) if part.task != "regression" else [[] for _ in part.ids]
        cells = [[*_cells(part, place, ranked[place], top or SHOWN)] for place in range(len(part))]
        if not widths and cells:
            head = [*_header(part, top)]
            widths = [min(WIDEST, max(_width(row[at]) for row in (head, *cells))) for at in range(len(head))]
            yield _line(head, widths)
            yield _line(["─" * width for width in widths], widths)
        yield from (_line(row, widths) for row in cells)


def _header(of: Answers, top: int | None) -> Iterator[str]:
    yield "input"
    if of.task == "regression":
        yield from map(visible, of.classes)
    elif of.task == "multilabel":
        yield from ("predicted", "likeliest")
    else:
        yield from ("predicted", "probability", *(["or else"] if (top or SHOWN) > 1 else []))


def _cells(part: Answers, place: int, ranked: Sequence[tuple[str, object]], most: int) -> Iterator[str]:
    yield _cut(visible(part.ids[place]))
    if part.task == "regression":
        yield from (measured(float(number)) for number in part.scores[place])
        return
    decided = part.decided[place]
    if part.task == "multilabel":
        yield ", ".join(visible(name) for name, yes in zip(part.classes, decided, strict=True) if yes) or "none"
        yield _words(ranked)
        return
    said = part.classes[decided]
    yield visible(said)
    yield measured(float(part.probabilities[place, decided]))
    if most > 1:
        yield _words([pair for pair in ranked if pair[0] != said][: most - 1])


def _words(ranked: Sequence[tuple[str, object]]) -> str:
    return ", ".join(f"{visible(name)} {measured(float(number))}" for name, number in ranked)  # type: ignore[arg-type]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _cut(name: str) -> str:
    return name if len(name) <= WIDEST else "…" + name[1 - WIDEST :]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
