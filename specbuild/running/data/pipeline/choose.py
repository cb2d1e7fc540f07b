"""Change each sample by the operation that was chosen for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from keras import ops

from specbuild.running.data.pipeline.operation import Operation, Tensor


def choose(chosen: Tensor, parts: Sequence[Operation], images: Tensor, hands: Sequence[Sequence[Tensor]]) -> Tensor:
    """Change each sample by one of the parts.

    Sample by sample, so that only the part that was chosen is computed: with a dozen of them this takes a sixth of the time of doing all of
    them to the whole batch, as Keras does.

    Args:
        chosen: Number of the part for each sample, of shape (batch,); the number after the last one leaves the sample as it is.
        parts: What can be chosen.
        images: The samples, of shape (batch, *shape).
        hands: The draws of each part.

    Returns:
        The samples after their change, of the same shape.
    """
    branches = [_branch(part, number) for number, part in enumerate(parts)]

    def change(sample: tuple[Tensor, Tensor, Sequence[Sequence[Tensor]]]) -> Tensor:
        number, image, drawn = sample
        return ops.switch(number, [*branches, lambda image, drawn: image], image, drawn)

    return ops.map(change, (ops.cast(chosen, "int32"), images, [list(hand) for hand in hands]))


def _branch(part: Operation, number: int) -> Callable[[Tensor, Sequence[Sequence[Tensor]]], Tensor]:
    def change(image: Tensor, drawn: Sequence[Sequence[Tensor]]) -> Tensor:
        return part.transform(image[None], [draw[None] for draw in drawn[number]])[0]

    return change
