"""The rows of each part, and the split that a spec names."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.running.data.samples import Samples

OURS = "specbuild.running.data.splits."
PARTS = ("train", "validation", "test")


@dataclass(frozen=True, slots=True)
class Split:
    """Row numbers of each part: disjoint and sorted, and together all rows but those that a split leaves out.

    Attributes:
        train: Rows that the network and all statistics are fitted on.
        validation: Rows that choices are made by.
        test: Rows that are read once, at the end.
        notes: Sentences about rows that are left out.
    """

    train: np.ndarray
    validation: np.ndarray
    test: np.ndarray
    notes: tuple[str, ...] = field(default=(), kw_only=True)

    def rows(self, part: str) -> np.ndarray:
        """The rows of a part, by its name."""
        return {"train": self.train, "validation": self.validation, "test": self.test}[part]


def divide(entry: Entry, samples: Samples) -> Split:
    """Divide the samples as `[split]` says.

    Args:
        entry: The split with its arguments, checked against the catalogue.
        samples: The samples.

    Raises:
        Refused: they cannot be divided like that; the finding says why.
    """
    where = entry.known.where
    assert where.startswith(OURS), f"{entry.type} is not a split of specbuild: {where}"
    arguments = entry.arguments
    if samples.spans is not None and entry.type != "time":
        message = f"`{entry.type}` would put windows that share steps into different parts"
        raise Refused(Finding("D208", (*entry.path, "type"), message, help='write `type = "time"`: windows are divided by when they are'))
    if arguments.get("validation", 0) + arguments.get("test", 0) >= 1:
        raise Refused(
            Finding(
                "D201",
                entry.path,
                "validation and test together leave no rows for training",
                help="make their shares smaller",
                about="header",
            )
        )
    split: Split = getattr(import_module(where), entry.type)(samples, **arguments)
    _check(split, samples, arguments)
    return split


def _check(split: Split, samples: Samples, arguments: dict[str, object]) -> None:
    together = np.concatenate([split.train, split.validation, split.test])
    assert len(np.unique(together)) == len(together) <= len(samples), "a split may not give a row to two parts"
    for part in PARTS:
        wanted = part == "train" or arguments.get(part)
        if wanted and not len(split.rows(part)):
            message = f"the {part} part is empty: there are only {len(samples)} rows{_copies(samples)}"
            raise Refused(Finding("D202", ("split",), message, help="add data, or change the shares", about="header"))


def _copies(samples: Samples) -> str:
    different = len(np.unique(samples.groups.get("content", np.arange(len(samples)))))
    return f", and {len(samples) - different} of them are copies of others, which stay together" if different < len(samples) else ""
