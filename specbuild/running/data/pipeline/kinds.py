"""For which kinds of data image layers are, and how one draw serves a whole clip or volume.

A layer that changes pixel by pixel sees the frames of a clip below one another, as one tall picture; one that moves pixels sees them side
by side as channels, so that all frames move alike. Either way a clip or volume is one picture with one draw. Slices of a volume are frames
here: these layers act in the plane of a slice, and those with 3D in their names act in all three directions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keras import ops

from specbuild.running.data.draws import Layout
from specbuild.running.data.pipeline.operation import Operation, Tensor

PLANES = ("picture", "volume", "clip")
STACKED = frozenset({"volume", "clip"})

PIXEL_BY_PIXEL = frozenset({
    "AutoContrast", "Equalization", "RandomBrightness", "RandomChannelShift", "RandomColorDegeneration", "RandomColorJitter",
    "RandomContrast", "RandomGrayscale", "RandomHue", "RandomInvert", "RandomPosterization", "RandomSaturation", "Solarization",
})  # fmt: skip
WITHIN_THE_PLANE = frozenset({
    "RandomCrop", "RandomCropAndResize", "RandomElasticTransform", "RandomErasing", "RandomFlip", "RandomGaussianBlur", "RandomPerspective",
    "RandomQuarterTurn", "RandomRotation", "RandomSharpness", "RandomShear", "RandomTranslation", "RandomZoom",
})  # fmt: skip
MIXING: Mapping[str, tuple[str, ...]] = {
    "MixUp": ("picture", "volume", "clip", "series", "audio", "vector"),
    "CutMix": ("picture", "volume", "clip", "series", "audio", "text"),
}


def kinds_of(type_: str) -> tuple[str, ...]:
    """The kinds of data that an image layer of Keras can change here."""
    if type_ in MIXING:
        return MIXING[type_]
    return PLANES if type_ in PIXEL_BY_PIXEL | WITHIN_THE_PLANE else ("picture",)


def as_picture(type_: str, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of a clip or volume as one picture, for this layer."""
    frames, height, width, channels = shape
    return (frames * height, width, channels) if type_ in PIXEL_BY_PIXEL else (height, width, frames * channels)


class Stacked:
    """An operation on pictures, for clips and volumes."""

    def __init__(self, type_: str, operation: Operation, shape: tuple[int, ...], after: tuple[int, ...]) -> None:
        self.operation = operation
        self.rows = type_ in PIXEL_BY_PIXEL
        self.picture, self.frames, self.channels = as_picture(type_, shape), shape[0], shape[3]
        self.after = after  # the shape that comes out

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """Those of one picture."""
        return self.operation.draws(self.picture)

    def transform(self, images: Tensor, drawn: Sequence[Tensor]) -> Tensor:
        """Lay the frames out as one picture, change it, and part it again."""
        if self.rows:
            return ops.reshape(self.operation.transform(ops.reshape(images, (-1, *self.picture)), drawn), (-1, *self.after))
        beside = ops.reshape(ops.transpose(images, (0, 2, 3, 1, 4)), (-1, *self.picture))
        changed = self.operation.transform(beside, drawn)
        parted = ops.reshape(changed, (-1, *self.after[1:3], self.frames, self.channels))
        return ops.transpose(parted, (0, 3, 1, 2, 4))
