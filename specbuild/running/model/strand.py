"""Layers one after the other, inside a layer of our own: built, run, saved and loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras

Shape = tuple[int | None, ...]  # with the batch


def shape_after(layers: Sequence[keras.layers.Layer], shape: Shape) -> Shape:
    """The shape of what comes out of layers that need not be built."""
    for layer in layers:
        shape = tuple(layer.compute_output_shape(shape))
    return shape


def build(layers: Sequence[keras.layers.Layer], shape: Shape) -> Shape:
    """Make the weights of all layers; give the shape of what comes out."""
    for layer in layers:
        if not layer.built:
            layer.build(shape)
        shape = tuple(layer.compute_output_shape(shape))
    return shape


def run(layers: Sequence[keras.layers.Layer], values: Any) -> Any:
    """What comes out; whether it is training, and the mask of padded steps, Keras hands on by itself."""
    for layer in layers:
        values = layer(values)
    return values


def written(layers: Sequence[keras.layers.Layer]) -> list[dict[str, Any]]:
    """The layers as Keras saves them."""
    return [keras.saving.serialize_keras_object(layer) for layer in layers]


def read(layers: Sequence[dict[str, Any]]) -> list[keras.layers.Layer]:
    """The layers that were saved."""
    return [keras.saving.deserialize_keras_object(layer) for layer in layers]


def mask_after(before: Shape, after: Shape, mask: Any) -> Any:
    """The mask of padded steps behind layers: the one before them, as long as the steps are still the same."""
    return mask if mask is not None and len(after) > 2 and before[1] == after[1] else None
