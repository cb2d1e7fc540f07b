"""Layers with a shortcut around them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

import keras
from pydantic import Field

from specbuild.running.model import strand

Layers = Annotated[list[Any], Field(min_length=1, json_schema_extra={"list_of": "layers", "partial": True})]
PROJECTIONS = {2: keras.layers.Conv1D, 3: keras.layers.Conv2D, 4: keras.layers.Conv3D}  # by the axes of a sample


@keras.saving.register_keras_serializable("specbuild")
class Residual(keras.layers.Layer):  # type: ignore[misc]  # keras is untyped
    """Add the input of a list of layers to their output: `x + layers(x)`, the building block of ResNets.

    Both need the same shape. An activation after the sum is a layer of its own behind it. Keras has no such layer, so the saved model
    needs specbuild to load.

    Args:
        layers: The layers around which the shortcut leads.
        projection: What the shortcut does where the shapes differ: `"auto"` puts a convolution of size 1 on it that changes the channels
            and takes the strides (a `Dense` where a sample has one axis), and nothing where the shapes are the same; `"none"` leaves it as
            it is, and the shapes have to be the same.
        trainable: Whether training changes the weights inside.

    Source:
        He, Zhang, Ren and Sun, arXiv:1512.03385: the shortcuts A without, B with a projection.
    """

    def __init__(self, layers: Layers, projection: Literal["auto"] | None = None, trainable: bool = True, **base: Any) -> None:
        super().__init__(trainable=trainable, **base)
        self.inside = layers
        self.projection = projection
        self.shortcut: keras.layers.Layer | None = None
        self.supports_masking = True

    def build(self, input_shape: strand.Shape) -> None:
        """Make the weights of the layers inside and of the projection, if there has to be one."""
        output = strand.build(self.inside, tuple(input_shape))
        if output != tuple(input_shape) and self.projection is not None:
            self.shortcut = _projection(tuple(input_shape), output)
            self.shortcut.trainable = self.trainable
            self.shortcut.build(input_shape)

    def call(self, inputs: Any) -> Any:
        """The sum."""
        passed = inputs if self.shortcut is None else self.shortcut(inputs)
        return strand.run(self.inside, inputs) + passed

    def compute_output_shape(self, input_shape: strand.Shape) -> strand.Shape:
        """The shape that the layers inside give."""
        return strand.shape_after(self.inside, tuple(input_shape))

    def compute_mask(self, inputs: Any, mask: Any = None) -> Any:
        """The mask goes on as long as there are as many steps."""
        return strand.mask_after(inputs.shape, self.compute_output_shape(inputs.shape), mask)

    def get_config(self) -> dict[str, Any]:
        """What Keras saves of the layer."""
        return {**super().get_config(), "layers": strand.written(self.inside), "projection": self.projection}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """The layer that was saved."""
        return cls(**{**config, "layers": strand.read(config["layers"])})


def _projection(shape: strand.Shape, output: strand.Shape) -> keras.layers.Layer:
    """The layer that turns one shape into the other."""
    if len(shape) == 2:
        return keras.layers.Dense(output[-1], name="projection")
    strides = tuple(_stride(size, wanted) for size, wanted in zip(shape[1:-1], output[1:-1], strict=True))
    return PROJECTIONS[len(shape) - 1](output[-1], 1, strides=strides, padding="same", name="projection")


def _stride(size: int | None, wanted: int | None) -> int:
    """The least stride that leaves as many places as are wanted."""
    if size is None or wanted is None:
        return 1
    for stride in range(1, size + 1):
        if (size - 1) // stride + 1 == wanted:
            return stride
    raise ValueError(f"no stride leads from {size} to {wanted} places")
