"""What `tune` found on the validation rows, as `tuned.json` holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

Gain = Mapping[str, Any]  # `metric`, `before`, `after`, `gain`, `low` and `high` (a 95 % interval of the gain), `kept`


@dataclass(frozen=True, slots=True)
class Tuned:
    """A threshold and a temperature that take the place of the run's own.

    Attributes:
        temperature: What logits are divided by before they become probabilities; 1 changes nothing.
        threshold: From which probability on a class is predicted, for binary and multilabel.
        rows: How many validation rows they were found on.
        gains: What each of the two brought there, by its name.
        version: The version of this form.
    """

    temperature: float
    threshold: float
    rows: int
    gains: Mapping[str, Gain]
    version: int = 1

    def as_json(self) -> dict[str, Any]:
        """All of it as plain tables."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Any) -> Tuned:
        """Read it.

        Raises:
            ValueError: it is not what `tune` writes, or of a later version.
        """
        names = {entry.name for entry in fields(cls)}
        if not isinstance(values, dict) or values.get("version") != 1 or values.keys() != names:
            raise ValueError("it is not what this version of `tune` writes")
        numbers = [values["temperature"], values["threshold"]]
        if not all(isinstance(number, int | float) and number > 0 for number in numbers) or not isinstance(values["gains"], dict):
            raise ValueError("`temperature` and `threshold` have to be numbers above 0")
        return cls(**values)
