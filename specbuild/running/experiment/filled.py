"""The spec as the run takes it: what the data fill in stands in it, so that the run folder alone says what was done."""

from __future__ import annotations

from dataclasses import replace

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec
from specbuild.running.data.samples import Samples


def filled(spec: Spec, samples: Samples) -> Spec:
    """The spec with the `value_range` of every augmentation that leaves it to the loader."""
    if samples.value_range is None:
        return spec
    low, high = (float(bound) for bound in samples.value_range)
    return replace(spec, augmentation=tuple(_filled(entry, low, high) for entry in spec.augmentation))


def _filled(entry: Entry, low: float, high: float) -> Entry:
    if "value_range" not in entry.known.arguments or "value_range" in entry.given:
        return entry
    return replace(entry, given={**entry.given, "value_range": [low, high]})
