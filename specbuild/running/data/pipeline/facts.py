"""What augmentation has to know of the samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specbuild.running.data.samples import Samples

KIND_BY_RANK: Mapping[int, str] = {1: "vector", 2: "series", 3: "picture", 4: "volume"}  # where neither the loader nor its samples say it


@dataclass(frozen=True, slots=True)
class Facts:
    """What augmentation has to know of the samples, without having them.

    Attributes:
        shape: Shape of one sample: (height, width, channels) for a picture, (depth, height, width, channels) for a volume, (frames, height,
            width, channels) for a clip, (steps, channels) for a series, (samples,) or (samples, channels) for audio, (tokens,) for a text,
            (columns,) for a vector.
        value_range: Least and greatest value of a sample; None where nothing bounds it.
        task: "binary", "multiclass", "multilabel" or "regression".
        classes: Names of the classes, in the order of the targets.
        kind: What a sample is: "picture", "volume", "clip", "series", "text", "audio" or "vector".
        padding: As in `Samples`.
        vocabulary: As in `Samples`.
        numeric: As in `Samples`.
        widths: As in `Samples`.
        padded_first: Whether padding stands before the sample, not behind it.
        tokens: For texts, what a token is: "words", "characters", "bytes" or "subwords"; empty where nobody knows.
        center: For vectors, the mean of each column over the training rows; else empty.
        spread: For vectors, its standard deviation; else empty.
    """

    shape: tuple[int, ...]
    value_range: tuple[float, float] | None
    task: str
    classes: tuple[str, ...]
    kind: str = "picture"
    padding: float | None = None
    vocabulary: int | None = None
    numeric: tuple[int, ...] | None = None
    widths: tuple[int, ...] = ()
    padded_first: bool = False
    tokens: str = ""
    center: tuple[float, ...] = ()
    spread: tuple[float, ...] = ()

    @classmethod
    def of(cls, samples: Samples, task: str, kind: str | None = None) -> Facts:
        """The facts of loaded samples.

        Args:
            samples: The samples.
            task: What is predicted.
            kind: What a sample is, where the loader's arguments say it.
        """
        kind = kind or samples.kind or KIND_BY_RANK[len(samples.shape)]
        named = samples.padding, samples.vocabulary, samples.numeric, samples.widths
        return cls(samples.shape, samples.value_range, task, samples.classes, kind, *named)

    @property
    def features(self) -> tuple[tuple[int, ...], ...]:
        """For vectors, the columns of each feature."""
        widths = self.widths or (1,) * self.shape[0]
        starts = [sum(widths[:number]) for number in range(len(widths))]
        return tuple(tuple(range(start, start + width)) for start, width in zip(starts, widths, strict=True))
