"""From the name and the arguments of an augmentation to the operation that does it."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import keras

from specbuild.running.data.augmentations.instead.aug_mix import AugMix
from specbuild.running.data.augmentations.instead.cut_mix import CutMix
from specbuild.running.data.augmentations.instead.equalization import Equalize
from specbuild.running.data.augmentations.instead.mix_up import MixUp
from specbuild.running.data.augmentations.instead.rand_augment import RandAugment
from specbuild.running.data.augmentations.instead.random_crop import Crop
from specbuild.running.data.augmentations.instead.random_elastic_transform import Elastic
from specbuild.running.data.augmentations.instead.random_flip import Flip
from specbuild.running.data.augmentations.instead.random_gaussian_blur import Blur
from specbuild.running.data.draws import Layout
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.data.pipeline.keyed import KeyedLayer
from specbuild.running.data.pipeline.kinds import PIXEL_BY_PIXEL, STACKED, WITHIN_THE_PLANE, Stacked, as_picture
from specbuild.running.data.pipeline.operation import Mixer, Operation, Tensor

INSTEAD: Mapping[str, Callable[[Any], Operation]] = {
    "AugMix": lambda layer: AugMix(layer, wrap),
    "Equalization": Equalize,
    "RandAugment": lambda layer: RandAugment(layer, wrap),
    "RandomCrop": Crop,
    "RandomElasticTransform": Elastic,
    "RandomFlip": Flip,
    "RandomGaussianBlur": Blur,
}

MIXERS: Mapping[str, Callable[[Any, Facts], Mixer]] = {"CutMix": CutMix, "MixUp": MixUp}

# Layers that toss a coin for each sample, with the share of samples that it changes. The pipeline tosses it for them. Where Keras draws the
# probability evenly from a pair, and then the coin, the coin falls so in the mean of the pair: one coin of that share is the same thing.
COINS: Mapping[str, Callable[[Any], float]] = {
    "RandomFlip": lambda layer: 0.5,
    "RandomGrayscale": lambda layer: layer.factor,
    **dict.fromkeys(
        ("RandomElasticTransform", "RandomErasing", "RandomGaussianBlur", "RandomInvert", "RandomPerspective"),
        lambda layer: sum(layer.factor) / 2,
    ),
}
SURE: Mapping[str, Any] = {"RandomFlip": None, "RandomGrayscale": 1.0}  # the factor that makes the layer act always; else a pair

# Layers that work on values from 0 to 1, and are wrong on other ranges: RandomInvert takes the least value for 0, a blur and a sharpening
# find 0 beyond the border, and saturation, from 0 to 1 by its nature, has no upper bound but that of the range.
UNIT_RANGE = frozenset({"RandomColorJitter", "RandomGaussianBlur", "RandomInvert", "RandomSaturation", "RandomSharpness"})


@dataclass(frozen=True, slots=True)
class Made:
    """An operation, the share of samples that it changes by Keras's own rules, and the shape that it gives."""

    operation: Operation | Mixer
    rate: float
    shape: tuple[int, ...]


def make(where: str, type_: str, arguments: Mapping[str, Any], facts: Facts) -> Made:
    """Make an augmentation.

    Args:
        where: The module that holds it, as the catalogue says: "keras.layers", or one of ours.
        type_: Its name.
        arguments: Those that were given; `value_range` is filled in from the facts.
        facts: What is known of the samples.

    Raises:
        ValueError: Keras, or our own class, refuses the arguments.
    """
    kind = getattr(importlib.import_module(where), type_)
    known = inspect.signature(kind.__init__).parameters
    arguments = dict(arguments)
    if "value_range" in known:
        arguments.setdefault("value_range", facts.value_range)
    if where == "keras.layers":
        return _from_keras(kind, known, arguments, facts)
    ours = kind(**arguments, **({"facts": facts} if "facts" in known else {}))
    stacked = facts.kind in STACKED and type_ in PIXEL_BY_PIXEL | WITHIN_THE_PLANE
    return Made(Stacked(type_, ours, facts.shape, facts.shape) if stacked else ours, getattr(kind, "RATE", 1.0), facts.shape)


def _from_keras(kind: type[keras.Layer], known: Mapping[str, Any], arguments: dict[str, Any], facts: Facts) -> Made:
    name, unit = kind.__name__, kind.__name__ in UNIT_RANGE
    low, high = arguments["value_range"] if unit else (0.0, 1.0)
    if unit:
        arguments["value_range"] = (0.0, 1.0)
    # A seed, so that Keras draws none from Python's `random`; it is never used.
    fixed = {"seed": 0} if "seed" in known else {}
    layer = kind(**arguments, **fixed, dtype="float32", data_format="channels_last")
    if name in MIXERS:
        return Made(MIXERS[name](layer, facts), 1.0, facts.shape)
    rate = float(COINS[name](layer)) if name in COINS else 1.0
    if name in COINS:
        layer.factor = SURE.get(name, (1.0, 1.0))
    operation = Rescaled(wrap(layer), low, high) if unit else wrap(layer)
    kept = isinstance(operation, Crop) and operation.fits(facts.shape[-3:])
    if facts.kind not in STACKED:
        return Made(operation, rate, facts.shape if kept else tuple(layer.compute_output_shape((None, *facts.shape))[1:]))
    after = facts.shape if kept else _after(layer, facts.shape)
    return Made(Stacked(name, operation, facts.shape, after), rate, after)


def _after(layer: keras.Layer, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of a clip or volume after a layer has changed it as one picture."""
    name, (frames, _, _, channels) = type(layer).__name__, shape
    changed = layer.compute_output_shape((None, *as_picture(name, shape)))[1:]
    return (frames, *changed[:2], channels) if name in WITHIN_THE_PLANE else shape


def wrap(layer: keras.Layer) -> Any:
    """The operation of a Keras layer: ours where there is one, or the layer itself on keyed draws."""
    return INSTEAD.get(type(layer).__name__, KeyedLayer)(layer)


class Rescaled:
    """An operation that wants values from 0 to 1, for samples of another range."""

    def __init__(self, operation: Operation, low: float, high: float) -> None:
        self.operation = operation
        self.low, self.span = float(low), float(high) - float(low)

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """Those of the operation."""
        return self.operation.draws(shape)

    def transform(self, images: Tensor, drawn: Sequence[Tensor]) -> Tensor:
        """Bring the samples to 0 to 1, change them, and bring them back."""
        return self.operation.transform((images - self.low) / self.span, drawn) * self.span + self.low
