"""What the loaded data tell the rules: rows, classes, the size of the stored pictures, and the memory of the machine."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np

from specbuild.checking.facts.data import DataFacts
from specbuild.running.data.files.items import Item
from specbuild.running.data.files.reader import Reader
from specbuild.running.data.memory import memory_limits
from specbuild.running.experiment.data import Data

LOOKED_AT = 64  # pictures whose heads are read for the median of their sizes
MEASURED = 8  # training rows that are decoded for the magnitude of their values


def data_facts(data: Data) -> DataFacts:
    """What the data told.

    Args:
        data: The data of a spec.
    """
    samples, split = data.samples, data.split
    counts: dict[str, int] = {}
    if samples.classes and samples.targets.ndim == 1:
        numbers = np.bincount(samples.targets.astype(np.int64), minlength=len(samples.classes))
        counts = {name: int(count) for name, count in zip(samples.classes, numbers, strict=True)}
    return DataFacts(
        class_counts=counts,
        training_rows=len(split.train),
        validation_rows=len(split.validation),
        stored_size=_stored_size(samples.read.items) if isinstance(samples.read, Reader) and samples.kind == "picture" else None,
        value_range=samples.value_range,
        magnitude=_magnitude(data) if samples.vocabulary is None and samples.kind != "text" else None,
        memory=min(memory_limits(), default=None),
        padding=samples.padding,
    )


def _magnitude(data: Data) -> float | None:
    """Root mean square of some training rows, evenly chosen; None where there are none, or where no value is a number."""
    rows = data.split.train[:: max(1, len(data.split.train) // MEASURED)][:MEASURED]
    squares = [np.square(data.store.take(np.array([row])).astype(np.float64)) for row in rows]
    squares = [square[np.isfinite(square)] for square in squares]
    count = sum(square.size for square in squares)
    return float(np.sqrt(sum(square.sum() for square in squares) / count)) if count else None


def _stored_size(items: Sequence[Item]) -> tuple[int, int] | None:
    """Median height and width of some pictures, evenly chosen; None where no head can be read."""
    from PIL import Image

    sizes = []
    for item in items[:: max(1, len(items) // LOOKED_AT)]:
        try:
            with Image.open(item.paths[0]) as picture:
                turned = picture.getexif().get(0x0112, 1) >= 5  # stored on its side
                sizes.append(picture.size if turned else picture.size[::-1])
        except (OSError, ValueError, Image.DecompressionBombError):  # the loader has its own way with such a file
            continue
    return (round(median(height for height, _ in sizes)), round(median(width for _, width in sizes))) if sizes else None
