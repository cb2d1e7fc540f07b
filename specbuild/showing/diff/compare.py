"""All that separates two sides, section by section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from specbuild.showing.diff.change import Change
from specbuild.showing.diff.sections import augmentation, data, experiment, meaning, network, results, training
from specbuild.showing.diff.side import Side

SECTIONS: Mapping[str, Callable[[Side, Side], Iterator[Change]]] = {
    module.SECTION: module.changes for module in (experiment, data, meaning, augmentation, network, training, results)
}


def compare(before: Side, after: Side) -> tuple[Change, ...]:
    """Every change from one side to the other, in the order of the sections; empty where the two are the same experiment."""
    return tuple(change for changes in SECTIONS.values() for change in changes(before, after))
