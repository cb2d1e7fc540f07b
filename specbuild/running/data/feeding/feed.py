"""The training stream on the backend that Keras runs on."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any

import keras

from specbuild.running.data.feeding.source import Source

FEEDS = {
    "tensorflow": "specbuild.running.data.feeding.tensorflow",
    "jax": "specbuild.running.data.feeding.jax",
    "torch": "specbuild.running.data.feeding.torch",
}


def stream(source: Source, first_epoch: int = 0, first_step: int = 0) -> Iterable[Any]:
    """Augmented training batches without end, for `model.fit(stream, steps_per_epoch=source.steps, initial_epoch=first_epoch)`.

    The batches of an epoch are a pure function of the seed and the epoch: prefetching, threads and resuming do not change them.

    Args:
        source: What it is made of.
        first_epoch: The epoch to begin with, from 0.
        first_step: The batch of that epoch to begin with, from 0: to go on within an epoch, or to see one batch again.

    Returns:
        What `model.fit` takes on this backend; each element is (samples, targets) or (samples, targets, weights).
    """
    feed = importlib.import_module(FEEDS[keras.backend.backend()])
    return feed.stream(source, first_epoch, first_step)  # type: ignore[no-any-return]
