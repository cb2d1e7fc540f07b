"""How good a finished run is on a part of its own data, or on other data with labels, beside the trivial predictor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.answering import codes
from specbuild.running.answering.trained import Progress, Trained
from specbuild.running.data.context import LoadContext, silent
from specbuild.running.data.load import load
from specbuild.running.data.memory import memory_budget
from specbuild.running.data.samples import Samples
from specbuild.running.metrics import trivial
from specbuild.running.metrics.bootstrap import Interval, intervals
from specbuild.running.metrics.evaluate import Evaluation
from specbuild.running.metrics.evaluate import evaluate as measure
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir import finished

Take = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What was measured.

    Attributes:
        of: "train", "validation", "test", or the path of other data.
        predictions: What the network says of each row, beside what is true.
        measured: The metrics, over all rows and for each class or target.
        trivial: The same of the predictor that looks at no input.
        intervals: 95 % intervals of the metrics over other rows of the same kind.
        notes: What is worth knowing: tuned numbers in use, rows that were trained on, classes without rows.
    """

    of: str
    predictions: Predictions
    measured: Evaluation
    trivial: Evaluation
    intervals: Mapping[str, Interval]
    notes: tuple[str, ...]


def evaluate_subset(trained: Trained, subset: str = "test", progress: Progress = silent) -> Evaluated:
    """Measure a run on a part of its own data, which has to be what it was.

    Args:
        trained: The run.
        subset: "train", "validation" or "test".
        progress: Is told how much is done, of how much.

    Raises:
        Refused: the data is gone or not what it was, the part has no rows, or a prediction is not a number.
    """
    from specbuild.running.experiment.data import load_data
    from specbuild.running.experiment.resume import check_same_data

    data = load_data(trained.spec, trained.base, progress)
    check_same_data(trained.folder, data)
    rows = data.split.rows(subset)
    true = data.samples.targets[rows]
    notes = ["these rows were trained on, so this says nothing about new ones"] if subset == "train" else []
    said = _said(trained, [data.samples.ids[row] for row in rows], true, rows, data.store.take)
    return _measured(trained, subset, said, notes)


def evaluate_data(trained: Trained, path: str | Path, progress: Progress = silent) -> Evaluated:
    """Measure a run on other data with labels, read by the same loader with the same options.

    Args:
        trained: The run.
        path: What takes the place of the loader's `path`, relative to the current folder.
        progress: Is told how much is done, of how much.

    Raises:
        Refused: the data cannot be loaded, its classes are not those of the run, or a prediction is not a number.
    """
    entry = trained.spec.loader
    if "path" not in entry.known.arguments:
        message = f"the loader `{entry.type}` reads no other data: it has no `path`"
        raise Refused(Finding(codes.NO_OTHER_DATA, (), message, help="evaluate a part of its own: --subset test"))
    other = replace(entry, given={**entry.given, "path": str(Path(path).absolute())})
    context = LoadContext(base=trained.base, task=trained.result.task, progress=progress, memory=memory_budget())
    raw = load(other, context)
    targets, notes = _targets(trained, raw, str(path))
    samples = raw if raw.apply is None else raw.apply(trained.learnt)
    notes += _trained_on(trained, raw)
    said = _said(trained, raw.ids, targets, np.arange(len(raw)), samples.read)
    return _measured(trained, str(path), said, notes)


def _said(trained: Trained, ids: Sequence[str], true: np.ndarray, rows: np.ndarray, take: Take) -> Predictions:
    """What the network says of some rows, by the one way in which all rows are predicted."""
    from specbuild.running.train.evaluate import predict

    size = trained.result.padded_to

    def batches() -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for start in range(0, len(rows), size):
            yield rows[start : start + size], take(rows[start : start + size])

    outputs = [batch for _, _, batch in predict(trained.model, batches(), size=size, places=trained.result.places)]
    result = trained.result
    width = 1 if result.task == "binary" else len(result.classes)
    scores = trained.scores(np.concatenate(outputs)) if outputs else np.empty((0, width), np.float32)
    true = true.reshape(len(rows), -1) if result.task == "regression" else true
    return Predictions(result.task, ids, true, scores, result.classes, trained.threshold)


def _measured(trained: Trained, of: str, said: Predictions, notes: Sequence[str]) -> Evaluated:
    measured = measure(said, of)
    constant = measure(trivial.predict(said, training_targets(trained)), of)
    return Evaluated(of, said, measured, constant, intervals(said, trained.spec.seed), (*trained.notes, *notes))


def training_targets(trained: Trained) -> np.ndarray:
    """What is true of the training rows, in the form of `Predictions.true`, as the run folder has it."""
    split, result = finished.split(trained.folder), trained.result
    train = [row for row, subset in enumerate(split.subsets) if subset == "train"]
    columns = [[column[row] for row in train] for column in split.targets.values()]
    if result.task in ("binary", "multiclass"):
        number_of = {name: number for number, name in enumerate(result.classes)}
        return np.array([number_of[name] for name in columns[0]], np.int64)
    return np.array(columns, np.float64).T.astype(np.int64 if result.task == "multilabel" else np.float64)


def _targets(trained: Trained, raw: Samples, path: str) -> tuple[np.ndarray, list[str]]:
    """The targets of other data by the class numbers of the run.

    Raises:
        Refused: I007, it has other classes or targets.
    """
    known, names = trained.result.classes, raw.classes or raw.target_names
    if foreign := [name for name in names if name not in known]:
        shown = ", ".join(f"`{name}`" for name in foreign[:5]) + (f" and {len(foreign) - 5} more" if len(foreign) > 5 else "")
        help_ = f"the run knows {', '.join(f'`{name}`' for name in known[:10])}" + (" and others" if len(known) > 10 else "")
        raise Refused(Finding(codes.OTHER_CLASSES, (), f"`{path}` has classes that the run does not know: {shown}", help=help_))
    missing = [name for name in known if name not in names]
    notes = [f"there are no rows of {', '.join(f'`{name}`' for name in missing)}"] if missing else []
    if raw.targets.ndim == 1:
        return np.array([known.index(name) for name in names], np.int64)[raw.targets], notes
    if missing and trained.result.task == "regression":
        raise Refused(Finding(codes.OTHER_CLASSES, (), f"`{path}` has no target `{missing[0]}`, which the run predicts"))
    placed = np.zeros((len(raw), len(known)), raw.targets.dtype)
    placed[:, [known.index(name) for name in names]] = raw.targets
    return placed, notes


def _trained_on(trained: Trained, raw: Samples) -> list[str]:
    split = finished.split(trained.folder)
    known = {digest for digest, subset in zip(split.digests, split.subsets, strict=True) if subset == "train"}
    seen = [name for name, digest in zip(raw.ids, raw.digests(), strict=True) if digest in known]
    if not seen:
        return []
    return [f"{len(seen):,} of {len(raw):,} rows were trained on (such as `{seen[0]}`), so these numbers are too good"]
