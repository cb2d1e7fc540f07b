"""`folders`: the data comes in ready-made parts."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import numpy as np
from pydantic import Field

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.samples import Samples
from specbuild.running.data.splits.group import Mark, group
from specbuild.running.data.splits.random import Share, random
from specbuild.running.data.splits.split import PARTS, Split


def folders(
    samples: Samples,
    *,
    validation: Share = 0.0,
    column: str | None = None,
    name_before: Mark | list[Mark] | None = None,
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 0,
) -> Split:
    """Take the parts as the data has them: folders `train`, `validation` and `test`, or a column that names them.

    Args:
        samples: Samples that know their part.
        validation: Share of the training rows that becomes the validation part, where the data has none.
        column: A column (`split_columns` of the loader) by whose values these rows are drawn, as whole groups.
        name_before: For data in files: these rows are drawn as whole groups, by what stands in the name of a file before this text, or
            before the first of several.
        seed: Seed by which these rows are drawn.

    Returns:
        The split.

    Raises:
        Refused: the data has no ready-made parts, no training part, or a validation part beside `validation`.
    """
    if samples.subsets is None:
        message = "this data has no ready-made parts"
        raise Refused(
            Finding("D206", ("split", "type"), message, help='put it into folders `train` and `test`, or use `type = "stratified"`')
        )
    of_row = np.asarray(samples.subsets)
    train, ready, test = (np.flatnonzero(of_row == part) for part in PARTS)
    if validation and len(ready):
        message = "this data has a ready-made validation part"
        raise Refused(Finding("D207", ("split", "validation"), message, help="remove `validation`, or choose another `type`"))
    if validation:
        within = _only(samples, train)
        grouped = column is not None or name_before is not None
        drawn = (
            group(within, column=column, name_before=name_before, validation=validation, seed=seed)
            if grouped
            else random(within, validation=validation, seed=seed)
        )
        train, ready = train[drawn.train], train[drawn.validation]
    return Split(train, ready, test)


def _only(samples: Samples, rows: np.ndarray) -> Samples:
    return replace(
        samples,
        ids=[samples.ids[row] for row in rows],
        targets=samples.targets[rows],
        subsets=None,
        groups={name: values[rows] for name, values in samples.groups.items()},
        decoded=None,
    )
