"""The whole probe: a reference, every change that is worth trying within the time, and what it comes to."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from specbuild.checking.grammar.spec import Spec
from specbuild.checking.meaning.presets import declared
from specbuild.running.data.context import silent
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.experiment.augmentation import augmentation_facts
from specbuild.running.experiment.data import Data
from specbuild.running.experiment.probe import advice
from specbuild.running.experiment.probe.battery import battery, of_spec
from specbuild.running.experiment.probe.look import Looked, look
from specbuild.running.experiment.probe.reference import Panel
from specbuild.running.experiment.spoken import tokens


@dataclass(frozen=True, slots=True)
class Probed:
    """What a probe found.

    Attributes:
        facts: What is known of the samples.
        judge: Who said what a sample is, in words.
        accuracy: Its, on rows that it had not learnt from.
        rows: How many those were.
        sure: How many of them it is sure about, and how many of these rightly: those were changed.
        looked: What became of them under each change.
        left_out: How many changes there was no time for.
        verdicts: Of every change that happens or does not, whether it is a collision.
        contradictions: What the data contradict of the declarations.
        pairs: Which class becomes which.
        tolerances: For each aspect what to declare, and why.
        words: For texts, what the numbers stand for.
    """

    facts: Facts
    judge: str
    accuracy: float
    rows: int
    sure: tuple[int, int]
    looked: tuple[Looked, ...]
    left_out: int
    verdicts: Sequence[str]
    contradictions: Sequence[str]
    pairs: Sequence[str]
    tolerances: Mapping[str, tuple[str, str]]
    words: Sequence[str] = ()

    def as_json(self) -> dict[str, Any]:
        """All numbers, for programs."""
        return {
            "reference": self.judge, "reference_accuracy": self.accuracy,
            "samples": self.rows, "sure": self.sure[0], "surely_right": self.sure[1],
            "left_out": self.left_out, "verdicts": list(self.verdicts),
            "contradictions": list(self.contradictions), "pairs": list(self.pairs),
            "tolerances": {aspect: {"declare": value, "because": why} for aspect, (value, why) in self.tolerances.items()},
            "changes": [_as_json(one) for one in self.looked],
        }  # fmt: skip


def _as_json(one: Looked) -> dict[str, Any]:
    classes = {
        of.name: {
            "samples": of.samples,
            "kept": of.kept,
            "novel": of.novel,
            "landed": of.landed,
            "collided": of.collided,
            "interval": list(of.rate.interval),
            "mistaken_unchanged": list(of.mistaken),
            "collides": of.collides,
        }
        for of in one.classes
    }
    return {"change": one.trial.said, "amounts": dict(one.trial.amounts), "entry": one.trial.number, "classes": classes}


def probe(spec: Spec, data: Data, found_by: Panel, until: float, progress: Callable[[int, int], None] = silent) -> Probed:
    """Find out where changed samples land.

    Args:
        spec: The spec.
        data: Its data; validation and test rows are left alone.
        found_by: Who says what samples are.
        until: When to stop, on the clock of `time.perf_counter`, about.
        progress: Is told how many changes are done, of how many.

    Raises:
        Refused: an entry cannot act on samples like these.
    """
    facts = augmentation_facts(spec, data)
    # The entries of the spec first: they are what is asked about, whatever time is left.
    trials = [
        of_spec(entry, number, facts.shape) for number, entry in enumerate(spec.augmentation) if entry.type not in ("MixUp", "CutMix")
    ]
    trials += battery(facts.kind, facts.shape)
    found: dict[int, Looked] = {}
    for number in sorted(range(len(trials)), key=lambda number: trials[number].turn):
        if found and time.perf_counter() > until and trials[number].number is None:
            break
        found[number] = look(trials[number], found_by)
        progress(len(found), len(trials))
    looked = [found[number] for number in sorted(found)]
    right, surely = found_by.right, found_by.surely
    return Probed(
        facts, found_by.references[0].judge.said, float(right.mean()), len(right), (int(surely.sum()), int((surely & right).sum())),
        tuple(looked), len(trials) - len(looked), advice.verdicts(looked), advice.contradictions(looked, declared(spec.meaning)),
        advice.pairs(looked), advice.tolerances(looked), tokens(data.learnt),
    )  # fmt: skip
