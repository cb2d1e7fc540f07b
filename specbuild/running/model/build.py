"""Spec -> keras.Sequential: preprocessing first, then the layers; the same weights and names from the same seed, in every process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import keras
import numpy as np

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec
from specbuild.running import backend, seeds
from specbuild.running.model.fit import after, parts_of
from specbuild.running.model.objects import Known, refused_by_keras
from specbuild.running.model.part import Fitted, Part
from specbuild.running.model.unit import Unit

Group = tuple[Entry, list[Part]]
SEED_STATE = "seed_generator_state"  # how Keras names the variable of every seed generator


@dataclass(frozen=True, slots=True)
class Built:
    """A network, and which of its layers each entry became.

    Attributes:
        model: The network, not yet compiled.
        layers: For each entry of `[[preprocessing]]` and `[[layers]]`, its layers in the order of the data.
    """

    model: keras.Sequential
    layers: tuple[tuple[keras.layers.Layer, ...], ...]

    @property
    def needs_specbuild(self) -> tuple[str, ...]:
        """Types of the layers that only specbuild can load; a model without any loads in plain Keras."""
        return tuple(sorted({type(layer).__name__ for layer in walk(self.model) if type(layer).__module__.startswith("specbuild.")}))


def build(spec: Spec, shape: tuple[int, ...], known: Known, fitted: Sequence[Fitted], unit: Unit | None = None) -> Built:
    """Build the network of a spec.

    Args:
        spec: The spec.
        shape: Shape of one sample as the loader gives it.
        known: Sizes that the data told: `classes` ...
        fitted: What `fit` learnt for each entry of `[[preprocessing]]`.
        unit: For a regression on scaled targets, what brings the outputs back into the unit of the targets: a last layer, without weights.

    Returns:
        The network with its first weights, which follow from `spec.seed` alone.

    Raises:
        Refused: M002, Keras does not take a layer or its input.
    """
    backend.settle()
    keras.utils.set_random_seed(seeds.stream(spec.seed, seeds.WEIGHTS))
    groups = _parts(spec, shape, known, fitted)
    model = _network(shape, groups, [] if unit is None else [unit.layer()])
    parts = [part for _, group in groups for part in group]
    for part in parts:
        part.load()
    _seed(model, spec.seed)
    return Built(model, tuple(tuple(part.layer for part in group) for _, group in groups))


def walk(layer: keras.layers.Layer) -> Iterator[keras.layers.Layer]:
    """All layers inside a layer, at every depth, in a stable order."""
    yield from layer._flatten_layers(include_self=False)


def seed_states(model: keras.Model) -> list[keras.Variable]:
    """The state of every seed generator of a network (Dropout, noise, recurrent dropout ...), in a stable order."""
    return [variable for variable in model.variables if variable.name == SEED_STATE]


def _parts(spec: Spec, shape: tuple[int, ...], known: Known, fitted: Sequence[Fitted]) -> list[Group]:
    groups: list[Group] = []
    for entry, numbers in (*zip(spec.preprocessing, fitted, strict=True), *((entry, {}) for entry in spec.layers)):
        groups.append((entry, parts_of(entry, numbers, shape, known)))
        if entry.table == "preprocessing":
            shape = after(shape, [part.layer for part in groups[-1][1]])
    return groups


def _network(shape: tuple[int, ...], groups: Sequence[Group], last: Sequence[keras.layers.Layer]) -> keras.Sequential:
    try:
        return keras.Sequential([keras.Input(shape), *(part.layer for _, group in groups for part in group), *last])
    except (ValueError, TypeError):
        _blame(shape, groups)
        raise


def _blame(shape: tuple[int, ...], groups: Sequence[Group]) -> None:
    """Find the entry that Keras does not take where it stands, by handing a shape from layer to layer."""
    tensor = keras.KerasTensor((None, *shape))
    for entry, group in groups:
        try:
            for part in group:
                tensor = part.layer(tensor)
        except (ValueError, TypeError) as error:
            raise refused_by_keras(entry, error) from error


def _seed(model: keras.Model, seed: int) -> None:
    """Keras draws the seeds of its generators while layers are made; ours follow from the run's seed and the generator's place."""
    for place, state in enumerate(seed_states(model)):
        state.assign(np.asarray([seeds.stream(seed, seeds.DROPOUT, place), 0]))
