"""A pipeline run as training runs it on this backend: in a TensorFlow graph, under `jax.jit`, or eagerly on torch.

The command for every save runs it eagerly everywhere: that is the same arithmetic, and making a graph costs seven times as much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from specbuild.checking.grammar.entry import Entry

CLASSES = ("a", "b", "c", "d", "e", "f", "g", "h")
SHAPE = (20, 24, 3)
Run = Callable[[np.ndarray, np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


@pytest.fixture(scope="session")
def make() -> Callable[..., Any]:
    """Makes a pipeline of entries: `make(("RandomFlip", {}, {"probability": 1.0}), ...)`."""
    from specbuild.running.data.pipeline.facts import Facts
    from specbuild.running.data.pipeline.pipeline import Pipeline

    def pipeline(
        *entries: tuple[str, Mapping[str, Any]] | tuple[str, Mapping[str, Any], Mapping[str, Any]],
        shape: tuple[int, ...] = SHAPE,
        value_range: tuple[float, float] | None = (0.0, 255.0),
        task: str = "multiclass",
        classes: tuple[str, ...] = CLASSES,
        seed: int = 7,
        **facts: Any,
    ) -> Pipeline:
        read = [
            Entry(type_, "augmentations", given, *options, path=("augmentation", number))
            for number, (type_, given, *options) in enumerate(entries)
        ]
        return Pipeline.of(read, Facts(shape, value_range, task, classes, **facts), seed)

    return pipeline


@pytest.fixture(scope="session")
def compiled(quick: bool) -> Callable[[Any], Run]:
    """Makes a pipeline into a function of arrays, as the stream of this backend does."""
    import keras

    def on_tensorflow(pipeline: Any) -> Any:
        import tensorflow as tf

        traced = tf.function(pipeline.apply)

        def apply(*parts: Any) -> Any:
            of_any_size = [tf.TensorSpec((None, *part.shape[1:]), part.dtype) for part in parts]  # one graph, as in training
            return traced.get_concrete_function(*of_any_size)(*parts)

        return apply

    def on_jax(pipeline: Any) -> Any:
        import jax

        return jax.jit(pipeline.apply)

    kinds = {"tensorflow": on_tensorflow, "jax": on_jax}

    def run_of(pipeline: Any) -> Run:
        graph = None if quick else kinds.get(keras.backend.backend())
        apply = graph(pipeline) if graph else pipeline.apply

        def run(images: np.ndarray, targets: np.ndarray, draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            images, targets = apply(*(keras.ops.convert_to_tensor(part) for part in (images, targets, draws)))
            return keras.ops.convert_to_numpy(images), keras.ops.convert_to_numpy(targets)

        return run

    return run_of


@pytest.fixture(scope="session")
def pictures() -> np.ndarray:
    """Eight smooth pictures, uint8, of every value."""
    from scipy.ndimage import gaussian_filter

    noise = gaussian_filter(np.random.default_rng(0).normal(size=(8, *SHAPE)), (0, 2, 2, 0.3))
    low, high = noise.min(axis=(1, 2, 3), keepdims=True), noise.max(axis=(1, 2, 3), keepdims=True)
    return np.rint((noise - low) / (high - low) * 255).astype("uint8")
