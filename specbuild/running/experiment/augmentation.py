"""What augmentation has to know of the data of an experiment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from specbuild.checking.grammar.spec import Spec
from specbuild.checking.plan.input import kind_of
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.experiment.data import Data
from specbuild.running.model.moments import moments

ROWS = 4096  # that are read at once


def augmentation_facts(spec: Spec, data: Data) -> Facts:
    """What augmentation has to know of the samples; columns of vectors are measured on un-augmented training rows alone."""
    loader = spec.loader.arguments
    facts = Facts.of(data.samples, spec.task.type, kind_of(spec.loader))
    facts = replace(facts, padded_first=loader.get("pad") == "start", tokens=str(loader.get("tokens", "")))
    if facts.kind != "vector" or not spec.augmentation:
        return facts
    train = data.split.train

    def rows() -> Iterator[np.ndarray]:
        return (data.store.take(train[start : start + ROWS]) for start in range(0, len(train), ROWS))

    known = moments(rows, (1,))
    return replace(facts, center=tuple(known.mean.tolist()), spread=tuple(np.sqrt(known.variance).tolist()))
