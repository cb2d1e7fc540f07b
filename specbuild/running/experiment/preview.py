"""What augmentation will do, before training: some samples, changed by each entry alone at several strengths, and by all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from keras import ops

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec
from specbuild.running import seeds
from specbuild.running.data.pipeline.pipeline import Pipeline
from specbuild.running.data.pipeline.strengths import Strength, strengths
from specbuild.running.experiment.data import Data
from specbuild.running.experiment.named import named
from specbuild.running.experiment.source import pipeline_of

LOW = 0.25  # of the way from neutral to the most
EPOCHS = 3  # in which the whole pipeline is shown


@dataclass(frozen=True, slots=True)
class Row:
    """Samples in a row.

    Attributes:
        label: What was done to them: "drawn", "most: factor 0.1".
        samples: Shape (samples, *shape).
        names: What each of them is, afterwards.
    """

    label: str
    samples: np.ndarray
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together.

    Attributes:
        title: The entry: "2. RandomRotation", or "originals", or "all entries".
        rows: What it does.
        forbidden: Why `[meaning]` forbids it; empty where it does not.
    """

    title: str
    rows: tuple[Row, ...]
    forbidden: tuple[str, ...] = ()


def blocks(spec: Spec, data: Data, rows: np.ndarray, forbidden: Mapping[int, Sequence[str]]) -> list[Block]:
    """What there is to see.

    Args:
        spec: The spec.
        data: Its data.
        rows: Numbers of the training rows to show.
        forbidden: Why `[meaning]` forbids an entry, by its number.

    Raises:
        Refused: an entry cannot act on samples like these.
    """
    whole = pipeline_of(spec, data)
    samples, targets = data.store.take(rows), data.samples.targets[rows]
    found = [Block("originals", (Row("as the data hold them", samples, named(targets, whole)),))]
    for number, entry in enumerate(spec.augmentation):
        alone = pipeline_of(replace(spec, augmentation=(_surely(entry),)), data)
        shown = tuple(_row(label, alone, samples, targets, table) for label, table in _tables(entry, alone, len(rows)))
        found.append(Block(f"{number + 1}. {_title(entry)}", shown, tuple(forbidden.get(number, ()))))
    if len(spec.augmentation) > 1 or any(entry.options.get("probability", 1) < 1 for entry in spec.augmentation):
        drawn = [_row(f"epoch {epoch + 1}", whole, samples, targets, whole.draws(epoch, 0, len(rows))) for epoch in range(EPOCHS)]
        found.append(Block("all entries, one after the other", tuple(drawn)))
    return found


def _title(entry: Entry) -> str:
    """The entry as it was written, in one line."""
    name = f" ({entry.options['name']})" if "name" in entry.options else ""
    given = ", ".join(f"{key} = {value:.4g}" if isinstance(value, float) else f"{key} = {value}" for key, value in entry.given.items())
    return f"{entry.type}{name}" + (f": {given}" if given else "")


def _surely(entry: Entry) -> Entry:
    """The entry, acting on every sample that it is meant for."""
    return replace(entry, options={**entry.options, "probability": 1.0})


def _tables(entry: Entry, pipeline: Pipeline, count: int) -> list[tuple[str, np.ndarray]]:
    """Draws at low, drawn and greatest strength, each with its label; only drawn where there is no strength to set."""
    drawn = pipeline.draws(0, 0, count)
    known = strengths(entry, pipeline.steps[0].needs)
    if not known:
        return [("drawn" if drawn.shape[1] else "always the same", drawn)]
    low = [[one.neutral + LOW * (end - one.neutral) for end in one.ends] for one in known]
    most = [list(one.ends) for one in known]
    return [
        (f"low: {_said(known, low)}", _set(drawn, known, low)),
        ("drawn", drawn),
        (f"most: {_said(known, most)}", _set(drawn, known, most)),
    ]


def _set(table: np.ndarray, known: Sequence[Strength], values: Sequence[Sequence[float]]) -> np.ndarray:
    """A table of draws in which every strength has this value; its two ends in turn, where there are two."""
    changed = table.copy()
    for one, ends in zip(known, values, strict=True):
        for start, end in enumerate(ends):
            changed[start::2, one.column : one.column + one.columns] = one.across(end)
    return changed


def _said(known: Sequence[Strength], values: Sequence[Sequence[float]]) -> str:
    return ", ".join(
        f"{one.argument} {' and '.join(dict.fromkeys(f'{end:.3g}' for end in ends))}" for one, ends in zip(known, values, strict=True)
    )


def _row(label: str, pipeline: Pipeline, samples: np.ndarray, targets: np.ndarray, table: np.ndarray) -> Row:
    changed, becomes = pipeline.apply(ops.convert_to_tensor(samples), ops.convert_to_tensor(targets), ops.convert_to_tensor(table))
    return Row(label, ops.convert_to_numpy(changed), named(np.asarray(ops.convert_to_numpy(becomes)), pipeline))


def choose(spec: Spec, data: Data, count: int) -> np.ndarray:
    """Training rows worth showing: one of each class in turn, in an order that the seed decides."""
    train, targets = data.split.train, data.samples.targets
    random = np.random.default_rng(seeds.stream(spec.seed, "preview"))
    mixed = random.permutation(train)
    if not data.samples.classes or targets.ndim != 1:
        return mixed[:count]
    turns = {int(row): turn for number in np.unique(targets[mixed]) for turn, row in enumerate(mixed[targets[mixed] == number])}
    return np.array(sorted(mixed.tolist(), key=lambda row: (turns[row], targets[row]))[:count])
