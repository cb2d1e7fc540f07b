"""Lists of layers side by side, merged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Annotated, Any, Literal, Self

import keras
from pydantic import Field

from specbuild.running.model import strand

Layers = Annotated[list[Any], Field(json_schema_extra={"list_of": "layers", "partial": True})]
MERGES: Mapping[str, Callable[[list[Any]], Any]] = {
    "concatenate": lambda outputs: keras.ops.concatenate(outputs, axis=-1),
    "add": lambda outputs: reduce(keras.ops.add, outputs),
    "average": lambda outputs: reduce(keras.ops.add, outputs) / len(outputs),
    "multiply": lambda outputs: reduce(keras.ops.multiply, outputs),
}


@keras.saving.register_keras_serializable("specbuild")
class Branches(keras.layers.Layer):  # type: ignore[misc]  # keras is untyped
    """Give the same input to several lists of layers and merge what they give: as Inception and attention to channels do.

    An empty list hands the input on as it is. Keras has no such layer, so the saved model needs specbuild to load.

    Args:
        branches: The lists of layers, two or more.
        merge: How one output is made of all: `"concatenate"` along the last axis (channels, features), or `"add"`, `"average"` or
            `"multiply"` value by value. To be multiplied, an axis may be 1, and then stands for all places along it.
        trainable: Whether training changes the weights inside.
    """

    def __init__(
        self,
        branches: Annotated[list[Layers], Field(min_length=2)],
        merge: Literal["concatenate", "add", "average", "multiply"] = "concatenate",
        trainable: bool = True,
        **base: Any,
    ) -> None:
        super().__init__(trainable=trainable, **base)
        self.strands = branches
        self.merge = merge
        self.supports_masking = True

    def build(self, input_shape: strand.Shape) -> None:
        """Make the weights of all layers inside."""
        for layers in self.strands:
            strand.build(layers, tuple(input_shape))

    def call(self, inputs: Any) -> Any:
        """The outputs of all branches, merged."""
        return MERGES[self.merge]([strand.run(layers, inputs) for layers in self.strands])

    def compute_output_shape(self, input_shape: strand.Shape) -> strand.Shape:
        """The shape of the merged output."""
        shapes = [strand.shape_after(layers, tuple(input_shape)) for layers in self.strands]
        if self.merge == "concatenate":
            return (*shapes[0][:-1], sum(shape[-1] or 0 for shape in shapes))
        return tuple(next((size for size in sizes if size != 1), 1) for sizes in zip(*shapes, strict=True))

    def compute_mask(self, inputs: Any, mask: Any = None) -> Any:
        """The mask goes on as long as there are as many steps."""
        return strand.mask_after(inputs.shape, self.compute_output_shape(inputs.shape), mask)

    def get_config(self) -> dict[str, Any]:
        """What Keras saves of the layer."""
        return {**super().get_config(), "branches": [strand.written(layers) for layers in self.strands], "merge": self.merge}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """The layer that was saved."""
        return cls(**{**config, "branches": [strand.read(layers) for layers in config["branches"]]})
