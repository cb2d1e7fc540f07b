"""All that a rule may look at, and the sentence it answers with."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.document.address import value_at
from specbuild.checking.document.override import Override
from specbuild.checking.document.resolved import Resolved
from specbuild.checking.facts.layer import DROPOUTS, GLOBAL_POOLINGS, WEIGHTED, Layer, unrolled
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.objective.objective import Objective
from specbuild.checking.plan.input import range_of
from specbuild.checking.plan.plan import Plan, Step

if TYPE_CHECKING:
    from specbuild.checking.facts.data import DataFacts


class Found(NamedTuple):
    """What a rule found: where, what, and what to do."""

    path: KeyPath
    message: str
    help: str
    about: str = "value"


def share_of_validation(split: Entry, data: DataFacts | None) -> float | None:
    """The share of rows for validation; None where only the data tell, since their parts may be ready-made."""
    share = split.arguments.get("validation")
    if not isinstance(share, int | float):
        return None
    ready = split.type == "folders" and not share
    return None if ready and (data is None or data.validation_rows != 0) else float(share)


@dataclass(frozen=True)
class Facts:
    """What is known of a spec whose grammar is right.

    Attributes:
        spec: The spec.
        plan: Its plan; not complete where a shape is wrong.
        resolved: Its values, which say what was written and where.
        objective: Loss and metrics; None where they contradict the task or the head.
        data: What the data have told; None until a run has opened them.
        known: Sizes that the data have told, by name; empty until then.
    """

    spec: Spec
    plan: Plan
    resolved: Resolved
    objective: Objective | None
    data: DataFacts | None
    known: Mapping[str, int]

    @cached_property
    def vocabulary(self) -> str:
        """Every key and word of the spec, in one text: for a first look whether it can hold a mistake at all."""
        return "\n".join({*_words(self.resolved.values), *(entry.type for entry in self.entries)})

    @cached_property
    def preprocessing(self) -> tuple[Layer, ...]:
        """The layers under `[[preprocessing]]`."""
        return self._layers(self.spec.preprocessing)

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The layers under `[[layers]]`, and those inside them as they follow each other.

        A `Repeat` is all its turns. A `Residual` or `Branches` stands before, between and behind its lists of layers, so that nothing of
        one list seems to be next to what it does not touch.
        """
        return self._layers(self.spec.layers)

    @cached_property
    def stack(self) -> tuple[Layer, ...]:
        """All layers of the model: preprocessing first."""
        return self.preprocessing + self.layers

    def _layers(self, entries: tuple[Entry, ...]) -> tuple[Layer, ...]:
        steps = {step.path: step for step in self.plan.steps}
        return tuple(layer for entry in entries for layer in unrolled(entry, steps.get(entry.path), self._begun))

    @cached_property
    def _begun(self) -> deque[Step]:
        """Where the plan stopped inside a layer: what had been planned there, in the order of the data."""
        return deque(self.plan.begun)

    @cached_property
    def neighbours(self) -> tuple[tuple[Layer, Layer], ...]:
        """Every layer under `[[layers]]` with the one after it."""
        return tuple(zip(self.layers, self.layers[1:], strict=False))

    @cached_property
    def head(self) -> Layer | None:
        """The last layer that has weights: what it gives is the prediction, but for an activation after it."""
        return next((layer for layer in reversed(self.layers) if layer.core.type in WEIGHTED), None)

    @cached_property
    def hidden(self) -> tuple[Layer, ...]:
        """The layers under `[[layers]]` before the head."""
        if self.head is None:
            return self.layers
        beside = _side_by_side(self.head.entry.path)  # in branches that end the network, each may have a head
        before = self.layers[: self._place_of_head]
        return before if beside is None else tuple(layer for layer in before if layer.entry.path[: len(beside)] != beside)

    @cached_property
    def behind(self) -> tuple[Layer, ...]:
        """The layers under `[[layers]]` after the head."""
        return self.layers[self._place_of_head + 1 :] if self.head else ()

    @cached_property
    def _place_of_head(self) -> int:
        return max((place for place, layer in enumerate(self.layers) if layer is self.head), default=len(self.layers))

    def of(self, *types: str) -> Iterator[Layer]:
        """The layers of the model that have one of these types."""
        return (layer for layer in self.stack if layer.type in types)

    @cached_property
    def gates(self) -> frozenset[KeyPath]:
        """Where the layers stand whose output is multiplied with something: the last ones of multiplied branches."""
        return frozenset(
            strand[-1].path
            for entry in self.entries
            if entry.table == "layers" and entry.arguments.get("merge") == "multiply"
            for strand in entry.strands
            if strand
        )

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the spec: layers, those inside them, optimizer, schedules, initializers ..."""
        spec, training = self.spec, self.spec.training
        tops = [spec.loader, spec.split, *spec.augmentation, *spec.preprocessing, *spec.layers]
        tops += [training.optimizer, *([training.loss] if training.loss else []), *training.metrics, *training.callbacks]
        return tuple(entry for top in tops for entry in _within(top))

    def schedules(self, *types: str) -> Iterator[Entry]:
        """The schedules of these types, wherever they stand; all of them where no type is named."""
        return (entry for entry in self.entries if entry.table == "schedules" and (not types or entry.type in types))

    @property
    def held_out(self) -> dict[str, float]:
        """The shares of rows for validation and for the test, by name; without those that are no number."""
        shares = {name: self.spec.split.arguments.get(name) for name in ("validation", "test")}
        return {name: float(share) for name, share in shares.items() if isinstance(share, int | float)}

    def callbacks(self, *types: str) -> Iterator[Entry]:
        """The callbacks of these types."""
        return (callback for callback in self.spec.training.callbacks if callback.type in types)

    @property
    def value_range(self) -> tuple[float, float] | None:
        """Least and greatest value of a sample as the loader gives it; None where nothing bounds it, or nobody knows."""
        if self.data and self.data.value_range:
            return self.data.value_range
        return range_of(self.spec.loader)

    @property
    def pictures(self) -> bool:
        """Whether samples are pictures: (height, width, channels)."""
        return self.plan.input is not None and len(self.plan.input) == 3

    @property
    def regularized(self) -> bool:
        """Whether anything holds the network back from learning the training rows by heart."""
        layers = any(layer.core.type in (*DROPOUTS, "GaussianNoise", "ActivityRegularization") for layer in self.layers)
        penalties = any(entry.table == "regularizers" for entry in self.entries)
        decay = bool(self.spec.training.optimizer.arguments.get("weight_decay"))
        return layers or penalties or decay or bool(self.spec.augmentation) or any(self.callbacks("EarlyStopping"))

    @property
    def pooled(self) -> bool:
        """Whether a global pooling ends the picture."""
        return any(layer.type in GLOBAL_POOLINGS for layer in self.layers)

    @property
    def steps(self) -> int | None:
        """Training steps in all epochs together; None until the data are known."""
        if self.data is None or self.data.training_rows is None:
            return None
        return -(-self.data.training_rows // self.spec.training.batch_size) * self.spec.training.epochs

    @property
    def validation_share(self) -> float | None:
        """The share of rows for validation; None where only the data tell (ready-made parts)."""
        return share_of_validation(self.spec.split, self.data)

    def value(self, path: KeyPath) -> Any:
        """What the spec has at a path, after inheritance and overrides; None where it has nothing."""
        return value_at(self.resolved.values, path)

    def where(self, *paths: KeyPath) -> KeyPath:
        """The first of these places at which the spec has something; the last one where it has nothing at any."""
        return next((path for path in paths if self.value(path) is not None), paths[-1])

    def from_command_line(self, path: KeyPath) -> bool:
        """Whether a value was set with `--set`."""
        return isinstance(self.resolved.origin(path)[0], Override)


def _side_by_side(path: KeyPath) -> KeyPath | None:
    """The outermost layer around a place that holds several lists of layers; None where there is none."""
    for depth in range(len(path) - 2):
        if isinstance(path[depth], str) and isinstance(path[depth + 1], int) and isinstance(path[depth + 2], int):
            return path[:depth]
    return None


def _within(value: Any) -> Iterator[Entry]:
    if isinstance(value, Entry):
        yield value
        repeated = value.known.facts["turns"]["entries"] if value.turns else ""
        for name, inner in value.given.items():
            yield from _within(value.turns if name == repeated else inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _within(inner)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from _words(item)
