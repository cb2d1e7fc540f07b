"""Load the data that a spec names."""

from __future__ import annotations

from importlib import import_module

from specbuild.checking.grammar.entry import Entry
from specbuild.running.data.context import LoadContext
from specbuild.running.data.samples import Samples

OURS = "specbuild.running.data.loaders."


def load(entry: Entry, context: LoadContext) -> Samples:
    """Load the data of `[loader]`.

    Args:
        entry: The loader with its arguments, checked against the catalogue.
        context: What belongs to the run.

    Raises:
        Refused: the data is not there, or not what it has to be.
    """
    where = entry.known.where
    assert where.startswith(OURS), f"{entry.type} is not a loader of specbuild: {where}"
    samples: Samples = getattr(import_module(where), entry.type)(context, **entry.arguments)
    return samples
