"""What augmentation has to know of the samples."""

from __future__ import annotations

from dataclasses import dataclass

from specbuild.running.data.samples import Samples


@dataclass(frozen=True, slots=True)
class Facts:
    """What augmentation has to know of the samples, without having them.

    Attributes:
        shape: Shape of one sample: (height, width, channels) for a picture.
        value_range: Least and greatest value of a sample; None where nothing bounds it.
        task: "binary", "multiclass", "multilabel" or "regression".
        classes: Names of the classes, in the order of the targets.
    """

    shape: tuple[int, ...]
    value_range: tuple[float, float] | None
    task: str
    classes: tuple[str, ...]

    @classmethod
    def of(cls, samples: Samples, task: str) -> Facts:
        """The facts of loaded samples."""
        return cls(samples.shape, samples.value_range, task, samples.classes)
