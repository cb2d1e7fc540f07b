"""Progress: plain lines without a terminal, a live line in one, and hardly any time either way."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping

import numpy as np
import pytest
from rich.console import Console
from rich.text import Text

from specbuild.showing.progress.counting import Counting
from specbuild.showing.progress.training import TrainingProgress

LOGS = {"loss": 1.25, "accuracy": 0.5, "val_loss": 1.5, "val_accuracy": 0.25}


def console(*, terminal: bool = False, width: int = 80) -> Console:
    return Console(file=io.StringIO(), width=width, force_terminal=terminal, highlight=False, legacy_windows=False)


def text(to: Console) -> str:
    assert isinstance(to.file, io.StringIO)
    return to.file.getvalue()


def fetched() -> Mapping[str, float]:
    pytest.fail("the logs were fetched from the device, though nothing is drawn")


def test_without_a_terminal_there_is_one_plain_line_an_epoch() -> None:
    to = console()
    with TrainingProgress(10, 4, 128, console=to) as progress:
        for epoch in (1, 2):
            for step in range(1, 5):
                progress.batch(step, fetched)
            progress.epoch(epoch, LOGS, seconds=0.5)
        progress.note("validation loss has risen for 2 epochs")
    assert "\x1b" not in text(to)
    assert [line.split() for line in text(to).splitlines()] == [
        ["training", "validation"],
        ["epoch", "loss", "accuracy", "loss", "accuracy", "rows/s", "time"],
        ["1/10", "1.2500", "0.5000", "1.5000", "0.2500", "256", "0.50", "s"],
        ["2/10", "1.2500", "0.5000", "1.5000", "0.2500", "256", "0.50", "s"],
        ["validation", "loss", "has", "risen", "for", "2", "epochs"],
    ]


def test_numbers_stand_below_each_other() -> None:
    to = console()
    with TrainingProgress(100, 1, 1, console=to) as progress:
        for epoch, loss in ((1, 1.0), (2, 0.00012), (3, 123.0), (4, float("nan"))):
            progress.epoch(epoch, {**LOGS, "loss": loss}, seconds=1)
    _, header, *rows = text(to).splitlines()
    assert {len(row) for row in rows} == {len(header)}


def test_of_many_metrics_as_many_are_shown_as_fit_each_with_its_validation() -> None:
    many = {f"metric_number_{at}": 0.5 for at in range(8)}
    to = console()
    with TrainingProgress(1, 1, 1, console=to) as progress:
        progress.epoch(1, {**LOGS, **many, **{f"val_{name}": 0.5 for name in many}}, seconds=1)
    lines = text(to).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1].split().count("accuracy") == 2


def test_in_a_terminal_a_line_lives_below_the_table_and_is_gone_at_the_end() -> None:
    to = console(terminal=True)
    with TrainingProgress(2, 4, 128, console=to) as progress:
        progress._drawn = 0.0
        progress.batch(2, LOGS)
        progress.epoch(1, LOGS, seconds=0.5)
    assert "2/4" in text(to)
    assert "left" in text(to)
    assert "1.2500" in text(to)
    assert text(to).rstrip("\n").endswith(("\x1b[?25h", "\x1b[2K"))  # the cursor is back


@pytest.mark.parametrize("width", [30, 50, 80, 200])
def test_the_live_line_is_one_line_in_any_terminal(width: int) -> None:
    to = console(terminal=True, width=width)
    progress = TrainingProgress(1000, 1200, 40_000, done=99, console=to)
    progress._epoch_began -= 6
    to.print(progress._line(600, LOGS), end="")
    shown = Text.from_ansi(text(to)).plain
    assert "\n" not in shown.rstrip("\n")
    assert shown.startswith("epoch 100/1000  ━") or width < 40
    assert ("loss 1.2500" in shown) == (width > 80)
    assert (" left" in shown) == (width >= 80)
    assert ("val_accuracy 0.2500" in shown) == (width == 200)
    assert "…" not in shown or width < 40


def test_an_interruption_gives_the_cursor_back() -> None:
    to = console(terminal=True)
    with pytest.raises(KeyboardInterrupt), TrainingProgress(2, 4, 128, console=to) as progress:
        progress.batch(1, LOGS)
        raise KeyboardInterrupt
    assert text(to).count("\x1b[?25l") == text(to).count("\x1b[?25h") == 1


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    to = console(terminal=True)
    with TrainingProgress(2, 4, 128, console=to) as progress:
        progress.epoch(1, LOGS, seconds=0.5)
    assert "\x1b[3" not in text(to)
    assert "\x1b[9" not in text(to)


def test_between_two_drawings_a_step_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with TrainingProgress(1, 200_000, 200_000, console=console(terminal=True)) as progress:
        now = time.monotonic()
        monkeypatch.setattr(time, "monotonic", lambda: now)
        progress.batch(1, LOGS)
        for step in range(2, 1000):
            progress.batch(step, fetched)


def test_a_resumed_run_counts_on() -> None:
    to = console()
    with TrainingProgress(10, 4, 128, done=6, console=to) as progress:
        progress.epoch(7, LOGS, seconds=0.5)
    assert "7/10" in text(to)


def test_counting_is_silent_without_a_terminal_when_it_is_quick() -> None:
    to = console()
    with Counting("decoding pictures", 100, console=to) as counting:
        for _ in range(100):
            counting.advance()
    assert text(to) == ""


def test_counting_says_one_line_when_it_takes_long() -> None:
    to = console()
    with Counting("decoding [red] pictures", 1000, console=to) as counting:
        counting.advance(5)
        counting._began -= 3
        counting.advance(5)
        counting.advance(5)
    assert text(to) == "decoding [red] pictures: 10 of 1,000\n"


def test_counting_shows_a_bar_in_a_terminal() -> None:
    to = console(terminal=True)
    with Counting("decoding", 1000, console=to) as counting:
        counting.advance(250)
    assert "250/1000" in text(to)


def test_counting_can_be_told_how_far_it_is() -> None:
    to = console(terminal=True)
    with Counting("reading", None, console=to) as counting:
        counting.reached(250, 1000)
    assert "250/1000" in text(to)


def test_steps_need_not_be_told_where_nothing_lives() -> None:
    assert not TrainingProgress(1, 1, 1, console=console()).is_live
    assert TrainingProgress(1, 1, 1, console=console(terminal=True)).is_live


def test_numbers_of_a_backend_can_be_shown() -> None:
    to = console(terminal=True, width=200)
    with TrainingProgress(1, 4, 4, console=to) as progress:
        progress._drawn = 0.0
        progress.batch(2, {"loss": np.array(1.25, np.float32)})  # type: ignore[dict-item]
    assert "loss 1.2500" in text(to)
