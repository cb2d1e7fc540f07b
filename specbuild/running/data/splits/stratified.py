"""`stratified`: every part has the same mix of classes."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field
from sklearn.model_selection import StratifiedShuffleSplit

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.samples import Samples
from specbuild.running.data.splits.blocks import Blocks, counts
from specbuild.running.data.splits.random import Share
from specbuild.running.data.splits.split import Split

SHOWN = 10  # classes named one by one in findings


def stratified(samples: Samples, *, validation: Share = 0.2, test: Share = 0.0, seed: Annotated[int, Field(ge=0, lt=2**32)] = 0) -> Split:
    """Draw the rows so that every part has the same mix of classes; copies of one sample stay together.

    Args:
        samples: Samples with one class each.
        validation: Share of the rows by which choices are made.
        test: Share of the rows that is read once, at the end.
        seed: Seed of the split alone, so that another seed of the run keeps the same rows.

    Returns:
        The split.

    Raises:
        Refused: the samples have no classes, or a class has too few samples to be in every part.
    """
    if samples.targets.ndim != 1 or not samples.classes:
        message = "`stratified` needs samples with one class each, and these have none"
        raise Refused(Finding("D203", ("split", "type"), message, help='use `type = "random"`'))
    blocks = Blocks.of(samples)
    labels = samples.targets[blocks.first]
    _check_sizes(samples, labels, 1 + bool(validation) + bool(test))
    rest, parts = np.arange(len(labels)), []
    for number, count in enumerate(counts(len(rest), (test, validation))):
        rest, drawn = _draw(rest, labels, count, seed + number)
        parts.append(drawn)
    return blocks.split(rest, parts[1], parts[0])


def _draw(rest: np.ndarray, labels: np.ndarray, count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    if count == 0:
        return rest, rest[:0]
    classes, sizes = np.unique(labels[rest], return_counts=True)
    if count < len(classes) or len(rest) - count < len(classes) or sizes.min() < 2:
        message = f"a part of {count} row{'' if count == 1 else 's'} cannot hold all {len(classes)} classes"
        raise Refused(Finding("D204", ("split",), message, help='change the shares, or use `type = "random"`', about="header"))
    drawn = StratifiedShuffleSplit(1, test_size=count, random_state=seed).split(rest, labels[rest])
    keep, take = next(drawn)
    return rest[keep], rest[take]


def _check_sizes(samples: Samples, labels: np.ndarray, parts: int) -> None:
    rows, sizes = (np.bincount(of, minlength=len(samples.classes)) for of in (samples.targets, labels))
    small = np.flatnonzero(sizes < parts)
    if not len(small):
        return
    messages = [_too_few(samples.classes[number], int(rows[number]), int(sizes[number]), parts) for number in small[:SHOWN]]
    if len(small) > SHOWN:
        messages.append(f"and {len(small) - SHOWN} more classes have too few samples")
    help_ = 'add samples, leave the class out with `loader.classes`, or use `type = "random"`'
    raise Refused(*(Finding("D205", ("split", "type"), message, help=help_) for message in messages))


def _too_few(name: str, rows: int, different: int, parts: int) -> str:
    has = f"class `{name}` has {rows} sample{'' if rows == 1 else 's'}"
    copies = f", but {rows - different} of them are copies of others, which stay together: that leaves {different}"
    return f"{has}{copies if rows > different else ''} for {parts} parts"
