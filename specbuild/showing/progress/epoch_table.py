"""The rows of a training's table: one an epoch, training and validation side by side, as wide as the terminal bears."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text

from specbuild.showing.words import duration, measured, visible

_GAP = "  "
_VALIDATION = "val_"


class EpochTable:
    """Writes the header once, then a row for each epoch with the columns of the first."""

    def __init__(self, epochs: int, width: int) -> None:
        """Prepare a table for so many epochs, at most so many characters wide."""
        self._epochs, self._width = epochs, width
        self._columns: list[str] | None = None

    def lines(self, epoch: int, logs: Mapping[str, float], speed: float, seconds: float) -> list[Text]:
        """The row of an epoch, after the header if it is the first."""
        first = self._columns is None
        if self._columns is None:
            self._columns = self._fitting(logs)
        cells = [f"{epoch}/{self._epochs}".rjust(self._epoch_width())]
        cells += [measured(logs[name]).rjust(_width(name)) if name in logs else " " * _width(name) for name in self._columns]
        cells += [f"{speed:,.0f}".rjust(_SPEED), duration(seconds).rjust(_TIME)]
        return [*(self._header() if first else []), Text(_GAP.join(cells))]

    def _header(self) -> list[Text]:
        """Two lines: the subsets, and below them the names of the columns."""
        names = self._columns or []
        training, validation = ([name for name in names if name.startswith(_VALIDATION) is held_out] for held_out in (False, True))
        groups = [" " * self._epoch_width()]
        for word, group in (("training", training), ("validation", validation)):
            if group:
                groups.append(word.center(sum(map(_width, group)) + len(_GAP) * (len(group) - 1)))
        titles = ["epoch".rjust(self._epoch_width()), *(_title(name).rjust(_width(name)) for name in names)]
        titles += ["rows/s".rjust(_SPEED), "time".rjust(_TIME)]
        top = [Text(_GAP.join(groups).rstrip(), style="dim")] if validation else []
        return [*top, Text(_GAP.join(titles), style="bold")]

    def _fitting(self, logs: Mapping[str, float]) -> list[str]:
        """As many columns as there is room for, training first, pairs kept together: a metric without its validation says little."""
        names = [name for name in logs if not name.startswith(_VALIDATION)]
        while True:
            columns = names + [_VALIDATION + name for name in names if _VALIDATION + name in logs]
            if (
                len(names) <= 1
                or self._epoch_width() + sum(len(_GAP) + _width(name) for name in columns) + _SPEED + _TIME + 4 <= self._width
            ):
                return columns
            names.pop()

    def _epoch_width(self) -> int:
        return max(len("epoch"), 2 * len(str(self._epochs)) + 1)


_SPEED, _TIME = 7, 10


def _title(name: str) -> str:
    return visible(name.removeprefix(_VALIDATION))


def _width(name: str) -> int:
    return max(8, len(_title(name)))
