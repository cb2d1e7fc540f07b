"""`column`: values of a column say which part a row is in."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.suggest import did_you_mean
from specbuild.running.data.samples import Samples
from specbuild.running.data.splits.columns import column_of
from specbuild.running.data.splits.split import Split

Values = Annotated[list[str | int], Field(min_length=1)]


def column(
    samples: Samples, *, column: str | None = None, validation_values: Values | None = None, test_values: Values | None = None
) -> Split:
    """Take the parts from a column: a fold, a year, a hospital. Rows with other values are for training.

    Args:
        samples: All samples.
        column: The column (`split_columns` of the loader); left out, the only one there is.
        validation_values: Values of the rows by which choices are made.
        test_values: Values of the rows that are read once, at the end.

    Returns:
        The split.

    Raises:
        Refused: there is no such column, no row has a value that is named, a value is named twice, or none is left for training.
    """
    values = np.array([str(value) for value in column_of(samples, column)])
    named = {
        "validation_values": [str(value) for value in validation_values or []],
        "test_values": [str(value) for value in test_values or []],
    }
    there = set(values.tolist())
    findings = [
        Finding("D212", ("split", key), f"no row has the value `{one}`", help=did_you_mean(one, there))
        for key, wanted in named.items()
        for one in wanted
        if one not in there
    ]
    both = set(named["validation_values"]) & set(named["test_values"])
    findings += [Finding("D212", ("split", "test_values"), f"`{one}` is for validation too", help="name it once") for one in sorted(both)]
    if not findings and there == {*named["validation_values"], *named["test_values"]}:
        findings.append(Finding("D212", ("split",), "no row is left for training", help="name fewer values", about="header"))
    if findings:
        raise Refused(*findings)
    validated, tested = (np.isin(values, wanted) for wanted in named.values())
    return Split(*(np.flatnonzero(rows) for rows in (~validated & ~tested, validated, tested)))
