"""What only the data and the machine can tell, once a run has opened them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What is known of the data; None or empty where it is not.

    Attributes:
        class_counts: Rows of each class, all subsets together, by its name.
        training_rows: Rows that are trained on.
        validation_rows: Rows that are validated on after every epoch.
        stored_size: Height and width of the pictures as they are stored, the medians over all of them.
        value_range: Least and greatest value that a sample can have.
        magnitude: Root mean square of the values of some training rows, as the loader gives them; None for texts.
        memory: Bytes of memory that the machine has.
        padding: The number that fills sequences up to the common length; None where no sample is padded.
    """

    class_counts: Mapping[str, int] = field(default_factory=dict)
    training_rows: int | None = None
    validation_rows: int | None = None
    stored_size: tuple[int, int] | None = None
    value_range: tuple[float, float] | None = None
    magnitude: float | None = None
    memory: int | None = None
    padding: float | None = None
