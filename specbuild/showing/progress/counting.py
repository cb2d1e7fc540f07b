"""The progress of work that is counted: files scanned, pictures decoded, rows predicted."""

from __future__ import annotations

import threading
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from specbuild.showing.words import visible

_INTERVAL = 0.1  # seconds between two drawings


class Counting:
    """Show how far counted work is; a context manager, safe in threads.

    Without a terminal it says one line, and that only when the work takes more than two seconds.
    """

    def __init__(self, text: str, total: int | None, *, console: Console | None = None) -> None:
        """Prepare the display.

        Args:
            text: What is done: "decoding pictures".
            total: How many there are; None where that is not known.
            console: Where to write; standard error by default.
        """
        self._text, self._total = visible(text), total
        self._console = console or Console(stderr=True, highlight=False)
        self._lock = threading.Lock()
        self._count, self._drawn = 0, 0.0
        self._began, self._said = time.monotonic(), False
        self._bar: Progress | None = None
        self._task = TaskID(0)

    def __enter__(self) -> Counting:
        if self._console.is_terminal:
            columns = (TextColumn("{task.description}", markup=False), BarColumn(20), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=self._console, transient=True, auto_refresh=False)
            self._task = self._bar.add_task(self._text, total=self._total)
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self, count: int = 1) -> None:
        """So many more are done."""
        with self._lock:
            self._count += count
            self._show()

    def reached(self, count: int, total: int) -> None:
        """So many are done, of so many."""
        with self._lock:
            self._count, self._total = count, total
            self._show()

    def _show(self) -> None:
        now = time.monotonic()
        if self._bar:
            if now - self._drawn >= _INTERVAL:
                self._drawn = now
                self._bar.update(self._task, completed=self._count, total=self._total)
                self._bar.refresh()
        elif not self._said and now - self._began > 2:
            self._said = True
            total = "" if self._total is None else f" of {self._total:,}"
            self._console.print(f"{self._text}: {self._count:,}{total}", markup=False)
