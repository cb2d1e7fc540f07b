"""What augmentation did in a run, counted from its draws: no sample is read, since draws are pure functions of seed, epoch and place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from keras import ops

from specbuild.checking.grammar.entry import Entry
from specbuild.running.data import draws
from specbuild.running.data.pipeline.pipeline import Pipeline
from specbuild.running.data.pipeline.strengths import Strength, strengths

MOST_WORDS = 2 * 10**8  # random words that counting may draw, about two seconds; beyond, some epochs stand for all
WORDS_AT_ONCE = 4 * 10**6
SHARES = {"least": 0.0, "quarter": 0.25, "half": 0.5, "three quarters": 0.75, "most": 1.0}


def budget(
    entries: Sequence[Entry], pipeline: Pipeline, visited: Callable[[int], np.ndarray], targets: np.ndarray, epochs: int
) -> dict[str, Any]:
    """Count whom each entry changed, and how strongly.

    Args:
        entries: The entries of `[[augmentation]]`.
        pipeline: Made of them.
        visited: Gives the numbers of the rows that an epoch visits, in that order, as `Source.visited` does.
        targets: Targets of all samples, by row number.
        epochs: Epochs that were trained.

    Returns:
        `epochs` counted, of `trained`, and for each entry its `type`, its `probability`, how many samples of each class it `met` and
        `changed`, how many changes were `expected`, and the quantiles of its `strengths` among the changed ones.
    """
    rows = len(visited(0))
    counted = _epochs(epochs, pipeline.columns * rows)
    tallies = [_Tally(entry, pipeline, number) for number, entry in enumerate(entries)]
    for epoch in counted:
        seen = targets[visited(epoch)]
        for tally in tallies:
            seen = tally.count(epoch, seen)
    return {"trained": epochs, "epochs": len(counted), "rows": rows, "entries": [tally.as_json() for tally in tallies]}


def _epochs(epochs: int, words: int) -> list[int]:
    """The epochs to count: all, or as many as can be afforded, evenly chosen."""
    affordable = max(1, min(epochs, MOST_WORDS // max(1, words)))
    return [int(number) for number in np.linspace(0, epochs - 1, affordable).round()] if epochs else []


class _Tally:
    """What is counted of one entry."""

    def __init__(self, entry: Entry, pipeline: Pipeline, number: int) -> None:
        self.entry, self.pipeline, self.number = entry, pipeline, number
        self.step = pipeline.steps[number]
        self.coins = len(self.step.layout) - len(self.step.needs)
        self.strengths = strengths(entry, self.step.needs)
        self.classes = pipeline.facts.classes or ("all",)
        self.met = np.zeros(len(self.classes), int)
        self.changed = np.zeros(len(self.classes), int)
        self.meant = 0
        self.drawn: dict[str, list[np.ndarray]] = {strength.argument: [] for strength in self.strengths}

    def count(self, epoch: int, targets: np.ndarray) -> np.ndarray:
        """Count an epoch; gives the targets as the next entry meets them."""
        width = self.coins + max((strength.column + 1 for strength in self.strengths), default=0)
        table = self._table(epoch, len(targets), width)
        who = self.step.who(targets, table)
        touched = np.ones(len(targets), bool) if who is None else ops.convert_to_numpy(who).astype(bool)
        meant = self.step.classes.of(targets) if self.step.classes else None
        self.meant += len(targets) if meant is None else int(ops.convert_to_numpy(meant).sum())
        self.met += self._by_class(targets)
        self.changed += self._by_class(targets[touched])
        for strength in self.strengths:
            self._keep(strength, table[touched, self.coins + strength.column])
        return np.asarray(ops.convert_to_numpy(self.step.relabelled(ops.convert_to_tensor(targets), who)))

    def _table(self, epoch: int, rows: int, width: int) -> np.ndarray:
        """The first columns of the draws of an epoch; drawn piece by piece, since those that are left out take memory all the same."""
        piece = max(1, WORDS_AT_ONCE // max(1, draws.columns(self.step.layout)))
        parts = [self.pipeline.step_draws(self.number, epoch, at, min(piece, rows - at), width) for at in range(0, rows, piece)]
        return np.concatenate(parts)

    def _keep(self, strength: Strength, drawn: np.ndarray) -> None:
        self.drawn[strength.argument].append(strength.of(drawn))

    def _by_class(self, targets: np.ndarray) -> np.ndarray:
        if not self.pipeline.facts.classes:
            return np.array([len(targets)])
        if targets.ndim == 2:  # several labels: a sample counts for each of its classes
            return np.asarray((targets > 0).sum(axis=0)).astype(int)
        return np.bincount(targets.astype(int), minlength=len(self.classes))

    def as_json(self) -> dict[str, Any]:
        changed = int(self.changed.sum()) if self.pipeline.facts.task != "multilabel" else None
        named = {"name": self.entry.options["name"]} if "name" in self.entry.options else {}
        return {
            "type": self.entry.type,
            **named,
            "probability": self.step.probability,
            "meant": self.meant,
            "expected": self.step.probability * self.meant,
            **({"changed": changed} if changed is not None else {}),
            "met_by_class": dict(zip(self.classes, self.met.tolist(), strict=True)),
            "changed_by_class": dict(zip(self.classes, self.changed.tolist(), strict=True)),
            "strengths": {name: _quantiles(np.concatenate(parts)) for name, parts in self.drawn.items() if parts and sum(map(len, parts))},
        }


def _quantiles(drawn: np.ndarray) -> Mapping[str, float]:
    return {name: float(np.quantile(drawn, share)) for name, share in SHARES.items()}
