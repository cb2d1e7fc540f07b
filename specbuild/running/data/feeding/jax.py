"""The training stream on JAX: one compiled augmentation, run ahead of the network by a thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jax

from specbuild.running.data.feeding.ahead import ahead
from specbuild.running.data.feeding.source import Source


def stream(source: Source, first_epoch: int, first_step: int) -> Iterator[Any]:
    """A generator without end. The augmentation is compiled once for whole batches and once for the last one."""
    finish = jax.jit(source.finish)

    def batches() -> Iterator[Any]:
        for chunk in source.chunks(first_epoch, first_step):
            yield from (finish(*batch) for batch in zip(*chunk, strict=True))

    return ahead(batches)
