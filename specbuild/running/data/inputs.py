"""Raw inputs for `predict`: read by the loader of the run, or as arrays of samples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.running.answering import codes
from specbuild.running.data.context import LoadContext
from specbuild.running.data.folders.names import printable
from specbuild.running.data.load import OURS
from specbuild.running.data.samples import Learnt, Samples

ARRAY = ".npy"
Shape = Sequence[int | None]


def inputs(entry: Entry, context: LoadContext, sources: Sequence[Path], learnt: Learnt, shape: Shape) -> Iterator[Samples]:
    """The samples of some sources, in their order: one group for each stretch of sources that are read in the same way.

    Args:
        entry: The loader of the run, with its arguments.
        context: What belongs to the run.
        sources: Files and folders, or whatever the loader takes for them.
        learnt: What the loader learnt from the training rows.
        shape: That of a sample of the run; None for a size that may vary.

    Raises:
        Refused: I001, the loader reads no inputs.
    """
    module = loader_module(entry)
    read: Callable[..., Samples] | None = getattr(module, "inputs", None)
    for is_array, stretch in _stretches(sources, reads_arrays=getattr(module, "ARRAYS", False)):
        if is_array:
            yield from (array_file(source, shape) for source in stretch)
        elif read is None:
            message = f"the loader `{entry.type}` reads no inputs of its own"
            raise Refused(Finding(codes.NO_INPUTS, (), message, help=f"give samples as an array, in a `{ARRAY}` file"))
        else:
            yield read(context, stretch, learnt, **entry.arguments)


def loader_module(entry: Entry) -> ModuleType:
    """The module of a loader of ours."""
    assert entry.known.where.startswith(OURS), f"{entry.type} is not a loader of specbuild: {entry.known.where}"
    return import_module(entry.known.where)


def array_file(path: Path, shape: Shape) -> Samples:
    """Samples from a `.npy` file, which stays on the disk: only the rows asked for are read."""
    try:
        return array(np.load(path, mmap_mode="r", allow_pickle=False), given(path), shape)
    except (OSError, ValueError, EOFError) as error:
        reason = f"cannot be read as an array ({error})" if path.exists() else "is not there"
        return nothing({given(path): reason})


def array(values: np.ndarray, name: str, shape: Shape) -> Samples:
    """Samples from an array of shape (samples, *shape), in the form in which the loader of the run gives them.

    Args:
        values: The array.
        name: What it is called in the ids: `pictures.npy:17`, counted from 1.
        shape: That of a sample of the run; None for a size that may vary.
    """
    if values.dtype.kind not in "biuf":
        return nothing({name: f"holds {values.dtype}, not numbers"})
    sizes = zip(values.shape[1:], shape, strict=False)
    if values.ndim != len(shape) + 1 or any(size not in (there, None) for there, size in sizes):
        wanted = ", ".join("any" if size is None else str(size) for size in shape)
        return nothing({name: f"has the shape {values.shape}; the network takes (samples, {wanted})"})
    ids = [f"{name}:{row}" for row in range(1, len(values) + 1)]
    return unlabelled(ids, values.shape[1:], values.dtype, lambda rows: np.asarray(values[rows]))


def unlabelled(ids: Sequence[str], shape: tuple[int, ...], dtype: np.dtype, read: Callable[[np.ndarray], np.ndarray]) -> Samples:
    """Samples without targets, as `inputs` of a loader gives them; `dataclasses.replace` adds what is unreadable, and notes."""
    targets = np.empty((len(ids), 0), np.float32)
    return Samples(ids, targets, (), shape, dtype, None, read, no_digests)


def nothing(unreadable: dict[str, str]) -> Samples:
    """No samples at all, with the reasons."""
    none = np.empty((0, 0), np.float32)
    return Samples((), none, (), (), none.dtype, None, lambda rows: none, no_digests, unreadable=unreadable)


def no_digests() -> Sequence[str]:
    """Nothing: inputs are compared with nothing."""
    return ()


def given(path: Path) -> str:
    """The name of an input as it was given, fit to be printed."""
    return "/".join(map(printable, path.as_posix().split("/")))


def _stretches(sources: Sequence[Path], *, reads_arrays: bool) -> Iterator[tuple[bool, list[Path]]]:
    """The sources in their order, cut where arrays and other things meet."""
    stretch: list[Path] = []
    kind = False
    for source in sources:
        is_array = not reads_arrays and source.suffix.lower() == ARRAY
        if stretch and is_array != kind:
            yield kind, stretch
            stretch = []
        kind = is_array
        stretch.append(source)
    if stretch:
        yield kind, stretch
