"""The progress of a training: a table that grows by a row an epoch, and in a terminal a live line below it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from specbuild.showing.progress.epoch_table import EpochTable
from specbuild.showing.words import duration, measured, visible

Logs = Mapping[str, float]
_INTERVAL = 0.1  # seconds between two drawings of the live line
_BAR, _GAP = 16, 2  # characters


class TrainingProgress:
    """Show a training while it runs; a context manager.

    A step costs a look at the clock: logs may be given as a function, which is called only when the line is drawn.
    """

    def __init__(self, epochs: int, steps: int, rows: int, *, done: int = 0, console: Console | None = None) -> None:
        """Prepare the display.

        Args:
            epochs: How many epochs are trained in all.
            steps: How many batches an epoch has.
            rows: How many training rows an epoch has.
            done: Epochs trained before, of a run that is resumed.
            console: Where to write; standard error by default.
        """
        self._epochs, self._steps, self._rows, self._done = epochs, max(steps, 1), rows, done
        self._console = console or Console(stderr=True, highlight=False)
        self._table = EpochTable(epochs, self._console.width)
        self._live = Live(console=self._console, auto_refresh=False, transient=True) if self._console.is_terminal else None
        self._began = self._epoch_began = self._drawn = time.monotonic()

    def __enter__(self) -> TrainingProgress:
        if self._live:
            self._live.start()
            self._draw(0, {})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._live:
            self._live.update(Text(""))
            self._live.stop()  # gives the cursor back, whatever happened

    @property
    def is_live(self) -> bool:
        """Whether anything is drawn between epochs; where not, steps need not be told of."""
        return self._live is not None

    def batch(self, step: int, logs: Logs | Callable[[], Logs]) -> None:
        """A step ended.

        Args:
            step: Its number within the epoch, counted from 1.
            logs: The numbers so far, of any kind that `float` takes, or a function that fetches them from the device.
        """
        now = time.monotonic()
        if self._live is None or now - self._drawn < _INTERVAL:
            return
        self._drawn = now
        self._draw(step, logs() if callable(logs) else logs)

    def epoch(self, epoch: int, logs: Logs, seconds: float) -> None:
        """An epoch ended, validation included.

        Args:
            epoch: Its number, counted from 1.
            logs: Its numbers; names that begin with `val_` are those of validation.
            seconds: How long its training steps took.
        """
        speed = self._rows / seconds if seconds > 0 else 0.0
        for line in self._table.lines(epoch, logs, speed, seconds):
            self._print(line)
        self._done, self._epoch_began = epoch, time.monotonic()
        if self._live and epoch < self._epochs:
            self._draw(0, {})

    def note(self, text: str) -> None:
        """Say something in between, above the live line."""
        self._print(Text(visible(text), style="italic"))

    def _print(self, line: Text) -> None:
        self._console.print(line, soft_wrap=True)

    def _draw(self, step: int, logs: Logs) -> None:
        assert self._live is not None
        self._live.update(self._line(step, logs), refresh=True)

    def _line(self, step: int, logs: Logs) -> Table:
        """Epoch, bar, step, speed, time left and, where there is room, the losses; one line, never wrapped."""
        epoch = f"epoch {self._done + 1}/{self._epochs}"
        room = self._console.width - len(epoch) - _BAR - 3 * _GAP
        line = Table.grid(padding=(0, _GAP, 0, 0))
        for width in (len(epoch), _BAR, max(room, 1)):
            line.add_column(width=width, no_wrap=True)
        bar = ProgressBar(total=self._steps, completed=step, width=_BAR, complete_style="cyan", finished_style="green")
        line.add_row(Text(epoch, style="bold"), bar, Text(self._words(step, logs, room)))
        return line

    def _words(self, step: int, logs: Logs, room: int) -> str:
        """As many facts as there is room for, the more telling ones first."""
        elapsed = time.monotonic() - self._epoch_began
        words = f"{step}/{self._steps}"
        facts = [f"{visible(name)} {measured(float(number))}" for name, number in logs.items()]
        if step and elapsed > 0:
            speed = f"{step / self._steps * self._rows / elapsed:,.0f} rows/s"
            facts = [speed, f"{duration(self._left(step, elapsed))} left", *facts]
        for fact in facts:
            if len(words) + _GAP + len(fact) > room:
                break
            words += " " * _GAP + fact
        return words

    def _left(self, step: int, elapsed: float) -> float:
        """Seconds to the end, from the speed of this epoch: the first one bears what happens once."""
        steps = self._steps - step + self._steps * (self._epochs - self._done - 1)
        return elapsed / step * steps
