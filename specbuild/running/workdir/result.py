"""What came out of a run, as `result.json` holds it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

Numbers = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of a run.

    Attributes:
        task: "binary", "multiclass", "multilabel" or "regression".
        classes: Names of the classes, or of the targets of a regression.
        threshold: From which probability on a class is predicted, for binary and multilabel.
        metrics: Named numbers of each subset: `{"test": {"accuracy": 0.97}}`.
        trivial: The same of the trivial predictor.
        intervals: 95 % intervals `(low, high)` of metrics, by subset and name.
        each: Metrics of each class or target, by subset and name.
        rows: Number of rows of each subset.
        epochs: How many epochs were trained.
        kept_epoch: The epoch whose weights the model has.
        verdict: What the curves say: `kind`, `epoch`, `sentence`, `advice`.
        timings: Seconds by what took them, one after the other.
        hashes: SHA-256 by file name.
        needs_specbuild: Whether the model loads only where specbuild is installed.
        notes: Sentences worth keeping (quarantined rows, `allow` with its `because` ...).
        outputs: What the last layer gives: "logits", "probabilities" or "values"; empty where an earlier version did not note it.
        padded_to: Rows that the network was given at once when it predicted, the last ones filled up: with another number the last bits
            of a prediction may differ.
        places: Where in such a batch rows stand, where bits depend on the place; None where they do not.
        version: The version of this form.
    """

    task: str
    classes: tuple[str, ...]
    metrics: Mapping[str, Numbers]
    trivial: Mapping[str, Numbers]
    verdict: Mapping[str, Any]
    epochs: int
    threshold: float = 0.5
    intervals: Mapping[str, Mapping[str, tuple[float, float]]] = field(default_factory=dict)
    each: Mapping[str, Mapping[str, Numbers]] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    kept_epoch: int | None = None
    timings: Numbers = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    needs_specbuild: bool = False
    notes: tuple[str, ...] = ()
    outputs: str = ""
    padded_to: int = 256
    places: tuple[int, ...] | None = None
    version: int = 1

    @property
    def seconds(self) -> float | None:
        """How long all of it took; None where that was not measured."""
        return sum(self.timings.values()) if self.timings else None

    def as_json(self) -> dict[str, Any]:
        """The result as plain tables, the metrics first."""
        values = asdict(self)
        return {"version": values.pop("version"), "metrics": values.pop("metrics"), **values}

    @classmethod
    def from_json(cls, values: Any) -> Result:
        """Read a result; a number that JSON could not say (null) is NaN again.

        Raises:
            ValueError: it is not a result, or one of a later version.
        """
        if not isinstance(values, dict) or values.get("version") != 1:
            raise ValueError("it is not a result of this version of specbuild")
        names = {entry.name for entry in fields(cls)}
        known = {name: value for name, value in values.items() if name in names}
        if missing := {"task", "classes", "metrics", "trivial", "verdict", "epochs"} - known.keys():
            raise ValueError(f"`{min(missing)}` is missing")
        if wrong := [name for name, value in known.items() if not isinstance(value, _KINDS.get(name, object))]:
            raise ValueError(f"`{wrong[0]}` is not what it should be")
        places = known.get("places")
        if not (places is None or _are_places(places, known.get("padded_to", 0))):
            raise ValueError("`places` is not what it should be")
        numbers = {name: _numbers(known[name]) for name in ("metrics", "trivial", "each", "intervals", "timings") if name in known}
        tuples = {name: tuple(known[name]) for name in ("classes", "notes", "places") if known.get(name) is not None}
        return cls(**{**known, **numbers, **tuples})


_KINDS: Mapping[str, type] = {
    "task": str, "classes": list, "metrics": dict, "trivial": dict, "verdict": dict, "epochs": int, "intervals": dict, "each": dict,
    "rows": dict, "timings": dict, "hashes": dict, "notes": list, "outputs": str, "padded_to": int
}  # fmt: skip


def _are_places(value: Any, size: int) -> bool:
    return isinstance(value, list) and all(type(one) is int for one in value) and sorted(set(value) & set(range(size))) == value != []


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(_numbers(item) for item in value)
    return math.nan if value is None else value
