"""What kind of thing the samples of an experiment are."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.grammar.spec import Spec
from specbuild.checking.plan.input import kind_of
from specbuild.running.experiment.data import Data

BY_RANK: Mapping[int, str] = {1: "vector", 2: "series", 3: "picture", 4: "volume"}  # where neither the loader nor its samples say it


def kind(spec: Spec, data: Data) -> str:
    """One of `KINDS` of `checking/plan/input.py`."""
    return kind_of(spec.loader) or data.samples.kind or BY_RANK[len(data.samples.shape)]
