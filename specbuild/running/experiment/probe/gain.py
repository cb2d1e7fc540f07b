"""Which augmentations help: training with all entries, without each of them, and with none, over a few seeds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.objective.derive import derive
from specbuild.checking.plan.plan import Plan
from specbuild.running import codes
from specbuild.running.data.context import silent
from specbuild.running.experiment.data import Data
from specbuild.running.experiment.setup import set_up
from specbuild.running.train.loop import fit


@dataclass(frozen=True, slots=True)
class Gain:
    """What an entry is worth.

    Attributes:
        entry: Its number and type, or "all entries".
        mean: By how much validation is better with it, the mean over the seeds.
        band: Half of the 95 % interval of that, from the differences of each seed.
    """

    entry: str
    mean: float
    band: float

    @property
    def said(self) -> str:
        """Whether it helps, in a word."""
        if abs(self.mean) <= self.band:
            return "within the noise"
        return "helps" if self.mean > 0 else "harms"


def gains(spec: Spec, plan: Plan, data: Data, seeds: int, progress: Callable[[int, int], None] = silent) -> tuple[str, list[Gain]]:
    """Train with and without; the same seed with the same rows on both sides.

    Args:
        spec: The spec.
        plan: Its plan, with all sizes bound.
        data: Its data, with a validation part.
        seeds: How many seeds, 2 at least.
        progress: Is told how many trainings are done, of how many.

    Returns:
        What was measured on the validation rows, and the gain of all entries together and of each.

    Raises:
        Refused: there are no validation rows, or no entries.
    """
    if not len(data.split.validation) or not spec.augmentation:
        missing = "validation rows" if spec.augmentation else "entries under `[[augmentation]]`"
        raise Refused(Finding(codes.NOT_PROBED, ("split",), f"what augmentation gains cannot be measured without {missing}", "add some"))
    # Every training has a network of its own, and TensorFlow warns that so many are built.
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
    variants = dict(_variants(spec))
    numbers: dict[str, list[float]] = {name: [] for name in variants}
    metric, done = "", 0
    for seed in range(seeds):
        for name, variant in variants.items():
            metric, number = _trained(replace(variant, seed=spec.seed + seed), plan, data)
            numbers[name].append(number)
            done += 1
            progress(done, seeds * len(variants))
    whole = np.array(numbers[""])
    return metric, [_gain(name, whole - np.array(found)) for name, found in numbers.items() if name]


def _variants(spec: Spec) -> Iterator[tuple[str, Spec]]:
    """The spec as it is, without any entry, and without each."""
    yield "", spec
    yield "all entries", replace(spec, augmentation=())
    if len(spec.augmentation) > 1:
        for number, entry in enumerate(spec.augmentation):
            others = spec.augmentation[:number] + spec.augmentation[number + 1 :]
            yield f"{number + 1}. {entry.type}", replace(spec, augmentation=others)


def _trained(spec: Spec, plan: Plan, data: Data) -> tuple[str, float]:
    """What is measured on the validation rows after the last epoch; the loss, with its sign changed, where there is no metric."""
    objective = derive(spec, plan, validated=True)
    setup = set_up(spec, plan, objective, data)
    fit(setup.built.model, setup.training(0), steps=setup.source.steps, epochs=spec.training.epochs, callbacks=setup.callbacks)
    found = setup.evaluator.evaluate(setup.batches("validation"), setup.guards["validation"])
    accuracy = next((name for name in found if "accuracy" in name), None)
    return (accuracy, found[accuracy]) if accuracy else ("loss", -found["loss"])


def _gain(name: str, differences: Sequence[float] | np.ndarray) -> Gain:
    found = np.asarray(differences, "float64")
    student = float(stats.t.ppf(0.975, len(found) - 1))
    return Gain(name, float(found.mean()), student * float(found.std(ddof=1)) / float(np.sqrt(len(found))))
