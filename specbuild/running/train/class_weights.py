"""How much the samples of each class count in the loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.suggest import nearest
from specbuild.running import codes

PATH = ("training", "class_weights")


def class_weights(wanted: str | Mapping[str, float] | None, classes: Sequence[str], targets: np.ndarray) -> np.ndarray | None:
    """The weight of each class.

    Args:
        wanted: "balanced", a number for each class by its name, or None.
        classes: Names of the classes, in the order of their numbers.
        targets: Class numbers of the training rows.

    Returns:
        Weights of shape (classes,), float32; None where all count the same. "balanced" gives every class the same sum over its rows, and a
        mean of 1 over all rows.

    Raises:
        Refused: L001, a class has no weight, or there is no such class.
    """
    if wanted is None:
        return None
    if isinstance(wanted, str):
        counts = np.bincount(targets, minlength=len(classes))
        return (len(targets) / (np.count_nonzero(counts) * np.maximum(counts, 1))).astype(np.float32)
    findings = [_unknown(name, classes) for name in wanted if name not in classes]
    findings += [
        Finding(codes.CLASS_WEIGHTS, PATH, f"class `{name}` has no weight", help=f"add `{name} = 1.0`", about="header")
        for name in classes
        if name not in wanted
    ]
    if findings:
        raise Refused(*findings)
    return np.asarray([wanted[name] for name in classes], np.float32)


def _unknown(name: str, classes: Sequence[str]) -> Finding:
    near = nearest(name, classes)
    help_ = f"did you mean `{near}`?" if near else f"there is {', '.join(f'`{one}`' for one in classes)}"
    return Finding(codes.CLASS_WEIGHTS, (*PATH, name), f"there is no class `{name}`", help=help_, about="key")
