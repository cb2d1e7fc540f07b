"""Measure a finished run on a part of its data, or on other data with labels, beside the trivial predictor."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from specbuild.running.answering.evaluate import Evaluated

SUBSETS = ("train", "validation", "test")


def evaluate(run: str | Path, subset: str = "test", data: str | Path | None = None, *, tuned: bool = True) -> Evaluated:
    """Measure a finished run.

    Args:
        run: Its folder.
        subset: The part of its own data: "train", "validation" or "test".
        data: Other data with labels instead, read by the loader of the run with the same options.
        tuned: Whether to use the threshold and the temperature that `tune` found.

    Returns:
        The metrics with their intervals, those of the trivial predictor, and the predictions.

    Raises:
        Refused: there is no such run, its data is not what it was, or the other data cannot be judged.
    """
    from specbuild.running.answering.trained import load

    trained = load(run, tuned=tuned)
    from specbuild.running.answering.evaluate import evaluate_data, evaluate_subset
    from specbuild.showing.progress.counting import Counting

    with Counting("reading the data", None) as counting:
        return evaluate_subset(trained, subset, counting.reached) if data is None else evaluate_data(trained, data, counting.reached)


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild evaluate", description=__doc__)
    parser.add_argument("run", metavar="RUN", help="the folder of a finished run, as in runs/digits/1")
    parser.add_argument("--subset", choices=SUBSETS, default="test", help="a part of its own data (default: test)")
    parser.add_argument("--data", metavar="PATH", help="other data with labels, in the form of the run's own")
    parser.add_argument("--untuned", action="store_true", help="leave out what `tune` found")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(words)
    found = evaluate(options.run, options.subset, options.data, tuned=not options.untuned)
    if options.json:
        print(json.dumps(_json(found), indent=2, ensure_ascii=False))
        return 0
    from rich.console import Console

    from specbuild.showing.summary.evaluation_table import show

    show(found, Console())
    return 0


def _json(found: Evaluated) -> dict[str, Any]:
    from specbuild.running.metrics import one_class

    said = found.predictions
    values: dict[str, Any] = {
        "of": found.of,
        "rows": len(said),
        "metrics": dict(found.measured.numbers),
        "intervals": {name: list(interval) for name, interval in found.intervals.items()},
        "trivial": dict(found.trivial.numbers),
        "each": {name: dict(numbers) for name, numbers in found.measured.each.items()},
        "threshold": said.threshold,
        "notes": list(found.notes),
    }
    if said.task in ("binary", "multiclass"):
        values["classes"], values["confusion"] = list(said.classes), one_class.confusion(said).tolist()
    return {name: None if isinstance(value, float) and not math.isfinite(value) else value for name, value in values.items()}
