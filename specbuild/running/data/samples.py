"""What a loader gives: samples that can be read by number, and what is to be predicted for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Learnt = Mapping[str, Any]  # what a loader learnt from training rows: categories, means, a vocabulary; JSON, kept in the run folder


@dataclass(frozen=True, slots=True)
class Samples:
    """The samples of a data set, in a stable order; nothing is decoded until `read` is called.

    Attributes:
        ids: A name for each sample that stays the same from run to run: a path below the data folder, or a row number.
        targets: Class numbers of shape (samples,) for one class a sample; 0 and 1 of shape (samples, classes) for multilabel;
            numbers of shape (samples, targets) for regression.
        classes: Names of the classes in the order of the model's outputs; empty for regression.
        shape: Shape of one sample as `read` gives it.
        dtype: Its NumPy type.
        value_range: Least and greatest value that a sample can have; None where nothing bounds it.
        read: Decodes the samples with the given numbers afresh, as an array of shape (count, *shape). Safe in threads.
        digests: The SHA-256 of each sample's content, as 64 hexadecimal digits; computed when called.
        subsets: For ready-made folders or columns: "train", "validation" or "test" for each sample; else None.
        target_names: Names of the columns predicted, for regression.
        unreadable: Samples left out under `on_error = "quarantine"`, with the reason.
        notes: Sentences worth showing at the start of a run (duplicates, a class without samples ...).
        groups: What a group or time split needs, by name of the column; each of length `samples`. `content` is a number for each
            sample, equal where samples are copies of each other: every split keeps those together.
        decoded: All samples in memory, where the loader had to decode them anyway and they fit; `Store` takes rows from here, `read` never.
        kept: Gives decoded samples from the disk, as `read` gives them, where they do not fit into memory; `Store` takes rows from here,
            `read` never.
        weights: How much each sample counts in the loss, of shape (samples,); None where all count the same.
        learn: For samples that become numbers only by what the training rows teach (columns of a table, words of a text): given the numbers
            of the training rows, what was learnt, and the samples as numbers. Until then `shape` and `read` are those of the raw samples.
            None where samples are numbers already.
        apply: For the same samples: as numbers, by what the training rows of another run taught (`learnt.json`). None where they are
            numbers already.
        kind: What a sample is: one of `KINDS` of `checking/plan/input.py`; None where the loader cannot tell.
        padding: The number that fills a sequence up to the common length, in every channel of the steps at its end;
            None where no sample is padded.
        numeric: Places in a vector that hold measured numbers, not marks of a category; None where the loader cannot tell.
        spans: For windows over one long series: the first step of each, its first step that is predicted, and the step after its last, of
            shape (samples, 3). Windows that share steps must not be in different parts.
        vocabulary: For texts: how many tokens there are. Token 0 is padding, token 1 stands for an unknown or a hidden word.
        widths: For vectors: how many columns each feature takes, in order, such as 3 for a category of three; empty where each takes one.
    """

    ids: Sequence[str]
    targets: np.ndarray
    classes: tuple[str, ...]
    shape: tuple[int, ...]
    dtype: np.dtype
    value_range: tuple[float, float] | None
    read: Callable[[np.ndarray], np.ndarray]
    digests: Callable[[], Sequence[str]]
    subsets: Sequence[str] | None = None
    target_names: tuple[str, ...] = ()
    unreadable: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    groups: Mapping[str, np.ndarray] = field(default_factory=dict)
    decoded: np.ndarray | None = None
    kept: Callable[[np.ndarray], np.ndarray] | None = None
    weights: np.ndarray | None = None
    learn: Callable[[np.ndarray], tuple[Learnt, Samples]] | None = None
    apply: Callable[[Learnt], Samples] | None = None
    kind: str | None = None
    padding: float | None = None
    numeric: tuple[int, ...] | None = None
    spans: np.ndarray | None = None
    vocabulary: int | None = None
    widths: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)
