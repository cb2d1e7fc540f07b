"""A Keras augmentation layer that takes its randomness from the draws table: Keras supplies the transformation, never the randomness.

Keras's layers draw through `self.backend.random`. That attribute becomes a stand-in whose random functions hand out columns of the table; a
trial run over tiny batches records beforehand which draws the layer asks for.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import keras
from keras import ops

from specbuild.running.data import draws as laws
from specbuild.running.data.augmentations.pixels.affine import affine_transform
from specbuild.running.data.draws import Draw, Law, Layout
from specbuild.running.data.pipeline.operation import Tensor


class KeyedLayer:
    """A Keras image augmentation layer as an operation on draws."""

    def __init__(self, layer: keras.Layer) -> None:
        self.layer = layer
        self._source = Source()
        self._known: dict[tuple[int, ...], Layout] = {}
        for part in layer._flatten_layers():
            if hasattr(part, "backend"):
                part.backend = Backend(part.backend, self._source)

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """What one sample needs, found by running the layer on batches of two and of three."""
        if shape not in self._known:
            two, three = (self._record(batch, shape) for batch in (2, 3))
            self._known[shape] = tuple(self._draw(law, short, long) for (law, short), (_, long) in zip(two, three, strict=True))
        return self._known[shape]

    def transform(self, images: Tensor, drawn: Sequence[Tensor]) -> Tensor:
        """Change the images by these draws, handed out in the order of the record."""
        with self._source.answering(Handed(drawn)):
            # A copy: RandomBrightness adds in place, which on torch would change the samples that do not change, too.
            return self.layer.call(ops.copy(images), training=True)

    def _record(self, batch: int, shape: tuple[int, ...]) -> list[tuple[Law, tuple[int, ...]]]:
        recorder = Recorder()
        with self._source.answering(recorder):
            Trial(self.layer, recorder)(keras.KerasTensor((batch, *shape)))
        return recorder.asked

    def _draw(self, law: Law, short: tuple[int, ...], long: tuple[int, ...]) -> Draw:
        if short[:1] != (2,) or long[:1] != (3,):
            raise NotImplementedError(
                f"{type(self.layer).__name__} draws once a batch: it needs an operation of ours, in augmentations/instead"
            )
        return Draw(law, tuple(short[1:]))


class Trial(keras.Operation):  # type: ignore[misc]
    """A run of a layer on shapes alone: JAX would compile every single step of an eager one."""

    def __init__(self, layer: keras.Layer, recorder: Recorder) -> None:
        super().__init__()
        self.layer, self.recorder = layer, recorder

    def call(self, images: Tensor) -> Tensor:
        """Run the layer as in training."""
        self.recorder.asked.clear()  # on torch Keras tries again, on real tensors, where its trial on shapes fails
        return self.layer.call(images, training=True)


class Recorder:
    """Answers every draw with zeros, and remembers its law and shape."""

    def __init__(self) -> None:
        self.asked: list[tuple[Law, tuple[int, ...]]] = []

    def take(self, law: Law, shape: Sequence[int]) -> Tensor:
        """Zeros of this shape."""
        self.asked.append((law, tuple(int(size) for size in shape)))
        return ops.zeros(self.asked[-1][1], "float32")


class Handed:
    """Answers every draw with the next columns of the table."""

    def __init__(self, drawn: Sequence[Tensor]) -> None:
        self._left = iter(drawn)

    def take(self, law: Law, shape: Sequence[int]) -> Tensor:
        """The next draw; its law and shape are those of the record."""
        return next(self._left)


class Source:
    """What a layer draws from at this moment, in this thread."""

    def __init__(self) -> None:
        self._now = threading.local()

    @contextmanager
    def answering(self, answers: Recorder | Handed) -> Iterator[None]:
        """Let these answers serve all draws within the block."""
        self._now.answers = answers
        try:
            yield
        finally:
            del self._now.answers

    def take(self, law: Law, shape: Sequence[int]) -> Tensor:
        """The next draw of this law."""
        return self._now.answers.take(law, shape)


class Backend:
    """Keras's backend as a layer sees it, with random functions of ours."""

    def __init__(self, backend: Any, source: Source) -> None:
        self._real = backend
        self.random = Random(source)
        self.image = Image(backend.image)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class Image:
    """Keras's image functions, with the transformation of ours that all backends do fast and alike."""

    affine_transform = staticmethod(affine_transform)

    def __init__(self, real: Any) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class Random:
    """The functions of `keras.random` that image layers call, with Keras's signatures; the seed is ignored."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def uniform(self, shape: Sequence[int], minval: float = 0.0, maxval: float = 1.0, dtype: str | None = None, seed: Any = None) -> Tensor:
        """Evenly distributed draws."""
        return ops.cast(self._source.take(laws.Uniform(float(minval), float(maxval)), shape), dtype or "float32")

    def randint(self, shape: Sequence[int], minval: int, maxval: int, dtype: str = "int32", seed: Any = None) -> Tensor:
        """Whole numbers below `maxval`."""
        return ops.cast(self._source.take(laws.Integer(int(minval), int(maxval)), shape), dtype)

    def normal(self, shape: Sequence[int], mean: float = 0.0, stddev: float = 1.0, dtype: str | None = None, seed: Any = None) -> Tensor:
        """Normally distributed draws."""
        return ops.cast(mean + stddev * self._source.take(laws.Normal(), shape), dtype or "float32")
