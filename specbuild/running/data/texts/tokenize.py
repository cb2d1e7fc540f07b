"""Texts of a data set -> samples: a vocabulary and a length are learnt from the training rows, and every text becomes a row of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.texts.raw import Take
from specbuild.running.data.texts.sequences import rows
from specbuild.running.data.texts.tokens.way import PADDING, Encode, Wanted, way

AT_ONCE = 512  # texts that are tokenized together


@dataclass(frozen=True, slots=True)
class Tokens:
    """How texts become rows of numbers.

    Attributes:
        by: "words", "characters", "bytes" or "subwords".
        wanted: What is asked of the vocabulary.
        length: Tokens of a sample; None for the percentile.
        percentile: Share of the training texts, in percent, that are no longer than a sample, where `length` is None.
        pad: Where padding stands: "end" or "start".
        keep: What is kept of a longer text: its "start" or its "end".
    """

    by: str
    wanted: Wanted
    length: int | None
    percentile: float
    pad: str
    keep: str


def learning(raw: Samples, take: Take, tokens: Tokens, memory: int) -> Samples:
    """The raw samples, ready to become numbers once the training rows are known."""
    return replace(raw, learn=lambda train: learn(raw, take, tokens, memory, train), apply=lambda learnt: numbered(raw, take, learnt))


def learn(raw: Samples, take: Take, tokens: Tokens, memory: int, train: np.ndarray) -> tuple[Learnt, Samples]:
    """Learn vocabulary and length from training rows, and give all samples as numbers."""
    made = way(tokens.by).learn((text for some in _batches(take, train) for text in some), tokens.wanted)
    encode = way(tokens.by).encoder(made)
    lengths = np.array([len(one) for some in _batches(take, train) for one in encode(some)], np.int64)
    length = tokens.length or max(1, int(np.ceil(np.percentile(lengths, tokens.percentile, method="lower"))))
    learnt = {"tokens": tokens.by, "length": length, "pad": tokens.pad, "keep": tokens.keep, **made}
    samples = numbered(raw, take, learnt)
    fits = len(raw) * length * samples.dtype.itemsize <= memory
    decoded = np.concatenate([samples.read(some) for some in _pieces(np.arange(len(raw)))]) if fits else None
    return learnt, replace(samples, decoded=decoded, notes=(*raw.notes, *_about(lengths, length)))


def numbered(raw: Samples, take: Take, learnt: Learnt) -> Samples:
    """Raw samples as numbers, by what was learnt before."""
    read = Numbers(take, way(learnt["tokens"]).encoder(learnt), learnt)
    size = int(learnt["vocabulary"])
    return replace(
        raw, shape=(learnt["length"],), dtype=np.dtype(np.int32), value_range=(0.0, size - 1.0), read=read, learn=None, apply=None,
        padding=float(PADDING), vocabulary=size,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numbers:
    """Reads texts as rows of numbers; may be called from several threads."""

    take: Take
    encode: Encode
    learnt: Learnt

    def __call__(self, wanted: np.ndarray) -> np.ndarray:
        """The rows with the given numbers, int32 of shape (rows, length)."""
        options: dict[str, Any] = {"pad": self.learnt["pad"], "keep": self.learnt["keep"]}
        return rows(self.encode(self.take(wanted)), int(self.learnt["length"]), **options)


def _batches(take: Take, wanted: np.ndarray) -> Iterator[Sequence[str]]:
    return (take(some) for some in _pieces(wanted))


def _pieces(wanted: np.ndarray) -> Iterator[np.ndarray]:
    return (wanted[start : start + AT_ONCE] for start in range(0, max(1, len(wanted)), AT_ONCE))


def _about(lengths: np.ndarray, length: int) -> Iterator[str]:
    cut, empty = int((lengths > length).sum()), int((lengths == 0).sum())
    if cut:
        yield f"{cut} of {len(lengths)} training texts are longer than {length} tokens and cut"
    if empty:
        yield f"{empty} of {len(lengths)} training texts are empty: each becomes one unknown token"
