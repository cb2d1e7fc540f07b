"""`stratified_group`: whole groups, chosen so that every part has nearly the same mix of classes."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field
from sklearn.model_selection import StratifiedGroupKFold

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.samples import Samples
from specbuild.running.data.splits.blocks import Blocks
from specbuild.running.data.splits.group import Mark, groups_of
from specbuild.running.data.splits.split import Split

Fold = Annotated[float, Field(ge=0, le=0.5)]


def stratified_group(
    samples: Samples,
    *,
    column: str | None = None,
    name_before: Mark | list[Mark] | None = None,
    validation: Fold = 0.2,
    test: Fold = 0.0,
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 0,
) -> Split:
    """Draw whole groups so that every part has nearly the same mix of classes, as one fold of several of equal size.

    Args:
        samples: Samples with one class each.
        column: The column whose values are the groups (`split_columns` of the loader); left out, the only one there is.
        name_before: For data in files: the group is what stands in the name of a file before this text, such as `"_"`, or before the
            first of several.
        validation: Share of the rows by which choices are made; the nearest of 1/2, 1/3, 1/4 ... of those that are not for the test.
        test: Share of the rows that is read once, at the end; the nearest of 1/2, 1/3, 1/4 ...
        seed: Seed of the split alone, so that another seed of the run keeps the same rows.

    Returns:
        The split.

    Raises:
        Refused: the samples have no classes, there is no such column, or there are too few groups.
    """
    if samples.targets.ndim != 1 or not samples.classes:
        message = "`stratified_group` needs samples with one class each, and these have none"
        raise Refused(Finding("D203", ("split", "type"), message, help='use `type = "group"`'))
    blocks = Blocks.of(samples, groups_of(samples, column, name_before)).of_row
    rest = np.arange(len(samples))
    rest, tested = _draw(rest, blocks, samples.targets, test, seed)
    rest, validated = _draw(rest, blocks, samples.targets, validation / (1 - test), seed + 1)
    return Split(rest, validated, tested)


def _draw(rows: np.ndarray, blocks: np.ndarray, targets: np.ndarray, share: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    if not share:
        return rows, rows[:0]
    folds = max(2, round(1 / share))
    found = len(np.unique(blocks[rows]))
    rarest = int(np.bincount(targets[rows]).max(initial=0))
    if found < folds or rarest < folds:
        message = f"there are {found} groups, too few for a part of one {folds}th"
        raise Refused(
            Finding("D210", ("split",), message, help="give the part a larger share, or divide by another column", about="header")
        )
    keep, take = next(StratifiedGroupKFold(folds, shuffle=True, random_state=seed).split(rows, targets[rows], blocks[rows]))
    return rows[keep], rows[take]
