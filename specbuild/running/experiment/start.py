"""What a run writes before it trains: the spec, where its values come from, the plan, the rows of each part, the environment."""

from __future__ import annotations

from pathlib import Path

from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.document.override import Override
from specbuild.checking.document.resolved import Resolved
from specbuild.checking.grammar.write import leaves, write_spec
from specbuild.checking.judge import Whole
from specbuild.running.experiment.data import Data
from specbuild.running.experiment.filled import filled
from specbuild.running.model.pretrained import weights_digests
from specbuild.running.workdir import environment, prediction_file
from specbuild.running.workdir.folder import RunFolder


def write_start(folder: RunFolder, judged: Whole, data: Data, backend: str) -> None:
    """Write all that is known before the first epoch.

    Args:
        folder: The new run folder.
        judged: The spec, with the sizes of the data bound.
        data: The data.
        backend: The backend of Keras.
    """
    resolved, samples, parts = judged.resolved, data.samples, data.parts()
    values = write_spec(filled(judged.spec, samples))
    folder.write_spec(resolved.main.text.encode("utf-8"))
    folder.write_resolved(values, {path: origin for path in leaves(values) if (origin := _origin(resolved, path))})
    folder.write_plan(judged.plan)
    targets = prediction_file.target_columns(judged.spec.task.type, samples.targets, samples.classes or samples.target_names)
    names = ["class"] if len(targets) == 1 and samples.classes else list(samples.classes or samples.target_names)
    subsets = [parts.get(row, "") for row in range(len(samples))]
    folder.write_split(samples.ids, subsets, dict(zip(names, targets, strict=True)), samples.digests())
    folder.write_quarantined(samples.unreadable)
    folder.write_learnt(data.learnt)
    spec_folder = Path(resolved.main.file).resolve().parent
    told = {"spec_folder": str(spec_folder), **environment.describe(spec_folder, backend)}
    folder.write_environment({**told, "weights": weights_digests(judged.spec, data.base)})


def _origin(resolved: Resolved, path: KeyPath) -> str:
    """Where a value was written; nothing for a default."""
    source, there = resolved.origin(path)
    if isinstance(source, Override):
        return f"--set {source.text}"
    while there and there not in source.spots:  # `optimizer = "Adam"` stands for a table with that type
        if there[-1] != "type":
            return ""
        there = there[:-1]
    place = source.place(there)
    return f"{Path(place.file).name}:{place.line}"
