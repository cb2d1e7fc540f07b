"""A network of `keras.applications` without its head, as one layer."""

from __future__ import annotations

import inspect
from typing import Any, Literal

import keras

from specbuild.catalogue.read import backbones

Network = Literal[
    "ConvNeXtBase", "ConvNeXtLarge", "ConvNeXtSmall", "ConvNeXtTiny", "ConvNeXtXLarge", "DenseNet121", "DenseNet169", "DenseNet201",
    "EfficientNetB0", "EfficientNetB1", "EfficientNetB2", "EfficientNetB3", "EfficientNetB4", "EfficientNetB5", "EfficientNetB6",
    "EfficientNetB7", "EfficientNetV2B0", "EfficientNetV2B1", "EfficientNetV2B2", "EfficientNetV2B3", "EfficientNetV2L",
    "EfficientNetV2M", "EfficientNetV2S", "InceptionResNetV2", "InceptionV3", "MobileNet", "MobileNetV2", "MobileNetV3Large",
    "MobileNetV3Small", "ResNet50", "ResNet101", "ResNet152", "ResNet50V2", "ResNet101V2", "ResNet152V2",
    "VGG16", "VGG19", "Xception",
]  # fmt: skip


def network(name: str, shape: tuple[int | None, ...]) -> keras.Model:
    """A network of `keras.applications` without its head, its weights drawn anew; one that can leave out its own scaling does."""
    made = getattr(keras.applications, name)
    more = {"include_preprocessing": False} if "include_preprocessing" in inspect.signature(made).parameters else {}
    return made(include_top=False, weights=None, input_shape=shape, **more)


@keras.saving.register_keras_serializable("specbuild")
class Backbone(keras.layers.Layer):  # type: ignore[misc]  # keras is untyped
    """A known network of `keras.applications` without its head, to build on what it has learnt elsewhere.

    It gives maps: a global pooling and a head of your own come behind it. Nothing is ever downloaded: weights are a file that you have, or
    are drawn anew. Pictures have to be scaled as those were that the weights come from; the EfficientNets but not their second version
    take raw pixels from 0 to 255 and scale them themselves. Keras has no such layer, so the saved model needs specbuild to load.

    Args:
        network: The name of the network.
        weights: A file of weights, relative to the spec: `.weights.h5` as Keras saves them, or the `..._notop.h5` that Keras offers; none
            draws them anew.
        trainable: Whether training changes the weights inside.
        freeze_until: The name of the first layer that is trained; those before it stay as they are. None trains all.

    Source:
        keras.io/guides/transfer_learning
    """

    def __init__(
        self,
        network: Network,
        weights: str | None = None,
        trainable: bool = True,
        freeze_until: str | None = None,
        **base: Any,
    ) -> None:
        super().__init__(trainable=trainable, **base)
        self.network = network
        self.weights_file = weights
        self.freeze_until = freeze_until
        self.inside: keras.Model | None = None

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Make the network for pictures of this shape, and freeze its first layers."""
        self.inside = network(self.network, tuple(input_shape[1:]))
        for layer in self.inside.layers[: _first_trained(self.network, self.freeze_until)]:
            layer.trainable = False
        if not self.trainable:
            self.inside.trainable = False

    def call(self, inputs: Any, training: bool | None = None) -> Any:
        """The maps of the last layer."""
        assert self.inside is not None
        return self.inside(inputs, training=training)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Batch, height, width, channels of the last maps."""
        if self.inside is None:
            self.build(input_shape)
        assert self.inside is not None
        return tuple(self.inside.compute_output_shape(input_shape))

    def get_config(self) -> dict[str, Any]:
        """What Keras saves of the layer; where its first weights came from is in the spec, and nothing that a model has to know."""
        return {**super().get_config(), "network": self.network, "freeze_until": self.freeze_until}


def _first_trained(name: str, freeze_until: str | None) -> int:
    """The place of the first trained layer among those of the network."""
    if freeze_until is None:
        return 0
    return next(layer.place for layer in backbones()[name].layers if layer.name == freeze_until)
