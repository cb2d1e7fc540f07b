"""Change each sample by the operation that was chosen for it."""

from __future__ import annotations

from collections.abc import Sequence

from keras import ops

from specbuild.running.data.pipeline.operation import Operation, Tensor
from specbuild.running.data.pipeline.tables import per_sample


def choose(chosen: Tensor, parts: Sequence[Operation], images: Tensor, hands: Sequence[Sequence[Tensor]]) -> Tensor:
    """Change each sample by one of the parts.

    Args:
        chosen: Number of the part for each sample, of shape (batch,); a number that no part has leaves the sample as it is.
        parts: What can be chosen.
        images: The samples, of shape (batch, *shape).
        hands: The draws of each part.

    Returns:
        The samples after their change, of the same shape.
    """
    rank = len(images.shape) - 1
    result = images
    for number, (part, drawn) in enumerate(zip(parts, hands, strict=True)):
        # Every part on every sample, as Keras does: all three backends do it in one graph.
        result = ops.where(per_sample(chosen == number, rank), part.transform(images, drawn), result)
    return result
