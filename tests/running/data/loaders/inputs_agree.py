"""The promises that `inputs` of a loader keeps (see `specbuild/running/data/loaders/__init__.py`), for the test of each loader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from specbuild.running.data.context import LoadContext
from specbuild.running.data.samples import Samples
from specbuild.running.data.unread import Unread


def assert_inputs_agree(
    module: ModuleType, base: Path, arguments: Mapping[str, Any], sources: Sequence[Path], rows: Sequence[int], task: str = "multiclass"
) -> Samples:
    """The same inputs become the same arrays, to the bit, whether they were loaded to train or given to predict.

    Args:
        module: The module of the loader.
        base: The folder that `path` starts from.
        arguments: Every argument of the loader, the defaults too.
        sources: What is given to predict.
        rows: For each sample that the sources give, in order, the number of the same sample among those loaded.
        task: What is predicted.

    Returns:
        The samples of the sources.
    """
    context = LoadContext(base=base, task=task)
    loaded: Samples = getattr(module, module.__name__.rpartition(".")[2])(context, **arguments)
    learnt: Mapping[str, Any] = {}
    if loaded.learn is not None:
        learnt, loaded = loaded.learn(np.arange(0, len(loaded), 2))
    samples: Samples = module.inputs(LoadContext(base=Path("/nowhere"), task=task), sources, learnt, **arguments)
    assert len(samples) == len(rows)
    assert samples.shape == loaded.shape
    assert samples.dtype == loaded.dtype
    assert samples.targets.shape == (len(rows), 0)
    expected = loaded.read(np.asarray(rows))
    assert np.array_equal(samples.read(np.arange(len(rows))), expected, equal_nan=expected.dtype.kind == "f")
    backwards = np.arange(len(rows))[::-1]
    assert np.array_equal(samples.read(backwards), expected[backwards], equal_nan=expected.dtype.kind == "f")
    return samples


def reasons_of(samples: Samples) -> dict[str, str]:
    """Every reason that samples give for what cannot be read, known at once or only when decoded, by the name of the input."""
    try:
        samples.read(np.arange(len(samples)))
    except Unread as unread:
        return {**samples.unreadable, **{samples.ids[row]: why for row, why in unread.reasons.items()}}
    return dict(samples.unreadable)


def defaults(module: ModuleType, **given: Any) -> dict[str, Any]:
    """Every argument of a loader: those given, and the defaults of the others."""
    import inspect

    made = getattr(module, module.__name__.rpartition(".")[2])
    parameters = inspect.signature(made).parameters.values()
    return {**{one.name: one.default for one in parameters if one.kind is one.KEYWORD_ONLY and one.default is not one.empty}, **given}
