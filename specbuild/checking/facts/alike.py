"""What to use instead of an augmentation of another kind of data."""

from __future__ import annotations

from collections.abc import Sequence

from specbuild.catalogue import read

PLURALS = {
    "picture": "pictures", "volume": "volumes", "clip": "clips", "series": "series", "text": "texts", "audio": "audio", "vector": "vectors",
}  # fmt: skip
# Augmentations that mean the same for different kinds of data.
ALIKE = (
    ("RandomFlip", "RandomFlip3D", "RandomReversal", "RandomPolarity"),
    ("RandomQuarterTurn", "RandomQuarterTurn3D"),
    ("RandomRotation", "RandomRotation3D"),
    ("RandomTranslation", "RandomTranslation3D", "RandomTimeShift"),
    ("RandomZoom", "RandomZoom3D", "RandomTimeStretch", "RandomTimeWarp"),
    ("RandomShear", "RandomElasticTransform", "RandomPerspective", "RandomTimeWarp", "RandomPitchShift"),
    ("RandomCrop", "RandomCropAndResize", "RandomCropAndResize3D", "RandomTimeCrop"),
    ("RandomBrightness", "RandomChannelShift", "RandomOffset"),
    ("RandomContrast", "RandomScaling", "RandomMagnitudeWarp", "RandomGain"),
    ("RandomGaussianBlur", "RandomGaussianBlur3D"),
    ("RandomGaussianNoise", "RandomJitter", "RandomAudioNoise", "RandomFeatureNoise", "RandomCharacterNoise"),
    ("RandomErasing", "RandomTimeMask", "RandomFrequencyMask", "RandomFrameDropout", "RandomWordMasking", "RandomFeatureDropout"),
    ("RandomGrayscale", "RandomChannelDropout", "RandomFeatureDropout", "RandomWordDropout"),
    ("RandomWordSwap", "RandomReversal"),
    ("CutMix", "MixUp"),
)


def of_another_kind(type_: str, kinds: Sequence[str], kind: str) -> tuple[str, str]:
    """What is wrong with an augmentation on samples of a kind that it is not for, and what to do.

    Args:
        type_: Its name.
        kinds: What it is for.
        kind: What the samples are.
    """
    names = [PLURALS[name] for name in kinds]
    listed = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
    near = [name for group in ALIKE if type_ in group for name in group if kind in kinds_of(name)]
    here = ", ".join(f"`{name}`" for name in (dict.fromkeys(near) if near else _all(kind)))
    use = f"for {PLURALS[kind]} use {here}" if near else f"remove the entry; for {PLURALS[kind]} there are {here}"
    return f"`{type_}` is for {listed}, and the loader gives {PLURALS[kind]}", use


def kinds_of(type_: str) -> tuple[str, ...]:
    """The kinds of data that an augmentation is for."""
    table = read.table("augmentations")
    return tuple(table[type_].facts.get("kinds", ("picture",))) if type_ in table else ()


def _all(kind: str) -> list[str]:
    return [name for name in read.table("augmentations") if kind in kinds_of(name)]
