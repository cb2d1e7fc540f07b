"""Series as they were read, whatever the layout, before anything is learnt from them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from specbuild.running.data.files.items import Targets


@dataclass(frozen=True, slots=True)
class Gathered:
    """All series of a data set.

    Attributes:
        ids: A name for each.
        series: Their steps, each float32 of shape (steps, channels).
        channels: Names of the channels.
        targets: What is to be predicted for each.
        parts: The ready-made part of each, if there are such.
        groups: Columns for a split.
        notes: Sentences about what was noticed.
        learnt: What else has to be known to read such series again: the columns of the steps of a wide table.
    """

    ids: Sequence[str]
    series: Sequence[np.ndarray]
    channels: tuple[str, ...]
    targets: Targets
    parts: Sequence[str] | None = None
    groups: Mapping[str, np.ndarray] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    learnt: Mapping[str, Any] = field(default_factory=dict)

    def digests(self) -> list[str]:
        """The SHA-256 of each."""
        return [hashlib.sha256(f"{one.shape}".encode() + one.tobytes()).hexdigest() for one in self.series]
