"""The training stream on TensorFlow: `tf.data`, with the augmentation as a part of its graph."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from specbuild.running.data.feeding.source import Source


def stream(source: Source, first_epoch: int, first_step: int) -> Any:
    """A `tf.data.Dataset` without end: chunks of arrays from Python, cut into batches, augmented in parallel, in order."""
    signature = tuple(tf.TensorSpec((None, None, *part.shape[2:]), part.dtype) for part in source.example())
    chunks = tf.data.Dataset.from_generator(lambda: map(tuple, source.chunks(first_epoch, first_step)), output_signature=signature)
    batches = chunks.prefetch(1).flat_map(lambda *chunk: tf.data.Dataset.from_tensor_slices(chunk))
    return batches.map(source.finish, num_parallel_calls=tf.data.AUTOTUNE, deterministic=True).prefetch(tf.data.AUTOTUNE)
