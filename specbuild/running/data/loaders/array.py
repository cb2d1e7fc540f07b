"""`array`: samples and labels in `.npz` or `.npy` files, of any rank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.arrays.labels import read_labels
from specbuild.running.data.arrays.parts import Pair, pairs
from specbuild.running.data.arrays.samples import Rows, infer, look, rows_of
from specbuild.running.data.arrays.stored import Stored, arrays_of, stored, too_large
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.copies import about_copies, numbered
from specbuild.running.data.inputs import given, nothing, unlabelled
from specbuild.running.data.samples import Learnt, Samples

ARRAYS = True  # reads `.npy` files itself; see `loaders/__init__.py`
Name = Annotated[str, Field(min_length=1)]
_SHOWN = 8


def array(
    context: LoadContext,
    *,
    path: str,
    x: Name = "x",
    y: Name = "y",
    kind: Literal["vector", "series", "picture", "volume", "clip", "audio", "text"] | None = None,
    classes: Annotated[list[str], Field(min_length=2)] | None = None,
    value_range: Annotated[list[float], Field(min_length=2, max_length=2)] | None = None,
) -> Samples:
    """Samples and labels in `.npz` or `.npy` files of NumPy, of any rank.

    Files that are not compressed stay on the disk: only what a batch needs is read. Python objects are refused, since reading them would
    run code. Labels are whole numbers, texts, one-hot rows, columns of 0 and 1 (multilabel) or numbers (regression).

    Args:
        context: What belongs to the run.
        path: An `.npz` file, or a folder of `.npy` files, each an array with the name of its file.
        x: The array of the samples, the first axis counting them. Where there are `x_train`, `x_test` (and `x_validation` or `x_val`), or
            `train_x` and so on, they are ready-made parts for the split `folders`.
        y: The array of the labels, in the same parts.
        kind: What a sample is; left out, it is told by its axes where only one thing has them: vectors, and pictures with 1, 3 or 4
            channels. A sample without an axis for channels gets one.
        classes: Names of the classes: of the labels 0, 1, 2 ... in their order, or the texts that are labels, to choose their order.
        value_range: Least and greatest value that a sample can have; left out, that of the type for bytes.

    Returns:
        Samples of the shape that is stored: bytes as uint8, all other numbers as float32 (for texts int32).

    Raises:
        Refused: the arrays are not there, do not fit together, are pickled, or hold what is no number; samples are named.
    """
    found = stored(context, path)
    chosen = pairs(context, found, x, y)
    labels = [np.asarray(pair.y.open()) for pair in chosen]
    targets, notes = read_labels(context, np.concatenate(labels), classes)
    arrays = [pair.x.open() for pair in chosen]
    what = kind or infer(arrays[0].shape[1:])
    rows = rows_of(context, arrays, what)
    parts = [pair.part for pair in chosen for _ in range(pair.x.shape[0])]
    ids = [f"{pair.x.name}/{number}" for pair in chosen for number in range(pair.x.shape[0])]
    looked = look(context, rows, ids)
    content = numbered([bytes.fromhex(digest) for digest in looked.digests])
    return Samples(
        ids=ids,
        targets=targets.values,
        classes=targets.classes,
        shape=rows.shape,
        dtype=rows.dtype,
        value_range=_range(value_range, arrays[0].dtype),
        read=rows,
        digests=lambda: looked.digests,
        subsets=[str(part) for part in parts] if chosen[0].part else None,
        target_names=targets.names,
        notes=(*notes, *looked.notes, *_about_unused(found, chosen), *about_copies(content, ids, targets.labels(), ("sample", "samples"))),
        groups={"content": content},
        decoded=rows(np.arange(len(rows))) if rows.nbytes <= context.memory else None,
        kind=what,
        numeric=tuple(range(rows.shape[0])) if what == "vector" else None,
    )


def _about_unused(found: Mapping[str, Stored], chosen: Sequence[Pair]) -> Iterator[str]:
    used = {one.name for pair in chosen for one in (pair.x, pair.y)}
    unused = [f"`{name}`" for name in found if name not in used]
    if unused:
        yield f"not used: {', '.join(unused[:_SHOWN])}{' ...' if len(unused) > _SHOWN else ''}"


def _range(stated: Sequence[float] | None, dtype: np.dtype) -> tuple[float, float] | None:
    if stated is not None:
        return stated[0], stated[1]
    if dtype.kind == "b":
        return 0.0, 1.0
    return (0.0, 255.0) if dtype == np.uint8 else None


def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments: Any) -> Samples:
    """Samples to predict for: the array `x` of `.npz` files, or `.npy` files; see `loaders/__init__.py`."""
    arrays, ids, reasons = list[np.ndarray](), list[str](), dict[str, str]()
    for source in sources:
        try:
            found = arrays_of(context, source)
            one = next(iter(found.values())) if len(found) == 1 else found[arguments["x"]]
            if too_large(context, one):
                reasons[given(source)] = "is compressed, and too large to be unpacked"
            elif one.dtype.kind not in "biuf" or (arrays and one.shape[1:] != arrays[0].shape[1:]):
                reasons[given(source)] = f"holds {one.dtype} of shape {one.shape}, which are no such samples"
            else:
                arrays.append(one.open())
                ids += [f"{given(source)}:{number}" for number in range(1, one.shape[0] + 1)]
        except Refused as refused:
            reasons[given(source)] = refused.findings[0].message
        except KeyError:
            reasons[given(source)] = f"holds no array `{arguments['x']}`"
    if not arrays:
        return nothing(reasons)
    rows: Rows = rows_of(context, arrays, arguments["kind"] or infer(arrays[0].shape[1:]))
    made = unlabelled(ids, rows.shape, rows.dtype, rows)
    return (
        made if not reasons else Samples(made.ids, made.targets, (), made.shape, made.dtype, None, rows, made.digests, unreadable=reasons)
    )
