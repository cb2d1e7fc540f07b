"""Where it fails: the rows that are answered worst, with what is true and what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from specbuild.checking.diagnostic import counted
from specbuild.running.metrics.mistakes import furthest, of_each, worst
from specbuild.showing.gallery.gallery import Gallery, Part
from specbuild.showing.gallery.shown import Shown
from specbuild.showing.words import grouped

if TYPE_CHECKING:
    from specbuild.running.metrics.predictions import Predictions

MOST = 12
NAMED = 3  # labels of one row
LONGEST = 36  # letters of an id
Take = Callable[[np.ndarray], np.ndarray]


def mistakes(predictions: Predictions, rows: np.ndarray, take: Take, shown: Shown, part: str) -> Gallery:
    """The rows that are answered worst.

    Args:
        predictions: What the network says of a part, beside what is true.
        rows: The numbers of its rows in the data, in the same order.
        take: Gives samples by these numbers.
        shown: How they are shown.
        part: "test" or "validation".
    """
    order, wrong = worst(predictions)
    chosen = order[:MOST]
    samples = take(rows[chosen])
    say = _SAY[predictions.task]
    cards = (
        shown.card(sample, [*say(predictions, int(row)), _short(predictions.ids[row])]) for row, sample in zip(chosen, samples, strict=True)
    )
    note = _note(predictions, int(wrong.sum()), int(wrong[chosen].sum()), len(chosen), part)
    return Gallery("Where it fails", note, (Part("", tuple(cards)),))


def _note(predictions: Predictions, wrong: int, shown: int, cards: int, part: str) -> str:
    rows = f"{grouped(len(predictions))} {part} {'row' if len(predictions) == 1 else 'rows'}"
    if predictions.task == "regression":
        return f"Of {rows} the {cards} whose prediction is furthest off, the furthest first."
    if not wrong:
        return f"None of {rows} is answered wrongly; these are the ones that the network was least sure of."
    share = f"{grouped(wrong)} of {rows} ({100 * wrong / len(predictions):.1f} %) {'is' if wrong == 1 else 'are'} answered wrongly"
    if shown < cards:
        rest = f"then {counted(cards - shown, 'right answer')} that it was least sure of"
        return f"{share}: here {'it comes' if wrong == 1 else 'they come'} first, {rest}."
    worst_ones = "the worst" if wrong > cards else "all of them"
    return f"{share}; {worst_ones}, {_BY.get(predictions.task, 'by how little probability was given to what is true')}."


_BY = {"multilabel": "by the label that is furthest off"}


def _of_one_class(predictions: Predictions, row: int) -> list[str]:
    given, said, true = of_each(predictions)[row], int(predictions.predicted[row]), int(predictions.true[row])
    lines = [f"predicted {predictions.classes[said]} · {given[said]:.2f}"]
    return lines + ([f"true {predictions.classes[true]} · {given[true]:.2f}"] if said != true else ["right"])


def _of_labels(predictions: Predictions, row: int) -> list[str]:
    said, true, given = predictions.predicted[row] > 0, predictions.true[row] > 0, predictions.scores[row]
    lines = [
        f"{word} {_listed(predictions, which, given)}"
        for word, which in (("missed", true & ~said), ("too many:", said & ~true))
        if which.any()
    ]
    return [*(lines or ["right"]), f"true: {_listed(predictions, true, None) or 'none'}"]


def _listed(predictions: Predictions, which: np.ndarray, given: np.ndarray | None) -> str:
    places = np.flatnonzero(which)
    if given is not None:
        places = places[np.argsort(-np.abs(given[places] - predictions.threshold), kind="stable")]
    names = (predictions.classes[at] + ("" if given is None else f" · {given[at]:.2f}") for at in places[:NAMED])
    return ", ".join(names) + (f" and {len(places) - NAMED} more" if len(places) > NAMED else "")


def _of_numbers(predictions: Predictions, row: int) -> list[str]:
    at = int(furthest(predictions)[row])
    said, true = float(predictions.scores[row, at]), float(predictions.true[row, at])
    name = f"{predictions.classes[at]}: " if len(predictions.classes) > 1 else ""
    return [f"{name}predicted {said:.5g}", f"true {true:.5g}", f"off by {said - true:+.4g}"]


_SAY: Mapping[str, Callable[[Predictions, int], list[str]]] = {
    "binary": _of_one_class,
    "multiclass": _of_one_class,
    "multilabel": _of_labels,
    "regression": _of_numbers,
}


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else "…" + name[1 - LONGEST :]
