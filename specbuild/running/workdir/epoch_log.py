"""A table that grows by a row an epoch (`metrics.csv`, `timings.csv`), whole at any instant, the same bytes for the same numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.workdir import codes, table


class EpochLog:
    """The rows of the epochs so far, in memory and on disk; opened again, it goes on where the file ends."""

    def __init__(self, path: Path) -> None:
        """Open the table, reading what is there.

        Raises:
            Refused: W004, the file is not such a table.
        """
        self.path = path
        self._rows = _read(path) if path.exists() else []

    def __len__(self) -> int:
        """How many epochs are recorded."""
        return len(self._rows)

    def append(self, epoch: int, numbers: Mapping[str, float]) -> None:
        """Record an epoch.

        Args:
            epoch: Its number, counted from 1; it has to follow the last one recorded.
            numbers: What was measured, by name. A name may come late (validation every second epoch); its cell is empty before.
        """
        if epoch != len(self) + 1:
            raise ValueError(f"epoch {epoch} cannot follow epoch {len(self)}")
        self._rows.append({name: float(number) for name, number in numbers.items()})
        self._write()

    def keep(self, epochs: int) -> None:
        """Drop what was recorded after so many epochs: a run resumed from there records them afresh."""
        if epochs < len(self):
            del self._rows[epochs:]
            self._write()

    def columns(self) -> dict[str, list[float]]:
        """The numbers of each name in the order of the epochs; NaN where an epoch has none."""
        return {name: [row.get(name, math.nan) for row in self._rows] for name in self._names()}

    def _names(self) -> list[str]:
        return list(dict.fromkeys(name for row in self._rows for name in row))

    def _write(self) -> None:
        names = self._names()
        cells = ([str(epoch), *(_cell(row.get(name)) for name in names)] for epoch, row in enumerate(self._rows, start=1))
        table.write(self.path, ["epoch", *names], cells)


def _cell(number: float | None) -> str:
    return "" if number is None else repr(number)  # `repr` is the shortest text that reads back as the same number


def _read(path: Path) -> list[dict[str, float]]:
    try:
        header, rows = table.read(path)
        if header[0] != "epoch" or [row[0] for row in rows] != [str(number) for number in range(1, len(rows) + 1)]:
            raise ValueError("its first column does not count the epochs")
        return [{name: float(cell) for name, cell in zip(header[1:], row[1:], strict=True) if cell} for row in rows]
    except (OSError, ValueError) as error:
        raise Refused(Finding(codes.BROKEN, (), f"`{path}` is broken: {error}", "start the run afresh")) from error
