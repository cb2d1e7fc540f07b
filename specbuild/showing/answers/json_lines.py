"""Predictions as JSON, one object a line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

from specbuild.running.metrics.answers import Answers


def lines(parts: Iterable[Answers], top: int | None) -> Iterator[str]:
    """One line for each input: `id`, `predicted`, and `probabilities` by class, the likeliest first where `top` is given.

    `predicted` is the name of a class; a list of names for multilabel; the number of each target by its name for regression.
    """
    for part in parts:
        for name, predicted, numbers in zip(part.ids, _predicted(part), _probabilities(part, top), strict=True):
            yield json.dumps({"id": name, "predicted": predicted, **numbers}, ensure_ascii=False, allow_nan=False)


def _predicted(part: Answers) -> list[Any]:
    if part.task == "regression":
        return [{name: _number(number) for name, number in zip(part.classes, row, strict=True)} for row in part.scores]
    return list(part.predicted)


def _probabilities(part: Answers, top: int | None) -> Iterator[dict[str, Any]]:
    if part.task == "regression":
        yield from ({} for _ in part.ids)
    elif top is None:
        for row in part.probabilities:
            yield {"probabilities": {name: _number(number) for name, number in zip(part.classes, row, strict=True)}}
    else:
        for best in part.best(top):
            yield {"probabilities": {name: _number(number) for name, number in best}}


def _number(number: Any) -> float | None:
    """The shortest number that reads back as the same in its own type; null for what is no number."""
    return float(str(number)) if math.isfinite(number) else None
