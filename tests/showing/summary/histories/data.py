"""The data of the trainings: none is downloaded; each has rows that take no part in training or validation, to know the truth by."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from sklearn import datasets

Rows = tuple[np.ndarray, np.ndarray]


def _bundled(load: Callable[[], datasets.base.Bunch]) -> Callable[[], Rows]:
    def rows() -> Rows:
        raw = load()
        return _scaled(raw.data), raw.target

    return rows


def _scaled(inputs: np.ndarray) -> np.ndarray:
    spread = inputs.std(axis=0)
    return ((inputs - inputs.mean(axis=0)) / np.where(spread, spread, 1)).astype("float32")


def _moons() -> Rows:
    inputs, targets = datasets.make_moons(4000, noise=0.22, random_state=3)
    return _scaled(inputs), targets


def _clusters() -> Rows:
    inputs, targets = datasets.make_classification(
        5000, 20, n_informative=8, n_redundant=4, n_classes=4, class_sep=1.6, flip_y=0.0, random_state=5
    )
    return _scaled(inputs), targets


def _formula() -> Rows:
    """Numbers to predict: Friedman's first function of 10 columns, 5 of them without meaning."""
    inputs, targets = datasets.make_friedman1(4000, noise=0.7, random_state=7)
    return _scaled(inputs), ((targets - targets.mean()) / targets.std()).astype("float32")


def _patches() -> Rows:
    """Grey squares of 12 x 12 from two photographs, a temple and a flower: of which of them?"""
    found, labels = [], []
    for label, picture in enumerate(datasets.load_sample_images().images):
        grey = picture.mean(axis=2)
        high, wide = grey.shape[0] // 12, grey.shape[1] // 12
        squares = grey[: high * 12, : wide * 12].reshape(high, 12, wide, 12).swapaxes(1, 2).reshape(-1, 12, 12, 1)
        found.append(squares / 255 - 0.5)
        labels.append(np.full(len(squares), label))
    return np.concatenate(found).astype("float32"), np.concatenate(labels)


DATA: dict[str, Callable[[], Rows]] = {
    "digits": _bundled(datasets.load_digits),
    "cancer": _bundled(datasets.load_breast_cancer),
    "wine": _bundled(datasets.load_wine),
    "moons": _moons,
    "clusters": _clusters,
    "formula": _formula,
    "patches": _patches,
}
