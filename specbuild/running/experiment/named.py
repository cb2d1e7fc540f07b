"""What samples are called by their targets, also by those that augmentation made of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from specbuild.running.data.pipeline.pipeline import Pipeline


def named(targets: np.ndarray, pipeline: Pipeline) -> tuple[str, ...]:
    """What each sample is: its class, the shares of its classes where samples are mixed, or its number."""
    classes = pipeline.facts.classes
    if not classes:
        return tuple(", ".join(f"{number:.3g}" for number in np.atleast_1d(target)) for target in targets)
    if targets.ndim == 1:
        if len(classes) == 2 and pipeline.mixes_labels:
            return tuple(_shares(np.array([1 - float(share), float(share)]), classes) for share in targets)
        return tuple(classes[int(target)] for target in targets)
    return tuple(_shares(target, classes) for target in targets)


def _shares(target: np.ndarray, classes: Sequence[str]) -> str:
    there = [(float(share), name) for share, name in zip(target, classes, strict=True) if share > 0.005]
    return " + ".join(name if share > 0.995 else f"{100 * share:.0f} % {name}" for share, name in sorted(there, reverse=True)[:3])
