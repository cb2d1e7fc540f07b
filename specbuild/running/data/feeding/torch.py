"""The training stream on PyTorch: eager augmentation, run ahead of the network by a thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from keras import ops

from specbuild.running.data.feeding.ahead import ahead
from specbuild.running.data.feeding.source import Source


def stream(source: Source, first_epoch: int, first_step: int) -> Iterator[Any]:
    """A generator without end."""

    def batches() -> Iterator[Any]:
        for chunk in source.chunks(first_epoch, first_step):
            for batch in zip(*chunk, strict=True):
                with torch.no_grad():
                    yield source.finish(*(ops.convert_to_tensor(part) for part in batch))

    return ahead(batches)
