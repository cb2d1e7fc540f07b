"""`random`: rows are drawn without looking at them."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field
from sklearn.model_selection import train_test_split

from specbuild.running.data.samples import Samples
from specbuild.running.data.splits.blocks import Blocks, counts
from specbuild.running.data.splits.split import Split

Share = Annotated[float, Field(ge=0, lt=1)]


def random(samples: Samples, *, validation: Share = 0.2, test: Share = 0.0, seed: Annotated[int, Field(ge=0, lt=2**32)] = 0) -> Split:
    """Draw the rows of each part at random; copies of one sample stay together.

    Args:
        samples: All samples.
        validation: Share of the rows by which choices are made.
        test: Share of the rows that is read once, at the end.
        seed: Seed of the split alone, so that another seed of the run keeps the same rows.

    Returns:
        The split.
    """
    blocks = Blocks.of(samples)
    rest, parts = np.arange(len(blocks.first)), []
    # The test part is drawn first, so that another share of validation keeps the same test rows.
    for number, count in enumerate(counts(len(rest), (test, validation))):
        drawn = rest[:0]
        if 0 < count < len(rest):
            rest, drawn = train_test_split(rest, test_size=count, random_state=seed + number)
        parts.append(drawn)
    return blocks.split(rest, parts[1], parts[0])
