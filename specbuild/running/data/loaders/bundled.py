"""`bundled`: the real data sets that come with scikit-learn, so that a first run needs no download."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.copies import about_copies, numbered
from specbuild.running.data.inputs import given, unlabelled
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.tasks import about_classes


def bundled(context: LoadContext, *, name: Literal["digits", "iris", "wine", "breast_cancer", "diabetes"] = "digits") -> Samples:
    """A real data set that comes with scikit-learn: no download is needed.

    `digits`: 1,797 pictures of handwritten digits, 8x8 grey values from 0 to 16, 10 classes. `iris`: 150 flowers of 3 species by 4 lengths.
    `wine`: 178 wines of 3 growers by 13 measurements. `breast_cancer`: 569 tumours, malignant or benign, by 30 measurements.
    `diabetes`: 442 patients, the progress of the disease (a number, for regression) by 10 measurements.

    Args:
        context: What belongs to the run.
        name: Which of them.

    Returns:
        Pictures of shape (8, 8, 1), uint8 from 0 to 16; or rows of shape (features,), float32.

    Raises:
        Refused: the task is not one for these data.
    """
    samples = _read(name)
    _need_task(context, name, samples.classes)
    return samples


def _read(name: str) -> Samples:
    from sklearn import datasets

    raw = getattr(datasets, f"load_{name}")(**_OPTIONS.get(name, {}))
    values = _VALUES.get(name, _vectors)(raw)
    rows = values.reshape(len(values), -1)
    digests = [hashlib.sha256(row.tobytes()).hexdigest() for row in rows]
    ids, content = [f"{name}/{row}" for row in range(len(values))], numbered([bytes.fromhex(digest) for digest in digests])
    classes = tuple(str(label) for label in raw.get("target_names", ()))
    targets = raw.target.astype(np.int64) if classes else raw.target.astype(np.float64)[:, np.newaxis]
    labels = [classes[number] for number in targets] if classes else [str(number) for number in targets[:, 0]]
    return Samples(
        ids=ids,
        targets=targets,
        classes=classes,
        shape=values.shape[1:],
        dtype=values.dtype,
        value_range=(0.0, 16.0) if name == "digits" else None,
        read=lambda numbers: values[numbers],
        digests=lambda: digests,
        target_names=() if classes else ("progression",),
        notes=tuple(about_copies(content, ids, labels)),
        groups={"content": content},
        decoded=values,
        kind="picture" if values.ndim == 4 else "vector",
        numeric=None if values.ndim == 4 else tuple(range(values.shape[1])),
    )


def _need_task(context: LoadContext, name: str, classes: Sequence[str]) -> None:
    findings = list(about_classes(context, len(classes), what=f"the labels of `{name}`", instead="name other data")) if classes else []
    if not classes and context.task != "regression":
        help_ = 'write `task.type = "regression"`'
        findings.append(context.finding("D118", "name", f"`{name}` has numbers to predict, and no classes", help=help_))
    if findings:
        raise Refused(*findings)


def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments: Any) -> Samples:
    """Rows of the data set by their ids: `digits/17`. They have no files of their own."""
    known = _read(arguments["name"])
    row_of = {name: row for row, name in enumerate(known.ids)}
    asked = [given(source) for source in sources]
    found = [name for name in asked if name in row_of]
    rows = np.array([row_of[name] for name in found], np.int64)
    reason = f"is no row of this data set: they are `{known.ids[0]}` to `{known.ids[-1]}`"
    samples = unlabelled(found, known.shape, known.dtype, lambda numbers: known.read(rows[numbers]))
    return replace(samples, unreadable={name: reason for name in asked if name not in row_of})


def _vectors(raw: Any) -> np.ndarray:
    return np.asarray(raw.data, np.float32)


def _digits(raw: Any) -> np.ndarray:
    return np.asarray(raw.images[..., np.newaxis], np.uint8)


_VALUES: Mapping[str, Callable[[Any], np.ndarray]] = {"digits": _digits}
_OPTIONS: Mapping[str, Mapping[str, Any]] = {"diabetes": {"scaled": False}}
