"""What is to be read: a file, or a folder of files, for each sample, and what is to be predicted for it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from specbuild.running.data.folders.masks import masks_among
from specbuild.running.data.folders.tree import Member, Tree


class Item(NamedTuple):
    """One sample: its files in order, its name in the data set, and its ready-made part, if any."""

    paths: tuple[str, ...]
    id: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Targets:
    """What is to be predicted for each sample; see `Samples` for the forms that `values` has.

    Attributes:
        values: The targets.
        classes: Names of the classes; empty for regression.
        names: Names of the columns predicted, for regression.
    """

    values: np.ndarray
    classes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def of(self, rows: Sequence[int]) -> Targets:
        """The targets of some rows."""
        return Targets(self.values[np.asarray(rows, np.int64)], self.classes, self.names)

    def labels(self) -> list[str]:
        """What is true of each row, in words."""
        if self.values.ndim == 1 and self.classes:
            return [self.classes[number] for number in self.values]
        return [" ".join(f"{number:g}" for number in row) for row in self.values.reshape(len(self.values), -1)]


@dataclass(frozen=True, slots=True)
class Items:
    """All samples of a data set, before any is opened.

    Attributes:
        items: The samples.
        targets: What is to be predicted for each.
        notes: What is worth saying about files that belong to no sample.
        groups: Further columns of the list that names the files, by name.
        listed: Whether a list names them, so that each of them is meant; in class folders a file of another kind is passed over.
        places: Where the list names each of them, for people (`pictures.csv, row 12`); empty where there is no list.
        weights: How much each counts in the loss; None where all count the same.
    """

    items: tuple[Item, ...]
    targets: Targets
    notes: tuple[str, ...] = ()
    groups: Mapping[str, np.ndarray] = field(default_factory=dict)
    listed: bool = False
    places: tuple[str, ...] = ()
    weights: np.ndarray | None = None

    @property
    def subsets(self) -> list[str] | None:
        """The ready-made part of each item; None where there are no parts."""
        return [str(item.part) for item in self.items] if any(item.part for item in self.items) else None


def of_files(tree: Tree) -> Items:
    """Every file of a class folder, or of a folder within it, is a sample."""
    items = tuple(Item((member.path,), member.id, member.part) for member in tree.members)
    return _labelled(tree, items, [member.label for member in tree.members], (*_passed(tree), *_masks(tree)))


def _masks(tree: Tree) -> tuple[str, ...]:
    """Masks may be samples, so they are taken as such; but people hardly ever mean it."""
    found = masks_among(member.id for member in tree.members)
    return (
        (counted(found, "called as others with `_mask` behind, and taken as samples too; move masks out of the class folders"),)
        if found
        else ()
    )


def of_folders(tree: Tree) -> Items:
    """Every folder that holds files, within a class folder, is a sample: its slices or frames are its files in natural order."""
    inside: dict[str, list[Member]] = {}
    loose: list[str] = []
    for member in tree.members:
        if member.id.count("/") <= (2 if member.part else 1):
            loose.append(member.id)
        else:
            inside.setdefault(os.path.dirname(member.path), []).append(member)  # noqa: PTH120
    items = tuple(Item(tuple(one.path for one in found), found[0].id.rpartition("/")[0], found[0].part) for found in inside.values())
    return _labelled(tree, items, [found[0].label for found in inside.values()], _passed(tree, loose))


def _labelled(tree: Tree, items: tuple[Item, ...], labels: Sequence[str], notes: tuple[str, ...]) -> Items:
    number_of = {label: number for number, label in enumerate(tree.labels)}
    values = np.array([number_of[label] for label in labels], np.int64)
    return Items(items, Targets(values, tree.labels), notes)


def _passed(tree: Tree, loose: Sequence[str] = ()) -> tuple[str, ...]:
    found = (
        (tree.strays, "beside the class folders and in no class"),
        (tree.passed, "passed over, leading back to folders inside the data"),
        (loose, "loose in a class folder, where each folder is a sample, and left out"),
    )
    return tuple(counted(names, what) for names, what in found if names)


def counted(names: Sequence[str], what: str) -> str:
    """A sentence about some files: how many they are, and the first of them."""
    shown = ", ".join(f"`{name}`" for name in names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return f"{len(names)} {'file is' if len(names) == 1 else 'files are'} {what}: {shown}"
