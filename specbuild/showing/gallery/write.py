"""The galleries of a run, written into its folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from specbuild.running.workdir import atomic
from specbuild.running.workdir.folder import RunFolder
from specbuild.showing.gallery import mistakes as worst
from specbuild.showing.gallery import samples as some
from specbuild.showing.gallery import seen as augmented
from specbuild.showing.gallery import sheet
from specbuild.showing.gallery.gallery import Gallery
from specbuild.showing.gallery.shown import Shown

if TYPE_CHECKING:
    from specbuild.checking.grammar.spec import Spec
    from specbuild.running.data.pipeline.facts import Facts
    from specbuild.running.experiment.data import Data
    from specbuild.running.experiment.saw import Saw
    from specbuild.running.metrics.predictions import Predictions

SAMPLES, MISTAKES, SEEN = "samples", "mistakes", "seen"
NAMES = (SAMPLES, MISTAKES, SEEN)


def write(
    run: RunFolder, spec: Spec, data: Data, shown: Shown, part: str | None, predictions: Predictions | None, saw: Sequence[Saw]
) -> None:
    """Write training samples, the worst mistakes, and what the network saw, each where there is any.

    Args:
        run: The run.
        spec: Its spec.
        data: Its data.
        shown: How samples are shown, see `how`.
        part: Which part was judged: "test", "validation" or None.
        predictions: What the network says of that part.
        saw: What the network saw in some epochs; empty where nothing is augmented.
    """
    _write(run, SAMPLES, _samples(spec, data, shown))
    if part and predictions is not None and len(predictions):
        _write(run, MISTAKES, worst.mistakes(predictions, data.split.rows(part), data.store.take, shown, part))
    if saw:
        _write(run, SEEN, augmented.seen(saw, shown))


def _write(run: RunFolder, name: str, gallery: Gallery) -> None:
    atomic.write_bytes(run.pictures / f"{name}.png", sheet.png(gallery))


def _samples(spec: Spec, data: Data, shown: Shown) -> Gallery:
    samples, train = data.samples, data.split.train
    one_class = bool(samples.classes) and samples.targets.ndim == 1
    groups = [int(number) for number in samples.targets[train]] if one_class else [0] * len(train)
    rows = train[some.choose(groups, spec.seed, some.most(shown.kind))]
    return some.samples(data.store.take(rows), [_label(data, int(row)) for row in rows], shown)


def _label(data: Data, row: int) -> str:
    samples, target = data.samples, data.samples.targets[row]
    if not samples.classes:
        numbers = [f"{number:.5g}" for number in np.atleast_1d(target)]
        return ", ".join(numbers[:3]) + (" …" if len(numbers) > 3 else "")
    if samples.targets.ndim == 1:
        return samples.classes[int(target)]
    return ", ".join(name for name, there in zip(samples.classes, target, strict=True) if there) or "none"


def how(data: Data, facts: Facts) -> Shown:
    """How the samples of a run are shown."""
    from specbuild.running.experiment.spoken import cells, tokens
    from specbuild.showing.tiles.look import Look

    look = Look(facts.value_range, tokens(data.learnt), facts.padding)
    return Shown(facts.kind, look, facts.tokens, data.learnt, cells)
