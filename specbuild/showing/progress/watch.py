"""Watches the curves while they are drawn, and speaks up once when a training goes wrong."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from specbuild.showing.summary.verdict.judge import verdict
from specbuild.showing.summary.verdict.kind import Kind

_WORTH_A_WORD = (Kind.DIVERGED, Kind.LEAK, Kind.OVERFITTING)


class Watch:
    """Judges the curves after every epoch."""

    def __init__(
        self, history: Mapping[str, Sequence[float]], *, validation_rows: int | None, trivial_loss: float | None, harder: bool
    ) -> None:
        """Begin to watch.

        Args:
            history: Numbers of the epochs before, of a run that is resumed.
            validation_rows: See `verdict`.
            trivial_loss: See `verdict`.
            harder: See `verdict`.
        """
        self._numbers = {name: list(values) for name, values in history.items()}
        self._facts = {"validation_rows": validation_rows, "trivial_loss": trivial_loss, "harder": harder}
        self._said: set[Kind] = set()
        self._before: Kind | None = None

    def epoch(self, numbers: Mapping[str, float]) -> str:
        """What is worth saying after an epoch with these numbers; empty where nothing is, or was said before."""
        done = len(self._numbers.get("loss", ()))
        for name in numbers:
            self._numbers.setdefault(name, [math.nan] * done).append(numbers[name])
        found = verdict(self._numbers, **self._facts)  # type: ignore[arg-type]  # by name, each of its own type
        before, self._before = self._before, found.kind
        # One epoch that strays is none of our business: it has to be so twice in a row, unless the loss is lost.
        if found.kind not in _WORTH_A_WORD or found.kind in self._said or found.kind not in (before, Kind.DIVERGED):
            return ""
        self._said.add(found.kind)
        return found.sentence
