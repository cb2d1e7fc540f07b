"""A finished run, ready to answer: its spec, what was learnt, its network, and how its outputs become answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.spec import Spec
from specbuild.running import backend
from specbuild.running.answering import codes
from specbuild.running.answering.sources import sources
from specbuild.running.data.context import LoadContext, silent
from specbuild.running.data.feeding.ahead import ahead
from specbuild.running.data.inputs import array, inputs
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.unread import Unread
from specbuild.running.experiment.recorded import recorded_spec
from specbuild.running.metrics.answers import Answers, joined
from specbuild.running.workdir import finished
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.result import Result
from specbuild.running.workdir.tuned import Tuned

if TYPE_CHECKING:  # Keras is imported once the backend is chosen
    import keras

Given = str | Path | Iterable[str | Path] | np.ndarray
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Trained:
    """A finished run, taken up again.

    Attributes:
        folder: Its folder.
        spec: The spec, as it was resolved when the run began.
        base: The folder that relative paths in the spec start from.
        result: What came out.
        learnt: What the loader learnt from the training rows.
        model: The network.
        tuned: The threshold and the temperature that `tune` found; None where they are not used.
        notes: What is worth saying: another backend than that of the run, tuned numbers in use.
    """

    folder: RunFolder
    spec: Spec
    base: Path
    result: Result
    learnt: Learnt
    model: keras.Model
    tuned: Tuned | None
    notes: tuple[str, ...] = ()

    @property
    def threshold(self) -> float:
        """From which probability on a class is predicted, for binary and multilabel."""
        return self.tuned.threshold if self.tuned else self.result.threshold

    @property
    def temperature(self) -> float:
        """What logits are divided by; 1 as long as nothing was tuned."""
        return self.tuned.temperature if self.tuned else 1.0

    @property
    def shape(self) -> tuple[int | None, ...]:
        """The shape of a sample; None for a size that may vary."""
        return tuple(self.model.input_shape[1:])

    def predict(self, given: Given, progress: Progress = silent) -> Answers:
        """Say what the network says of raw inputs.

        Args:
            given: Files, folders and patterns; or an array of samples of shape (samples, *shape) as the loader of the run gives them.
            progress: Is told how many are done, of how many.

        Returns:
            The answers in the order of the inputs; what could not be read is in their `unreadable`, with the reason.

        Raises:
            Refused: nothing was given, a pattern matches nothing, or an array has another shape.
        """
        return joined(list(self.stream(given, progress)))

    def stream(self, given: Given, progress: Progress = silent) -> Iterator[Answers]:
        """The same, some inputs at a time, in memory that does not grow with their number; see `predict`."""
        groups = self.inputs(given)
        total, done = sum(map(len, groups)), 0
        for samples in groups:
            yield self._answers([], np.empty((0, self._width), np.float32), samples.unreadable)
            for part in self._answered(samples):
                done += len(part) + len(part.unreadable)
                progress(done, total)
                yield part

    def inputs(self, given: Given) -> list[Samples]:
        """The samples of raw inputs, nothing decoded yet: one group for each stretch of inputs that are read in the same way."""
        if isinstance(given, np.ndarray):
            groups = [array(given, "array", self.shape)]
            if groups[0].unreadable:
                raise Refused(Finding(codes.ANOTHER_SHAPE, (), f"the array {groups[0].unreadable['array']}"))
            return groups
        paths = sources([given] if isinstance(given, str | Path) else given)
        if not paths:
            raise Refused(Finding(codes.NOTHING, (), "no inputs were given", help="name files, folders or patterns"))
        context = LoadContext(base=self.base, task=self.result.task)
        return list(inputs(self.spec.loader, context, paths, self.learnt, self.shape))

    def scores(self, outputs: np.ndarray) -> np.ndarray:
        """Outputs of the network as probabilities; as numbers in the unit of the targets for regression."""
        from specbuild.running.train.evaluate import probabilities

        return probabilities(outputs, self.result.task, self.result.outputs, self.temperature)

    def _answered(self, samples: Samples) -> Iterator[Answers]:
        from specbuild.running.train.evaluate import predict

        reasons: dict[int, Mapping[int, str]] = {}
        batches = ahead(lambda: _batches(samples, self.result.padded_to, reasons))
        for rows, _, outputs in predict(self.model, batches, size=self.result.padded_to, places=self.result.places):
            unread = {samples.ids[row]: why for row, why in reasons.pop(int(rows[0]), {}).items()}
            yield self._answers([samples.ids[row] for row in rows], self.scores(outputs), unread)
        for rest in reasons.values():  # batches of which nothing could be read
            yield self._answers([], np.empty((0, self._width), np.float32), {samples.ids[row]: why for row, why in rest.items()})

    def _answers(self, ids: list[str], scores: np.ndarray, unreadable: Mapping[str, str]) -> Answers:
        return Answers(self.result.task, self.result.classes, ids, scores, self.threshold, unreadable)

    @property
    def _width(self) -> int:
        return 1 if self.result.task == "binary" else len(self.result.classes)


def load(run: str | Path, *, tuned: bool = True) -> Trained:
    """Take up a finished run.

    Args:
        run: The folder of the run.
        tuned: Whether to use what `tune` found, where it was asked to.

    Raises:
        Refused: there is no run, it is not finished, a file of it is broken, or its backend is not installed.
    """
    folder = finished.open_run(Path(run))
    spec, result, about = recorded_spec(folder), finished.result(folder), finished.environment(folder)
    if not result.outputs:
        message = f"`{folder.path}` does not say what its network gives: an earlier version of specbuild made it"
        raise Refused(Finding(codes.NO_MODEL, (), message, help="run the spec again"))
    notes = [*_choose(str(about.get("backend", spec.backend)))]
    found = finished.tuned(folder) if tuned else None
    if found:
        threshold = "" if result.task == "multiclass" else f"the threshold {found.threshold:.4g} and "
        notes.append(f"with {threshold}the temperature {found.temperature:.4g}, as `tune` left them")
    from specbuild.running.greetings import without_greetings

    with without_greetings():
        from specbuild.running.model.load import load as load_model

        model = load_model(folder.model)
    base = Path(str(about.get("spec_folder", ".")))
    return Trained(folder, spec, base, result, finished.learnt(folder), model, found, tuple(notes))


def _choose(recorded: str) -> Iterator[str]:
    """Settle the backend: that of the run where it can be; a sentence where it is another, since the last bits may differ then."""
    wanted = recorded if recorded in backend.BACKENDS and backend.installed(backend.BACKENDS[recorded]) else "auto"
    chosen = backend.choose(backend.running() or wanted)
    if chosen != recorded and recorded in backend.BACKENDS:
        yield f"the run was trained on `{recorded}` and is taken up on `{chosen}`: the last digits may differ"


def _batches(samples: Samples, size: int, reasons: dict[int, Mapping[int, str]]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Row numbers and samples, batch by batch; why others cannot be read goes to `reasons`, by the first row of their batch."""
    for start in range(0, len(samples), size):
        rows, why = np.arange(start, min(start + size, len(samples))), dict[int, str]()
        read = None
        while read is None and len(rows):
            try:
                read = samples.read(rows)
            except Unread as unread:
                left = rows[~np.isin(rows, list(unread.reasons))]
                assert len(left) < len(rows), "a loader raised `Unread` about rows that it was not asked for"
                rows, why = left, {**why, **unread.reasons}
        if why:
            reasons[int(rows[0]) if len(rows) else -1 - start] = why
        if read is not None:
            yield rows, read
