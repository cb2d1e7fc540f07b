"""See, and change, what the layers of a network give while it runs: at any depth, on every backend, without building another network.

The usual way, a second model from `model.input` to a layer's output, fails for a Sequential model that was never called, and cannot reach
into layers that hold layers. A layer calls its own `call`; for the time of a block, ours stands there and hands on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import keras
import numpy as np

Change = Callable[[Any], Any]


@contextmanager
def changed(layer: keras.layers.Layer, change: Change) -> Iterator[None]:
    """Within the block, what a layer gives is handed on as `change` makes it."""
    call = layer.call

    def other(*given: Any, **named: Any) -> Any:
        return change(call(*given, **named))

    with _calling(layer, other):
        yield


@contextmanager
def passed_over(layer: keras.layers.Layer) -> Iterator[None]:
    """Within the block, a layer gives back what it is given."""
    with _calling(layer, lambda first, *given, **named: first):
        yield


@contextmanager
def _calling(layer: keras.layers.Layer, call: Callable[..., Any]) -> Iterator[None]:
    before = layer.__dict__.get("call")
    object.__setattr__(layer, "call", call)  # not Keras's own way, which would take note of it
    try:
        yield
    finally:
        if before is None:
            object.__delattr__(layer, "call")
        else:
            object.__setattr__(layer, "call", before)


def run(model: keras.Model, samples: Any) -> Any:
    """The outputs of a network for some samples, as a tensor; un-augmented, and nothing is compiled."""
    return model(keras.ops.cast(keras.ops.convert_to_tensor(samples), model.compute_dtype), training=False)


def outputs(model: keras.Model, samples: np.ndarray, layers: Sequence[keras.layers.Layer]) -> Mapping[keras.layers.Layer, np.ndarray]:
    """What some layers give for some samples; a layer that was not called, or gives no single tensor, is left out."""
    seen: dict[keras.layers.Layer, np.ndarray] = {}

    def see(layer: keras.layers.Layer) -> Change:
        def note(given: Any) -> Any:
            if keras.ops.is_tensor(given):
                seen[layer] = np.asarray(keras.ops.convert_to_numpy(given))
            return given

        return note

    with ExitStack() as stack:
        for layer in layers:
            stack.enter_context(changed(layer, see(layer)))
        run(model, samples)
    return seen
