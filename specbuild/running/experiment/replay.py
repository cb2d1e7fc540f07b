"""What the network saw in a run: any sample of any epoch, made again from the run folder and the data that it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from keras import ops

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.objective.derive import derive
from specbuild.checking.plan.make import make
from specbuild.checking.suggest import nearest
from specbuild.running import codes
from specbuild.running.data.feeding.feed import stream
from specbuild.running.data.feeding.source import Source
from specbuild.running.data.pipeline.strengths import strengths
from specbuild.running.experiment.data import Data, load_data
from specbuild.running.experiment.recorded import recorded_spec
from specbuild.running.experiment.resume import check_same_data
from specbuild.running.experiment.source import source_of
from specbuild.running.workdir import finished
from specbuild.running.workdir.folder import RunFolder

Wanted = tuple[int, str]  # an epoch, from 1 as in metrics.csv, and the id of a sample


@dataclass(frozen=True, slots=True)
class Seen:
    """One sample as the network saw it.

    Attributes:
        epoch: The epoch, from 1.
        sample: Its id.
        step: The batch of that epoch, from 1.
        place: Its place in that batch, from 1.
        original: What the data hold.
        values: What went into the network, of the shape of a sample.
        target: What it was trained towards.
        weight: How much it counted; None where all count the same.
        changes: For each entry of `[[augmentation]]` its type, whether it changed this sample, and the strengths that were drawn.
    """

    epoch: int
    sample: str
    step: int
    place: int
    original: np.ndarray
    values: np.ndarray
    target: np.ndarray
    weight: float | None
    changes: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """A run, ready to be looked at again."""

    spec: Spec
    data: Data
    source: Source
    epochs: int

    @classmethod
    def of(cls, run: RunFolder) -> Replay:
        """Open a run: its data is loaded and compared with what the run was trained on.

        Raises:
            Refused: the run or its data is not there, or not what it was.
        """
        spec = recorded_spec(run)
        data = load_data(spec, Path(finished.environment(run)["spec_folder"]))
        check_same_data(run, data)
        plan, _ = make(spec, data.known, data.samples.shape)
        objective = derive(spec, plan, validated=len(data.split.validation) > 0)
        return cls(spec, data, source_of(spec, objective, data), len(finished.history(run).get("loss", ())))

    def see(self, wanted: Iterable[Wanted]) -> dict[Wanted, Seen]:
        """Make samples again, with the batches that they stood in: the stream begins at the first of them, as after a resume.

        Raises:
            Refused: an epoch was not trained, or a sample is no training row of this run.
        """
        asked = [(pair, self._row(pair)) for pair in dict.fromkeys(wanted)]
        seen: dict[Wanted, Seen] = {}
        for epoch in sorted({pair[0] for pair, _ in asked}):
            ordered = self.source.visited(epoch - 1)
            places = {int(np.flatnonzero(ordered == row)[0]): pair for pair, row in asked if pair[0] == epoch}
            steps = sorted({place // self.source.batch_size for place in places})
            with self.source.raising():
                for step, batch in zip(range(steps[0], steps[-1] + 1), stream(self.source, epoch - 1, steps[0]), strict=False):
                    here = {place: pair for place, pair in places.items() if place // self.source.batch_size == step}
                    seen |= {pair: self._seen(pair, place, ordered, batch) for place, pair in here.items()}
        return seen

    def _row(self, pair: Wanted) -> int:
        epoch, sample = pair
        if not 1 <= epoch <= self.epochs:
            message = f"epoch {epoch} was not trained: the run has {self.epochs}"
            raise Refused(Finding(codes.NOT_SEEN, (), message, "epochs count from 1, as in metrics.csv"))
        ids = list(self.data.samples.ids)
        if sample not in ids:
            near = nearest(sample, ids)
            help_ = f"did you mean `{near}`?" if near else "split.csv in the run folder lists them"
            raise Refused(Finding(codes.NOT_SEEN, (), f"there is no sample `{sample}`", help_))
        row = ids.index(sample)
        part = self.data.parts().get(row, "no part")
        if part != "train":
            message = f"`{sample}` belongs to {part}: the network was not trained on it"
            raise Refused(Finding(codes.NOT_SEEN, (), message, "split.csv in the run folder says which samples belong to `train`"))
        return row

    def _seen(self, pair: Wanted, place: int, ordered: np.ndarray, batch: Any) -> Seen:
        size = self.source.batch_size
        values, target, *weight = (ops.convert_to_numpy(part)[place % size] for part in batch)
        return Seen(
            *pair,
            step=place // size + 1,
            place=place % size + 1,
            original=self.source.take(ordered[place : place + 1])[0],
            values=values,
            target=np.asarray(target),
            weight=float(weight[0]) if weight else None,
            changes=self._changes(pair[0] - 1, place, int(ordered[place])),
        )

    def _changes(self, epoch: int, place: int, row: int) -> tuple[Mapping[str, Any], ...]:
        pipeline = self.source.pipeline
        table = pipeline.draws(epoch, place, 1)
        touched = pipeline.touched(ops.convert_to_tensor(self.source.targets[[row]]), ops.convert_to_tensor(table))
        told = []
        for number, (entry, step, who) in enumerate(zip(self.spec.augmentation, pipeline.steps, touched, strict=True)):
            drawn = pipeline.step_draws(number, epoch, place, 1)[0, len(step.layout) - len(step.needs) :]
            found = {one.argument: float(one.of(drawn[one.column])) for one in strengths(entry, step.needs)}
            changed = bool(ops.convert_to_numpy(who)[0])
            told.append({"type": entry.type, "changed": changed, "strengths": found if changed else {}})
        return tuple(told)
