"""Whether a model is better than the predictor that looks at no input, by more than chance."""

from __future__ import annotations

from collections.abc import Mapping

# What each task is judged by: the metrics of which one has to be better, and whether more of it is better.
JUDGED_BY: Mapping[str, tuple[tuple[str, bool], ...]] = {
    "binary": (("balanced_accuracy", True), ("accuracy", True)),
    "multiclass": (("balanced_accuracy", True), ("accuracy", True)),
    "multilabel": (("label_accuracy", True), ("log_loss", False)),
    "regression": (("rmse", False),),
}


def no_better(
    task: str, metrics: Mapping[str, float], intervals: Mapping[str, tuple[float, float]], trivial: Mapping[str, float], part: str
) -> str:
    """A sentence where a model is no better than the trivial predictor beyond its interval; nothing where it is.

    Args:
        task: "binary", "multiclass", "multilabel" or "regression".
        metrics: What the model has.
        intervals: The 95 % intervals of its metrics.
        trivial: What the trivial predictor has on the same rows.
        part: Which rows: "validation" or "test".
    """
    known = [(name, more) for name, more in JUDGED_BY[task] if name in metrics and name in intervals and name in trivial]
    if not known or any(_better(intervals[name], trivial[name], more) for name, more in known):
        return ""
    name = known[0][0]
    low, high = intervals[name]
    what = "always predicting the mean" if task == "regression" else "always giving the same answer"
    words = {"rmse": "RMSE"}.get(name, name.replace("_", " "))
    return (
        f"on the {part} rows the network is no better than {what}, within its interval: {words} {metrics[name]:.4g} "
        f"({low:.4g} – {high:.4g}), without looking at any input {trivial[name]:.4g}"
    )


def _better(interval: tuple[float, float], trivial: float, more: bool) -> bool:
    low, high = interval
    return low > trivial if more else high < trivial
