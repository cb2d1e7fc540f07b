"""The data of an experiment: loaded, and divided into its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from specbuild.checking.grammar.spec import Spec
from specbuild.running.data.context import LoadContext, silent
from specbuild.running.data.load import load
from specbuild.running.data.memory import memory_budget
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.splits.split import Split, divide
from specbuild.running.data.store import Store


@dataclass(frozen=True, slots=True)
class Data:
    """The data of an experiment.

    Attributes:
        samples: All samples.
        store: What gives them for training and evaluation.
        split: The row numbers of each part.
        base: The folder that paths of the spec start from.
        learnt: What the loader learnt from the training rows; empty where samples were numbers already.
    """

    samples: Samples
    store: Store
    split: Split
    base: Path
    learnt: Learnt = field(default_factory=dict)

    @property
    def known(self) -> dict[str, int]:
        """The sizes that a spec leaves to the data."""
        samples = self.samples
        sizes = {"classes": len(samples.classes), "targets": len(samples.target_names), "vocabulary": samples.vocabulary or 0}
        return {name: size for name, size in sizes.items() if size}

    def parts(self) -> Mapping[int, str]:
        """The part of each row by its number."""
        return {int(row): part for part in ("train", "validation", "test") for row in self.split.rows(part)}


def load_data(spec: Spec, base: Path, progress: Callable[[int, int], None] = silent) -> Data:
    """Load and divide the data of a spec.

    Args:
        spec: The spec.
        base: The folder that paths in it start from.
        progress: Is told how many files are done, of how many.

    Raises:
        Refused: the data cannot be loaded or divided as the spec says.
    """
    context = LoadContext(base=base, task=spec.task.type, progress=progress, memory=memory_budget())
    samples = load(spec.loader, context)
    split = divide(spec.split, samples)
    learnt: Learnt = {}
    if samples.learn is not None:
        learnt, samples = samples.learn(split.train)
    samples = replace(samples, notes=(*samples.notes, *split.notes))
    return Data(samples, Store(samples), split, base, learnt)
