"""What the numbers of a sample stand for, by what was learnt from the training rows: tokens of texts, cells of tables."""

from __future__ import annotations

import numpy as np

from specbuild.running.data.samples import Learnt
from specbuild.running.data.tables.features import module_of


def tokens(learnt: Learnt) -> tuple[str, ...]:
    """The token of each number; empty where samples are no texts, or stand for bytes."""
    model = learnt.get("tokenizer", {}).get("model", {}) if learnt else {}
    vocabulary = model.get("vocab", {})
    if not isinstance(vocabulary, dict) or not vocabulary:
        return ()
    found = [""] * (max(vocabulary.values()) + 1)
    for token, number in vocabulary.items():
        found[number] = token
    return tuple(found)


def cells(learnt: Learnt, sample: np.ndarray) -> list[tuple[str, str]]:
    """The columns of a row of a table, each with what its cell says; empty where no table taught what the numbers stand for."""
    said, start = list[tuple[str, str]](), 0
    for feature in learnt.get("features", ()) if learnt else ():
        kind = module_of(feature["type"])
        width = len(kind.names("", feature))
        said.append((feature["column"], kind.say(sample[start : start + width], feature)))
        start += width
    return said if start == len(sample) else []
