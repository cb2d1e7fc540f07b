"""Samples from series that were read, whatever their layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.copies import about_copies, numbered
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.series.gathered import Gathered
from specbuild.running.data.series.lengths import Fit, Shaping, check_padding, known, learn


@dataclass(frozen=True, slots=True)
class Reader:
    """Gives series as samples of one shape."""

    series: Sequence[np.ndarray]
    fit: Fit

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        """Some of them, of shape (rows, length, channels)."""
        return np.stack([self.fit(self.series[row]) for row in rows])


def samples_of(context: LoadContext, gathered: Gathered, shaping: Shaping, kind: str) -> Samples:
    """Samples that get their scale once training rows have been learnt from.

    Raises:
        Refused: how long a series is shall be told, and all are equally long.
    """
    digests, sizes = gathered.digests(), [len(one) for one in gathered.series]
    if shaping.length_channel and len(sizes) > 1 and min(sizes) == max(sizes):
        message = f"all series have {sizes[0]} steps: a channel that says how long each was tells nothing"
        raise Refused(context.finding("D613", "length_channel", message, help="leave `length_channel` out"))
    content = numbered([bytes.fromhex(digest) for digest in digests])
    about = [f"series have {min(sizes)} to {max(sizes)} steps"] if min(sizes) != max(sizes) else []
    samples = Samples(
        ids=gathered.ids,
        targets=gathered.targets.values,
        classes=gathered.targets.classes,
        shape=(max(sizes), len(gathered.channels)),
        dtype=np.dtype(np.float32),
        value_range=None,
        read=_not_yet,
        digests=lambda: digests,
        subsets=gathered.parts,
        target_names=gathered.targets.names,
        notes=(*gathered.notes, *about, *about_copies(content, gathered.ids, gathered.targets.labels(), ("series", "series"))),
        groups={**gathered.groups, "content": content},
        kind=kind,
    )

    def learn_from(rows: np.ndarray) -> tuple[Learnt, Samples]:
        fit = learn(gathered.series, rows, shaping)
        return {"channels": list(gathered.channels), **gathered.learnt, **fit.as_json()}, _fitted(context, gathered, samples, fit)

    def apply(learnt: Learnt) -> Samples:
        if list(gathered.channels) != list(learnt["channels"]):
            there, wanted = (", ".join(f"`{name}`" for name in names[:5]) for names in (gathered.channels, learnt["channels"]))
            message = f"the channels are {there}, and those of the run {wanted}"
            raise Refused(context.finding("D605", "path", message, help="name them with `values`"))
        return _fitted(context, gathered, samples, known(learnt, shaping))

    return replace(samples, learn=learn_from, apply=apply)


def _fitted(context: LoadContext, gathered: Gathered, samples: Samples, fit: Fit) -> Samples:
    """The samples as numbers."""
    padded = check_padding(context, gathered.series, gathered.ids, fit)
    longer = sum(len(one) > fit.length for one in gathered.series) if fit.shaping.resize == "pad" else 0
    notes = [f"{longer} series are longer than {fit.length} steps and cut off there"] if longer else []
    read = Reader(gathered.series, fit)
    whole = int(np.prod((len(samples), *fit.shape), dtype=object)) * 4 <= context.memory
    return replace(
        samples,
        shape=fit.shape,
        read=read,
        learn=None,
        decoded=read(np.arange(len(samples))) if whole else None,
        padding=fit.shaping.padding if padded else None,
        notes=(*samples.notes, *notes),
    )


def _not_yet(rows: np.ndarray) -> np.ndarray:
    raise AssertionError("series get their scale once training rows have been learnt from")
