"""What came out: the metrics of both runs with their intervals, and whether they differ by more than chance."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.running.metrics.paired import differences
from specbuild.showing.diff.change import Change, Mark
from specbuild.showing.diff.sections.data import incomparable
from specbuild.showing.diff.side import Side
from specbuild.showing.summary.result_table import judged, label
from specbuild.showing.words import measured

SECTION = "results"
_LESS_IS_BETTER = frozenset({"loss", "log_loss", "mae", "rmse", "median_error", "calibration_error"})


def changes(before: Side, after: Side) -> Iterator[Change]:
    """How the numbers of two finished runs differ, on the rows that both are judged by."""
    one, other = before.result, after.result
    if one is None or other is None:
        return
    subset = judged(one)
    if judged(other) != subset:
        return
    chance = {} if incomparable(before, after) else _chance(before, after, subset)
    for name, was in one.metrics[subset].items():
        now = other.metrics[subset].get(name)
        if now is not None and now != was:
            ends = (_number(number, result.intervals.get(subset, {}).get(name)) for number, result in ((was, one), (now, other)))
            yield Change(SECTION, Mark.FOLLOWS, f"{subset} {label(name)}", next(ends), next(ends), _says(name, chance.get(name)))
    if one.verdict.get("kind") != other.verdict.get("kind"):
        yield Change(SECTION, Mark.FOLLOWS, "verdict", str(one.verdict.get("kind")), str(other.verdict.get("kind")))


def _chance(before: Side, after: Side, subset: str) -> dict[str, tuple[float, float]]:
    """95 % intervals of the differences, where both sides kept what they said of each row."""
    one, other = before.predictions(subset), after.predictions(subset)
    return differences(one, other, seed=before.spec.seed) if one is not None and other is not None else {}


def _number(number: float, interval: tuple[float, float] | None) -> str:
    return measured(number) + (f" ({measured(interval[0])} to {measured(interval[1])})" if interval else "")


def _says(name: str, chance: tuple[float, float] | None) -> str:
    if chance is None:
        return ""
    low, high = chance
    if low <= 0 <= high:
        return f"no more than chance: the difference is between {low:+.4f} and {high:+.4f}"
    better = (low > 0) != (name in _LESS_IS_BETTER)
    return f"{'better' if better else 'worse'} by {min(abs(low), abs(high)):.4f} to {max(abs(low), abs(high)):.4f} (95 %)"
