"""Samples and labels in arrays of NumPy: `.npz`, or a folder of `.npy` files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.arrays.parts import PARTS
from specbuild.running.data.arrays.stored import Stored, stored, too_large
from specbuild.running.data.context import LoadContext
from specbuild.running.data.memory import memory_budget
from specbuild.running.recognise import names
from specbuild.running.recognise.aim import Aim, of_labels, of_numbers
from specbuild.running.recognise.draft import Block, Draft, Line
from specbuild.running.recognise.networks import audio, clip, picture, series, vector, volume
from specbuild.running.recognise.routine import layer, preprocessing, split, training
from specbuild.running.recognise.seen import Seen

_LOOKED_AT = 200  # samples
_ALIKE = 0.6  # correlation of neighbouring numbers from which on a vector is a series
_LONG = 4000  # numbers from which on a series is a sound


class _Names(NamedTuple):
    x: str
    y: str
    parts: frozenset[str]


class _Made(NamedTuple):
    """What a kind of sample makes of a shape: lines for the loader, and layers up to the head."""

    lines: Sequence[Line]
    layers: Sequence[Block]
    epochs: int
    rate: float


def draft(seen: Seen) -> Draft | None:
    """A spec for arrays."""
    if not _holds_arrays(seen):
        return None
    context = LoadContext(base=seen.path.parent, at=(), memory=memory_budget())
    found = stored(context, str(seen.path.absolute()))
    names = _names(found)
    if names is None:
        raise Refused(_unclear(seen, found))
    x, labels = _open(context, found, names)
    aim = _aim(labels)
    if aim is None:
        message = f"the labels `{names.y}` in `{seen.path.name}` tell no classes, and are no numbers"
        raise Refused(Finding("N006", (), message, help="at least two labels have to differ"))
    kind, why = _kind(x)
    made = _KINDS[kind](x, aim, len(labels))
    lines = [Line("type", "array"), Line("path", seen.written)]
    lines += [Line("x", names.x)] if names.x != "x" else []
    lines += [Line("y", names.y)] if names.y != "y" else []
    lines += [Line("kind", kind, why), *made.lines]
    how = training(aim, len(labels), most=made.epochs, rate=made.rate, parts=names.parts)
    blocks = [aim.block, Block("[loader]", lines), split(aim, names.parts, tables=True), *made.layers, aim.head(), *how]
    shape = " x ".join(map(str, x.shape[1:])) or "1"
    because = (f"Not certain what a sample is: {why}. Another `kind` makes another network.",) if "or" in why.split() else ()
    return Draft(f"{len(labels):,} samples of shape {shape} in arrays; {aim.found()}.", blocks, because)


def _holds_arrays(seen: Seen) -> bool:
    if seen.path.is_file():
        return seen.path.suffix.casefold() in (".npz", ".npy")
    on_top = [file for file in seen.files if file.parent == seen.path and file.suffix.casefold() == ".npy"]
    return len(on_top) >= 2 and len(on_top) == len(seen.files)


def _names(found: Mapping[str, Stored]) -> _Names | None:
    """What the samples and the labels are called, and their ready-made parts."""
    stems = [_split(name) for name in found]
    xs = list(dict.fromkeys(_likeliest((stem for stem, _ in stems), names.X)))
    ys = list(dict.fromkeys(_likeliest((stem for stem, _ in stems), names.Y)))
    for x in xs:
        for y in ys:
            here = _parts(stems, x) & _parts(stems, y)
            if here == {""} or "train" in here:
                return _Names(x, y, frozenset(here - {""}))
    if len(found) == 2 and not any(part for _, part in stems) and len({one.shape[:1] for one in found.values()}) == 1:
        pair = sorted(found, key=lambda name: (len(found[name].shape), found[name].nbytes))
        return _Names(pair[1], pair[0], frozenset())
    return None


def _parts(stems: Sequence[tuple[str, str]], wanted: str) -> set[str]:
    return {part for stem, part in stems if stem.casefold() == wanted.casefold()}


def _likeliest(stems: Iterator[str], wanted: Sequence[str]) -> list[str]:
    there = list(stems)
    return [stem for name in wanted for stem in there if stem.casefold() == name]


def _split(name: str) -> tuple[str, str]:
    """`x_train` is (`x`, `train`), `train_x` too; `x` is (`x`, ``)."""
    for part, words in PARTS.items():
        for word in words:
            if name.casefold().endswith(f"_{word}"):
                return name[: -len(word) - 1], part
            if name.casefold().startswith(f"{word}_"):
                return name[len(word) + 1 :], part
    return name, ""


def _unclear(seen: Seen, found: Mapping[str, Stored]) -> Finding:
    listed = ", ".join(f"`{one.name}` {one.shape}" for one in list(found.values())[:8])
    help_ = "call them `x` and `y`, or `x_train`, `y_train`, `x_test`, `y_test`; the first axis counts the samples"
    if len(found) > 1 and len({one.shape[1:] for one in found.values()}) == 1:
        help_ += "; where each holds one class, join them: `x=np.concatenate([a, b])`, `y=np.repeat([0, 1], [len(a), len(b)])`"
    return Finding("N005", (), f"which arrays of `{seen.path.name}` are samples and labels is not clear: it holds {listed}", help=help_)


def _open(context: LoadContext, found: Mapping[str, Stored], names: _Names) -> tuple[np.ndarray, np.ndarray]:
    """Some samples, and all labels."""
    pairs = {part: (one, _of(found, names.y, part)) for part in (names.parts or {""}) if (one := _of(found, names.x, part))}
    for x, _ in pairs.values():
        if (large := too_large(context, x)) is not None:
            raise Refused(large)
    for x, y in pairs.values():
        if y is not None and x.shape[:1] != y.shape[:1]:
            message = f"`{x.name}` of shape {x.shape} and `{y.name}` of shape {y.shape} have different numbers of samples"
            raise Refused(Finding("N005", (), message, help=_together(x, y)))
    labels = [np.asarray(y.open()) for _, y in pairs.values() if y is not None]
    first = pairs["train" if "train" in pairs else ""][0].open()
    if first.ndim == 0 or first.dtype.kind not in "biuf" or not len(first):
        raise Refused(
            Finding("N005", (), f"`{names.x}` holds {first.dtype} of shape {first.shape}, which are no samples", help="save plain numbers")
        )
    return np.asarray(first[:: max(1, len(first) // _LOOKED_AT)][:_LOOKED_AT]), np.concatenate(labels)


def _together(x: Stored, y: Stored) -> str:
    """What makes arrays of different lengths fit; some languages have the samples along the last axis."""
    if y.shape and x.shape[-1:] == y.shape[:1]:
        return f"the samples seem to lie along the last axis: bring them to the first with `np.moveaxis({x.name}, -1, 0)`"
    return "save them together, a label for each sample"


def _of(found: Mapping[str, Stored], stem: str, part: str) -> Stored | None:
    named = {name: _split(name) for name in found}
    same = [name for name, (own, of) in named.items() if of == part and own.casefold() == stem.casefold()]
    return found[next((name for name in same if named[name][0] == stem), same[0])] if same else None


def _aim(labels: np.ndarray) -> Aim | None:
    labels = labels[:, 0] if labels.ndim == 2 and labels.shape[1] == 1 else labels
    if labels.ndim == 2 and labels.dtype.kind in "biuf":
        marks = bool(np.isin(labels, (0, 1)).all())
        if marks and (labels.sum(axis=1) == 1).all():
            return of_labels([str(one) for one in labels.argmax(axis=1)], more="one-hot rows")
        if marks:
            counts = {str(number): int(count) for number, count in enumerate(labels.sum(axis=0))}
            return Aim("multilabel", counts, why="each of several labels can be true of a sample")
        return Aim("regression", {}, labels.shape[1], "several numbers")
    if labels.ndim != 1:
        return None
    if labels.dtype.kind in "iufb":
        numbers = labels.astype(np.float64)
        return of_numbers(numbers, [f"{number:g}" for number in numbers], is_label=labels.dtype.kind != "f")
    texts = [one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in labels.tolist()]
    return of_labels(texts)


def _kind(x: np.ndarray) -> tuple[str, str]:
    """What a sample is, and why; with an "or" where it is not certain."""
    shape = x.shape[1:]
    return _BY_AXES.get(len(shape), _other)(x, shape)


def _one(x: np.ndarray, shape: Sequence[int]) -> tuple[str, str]:
    length = shape[0] if shape else 1
    if length < 12 or x.dtype == np.bool_:
        return "vector", "some numbers a sample"
    if length >= _LONG:
        return "audio", "very many numbers in a row"
    if _alike(x.reshape(len(x), length)) >= _ALIKE:
        return "series", 'neighbouring numbers are alike: steps in time; or "vector"'
    return "vector", "some numbers a sample"


def _two(x: np.ndarray, shape: Sequence[int]) -> tuple[str, str]:
    if shape[1] == 1:
        return "series", "steps and one channel"
    if x.dtype == np.uint8 or (shape[0] == shape[1] and shape[0] >= 8):
        return "picture", 'rows and columns, without channels; or "series"'
    if _channels_first(x):
        return "series", 'channels and steps; or "picture"'
    return "series", 'steps and channels; or "picture"'


def _channels_first(x: np.ndarray) -> bool:
    """Whether series are stored as channels and steps: few rows, and neighbours within a row are alike, those of a column less so."""
    channels, steps = x.shape[1:]
    return 4 * channels <= steps and _alike(x.reshape(-1, steps)) >= max(_ALIKE, _alike(x.transpose(0, 2, 1).reshape(-1, channels)))


def _three(x: np.ndarray, shape: Sequence[int]) -> tuple[str, str]:
    if shape[2] in (1, 3, 4):
        return "picture", "height, width, channels"
    if shape[0] in (1, 3) and min(shape[1:]) >= 8:
        return "picture", "channels, height, width"
    if len(set(shape)) == 1:
        return "volume", 'three equal sides; or "clip"'
    return "clip", 'frames, height, width; or "volume"'


def _four(x: np.ndarray, shape: Sequence[int]) -> tuple[str, str]:
    if len(set(shape[:3])) == 1:
        return "volume", 'three equal sides, and channels; or "clip"'
    return "clip", 'frames, height, width, channels; or "volume"'


def _other(x: np.ndarray, shape: Sequence[int]) -> tuple[str, str]:
    message = f"a sample of shape {tuple(shape)} has {len(shape)} axes, which no kind of data has"
    raise Refused(Finding("N005", (), message, help="bring samples to four axes or fewer"))


_BY_AXES: Mapping[int, Callable[[np.ndarray, Sequence[int]], tuple[str, str]]] = {0: _one, 1: _one, 2: _two, 3: _three, 4: _four}


def _alike(values: np.ndarray) -> float:
    centred = values.astype(np.float64) - values.mean(axis=1, keepdims=True)
    spread = np.maximum(centred.var(axis=1), 1e-12)
    return float(np.median((centred[:, :-1] * centred[:, 1:]).mean(axis=1) / spread))


def _scaling(x: np.ndarray, axis: int = -1) -> Block:
    if x.dtype == np.uint8:
        return preprocessing(("type", "Rescaling"), ("scale", "1/255", "bytes from 0..255 to 0..1"))
    return preprocessing(("type", "Normalization", "by the mean and spread of the training rows"), ("axis", axis))


def _vectors(x: np.ndarray, aim: Aim, rows: int) -> _Made:
    return _Made([], [_scaling(x), *vector.layers(aim, rows)], 200, 0.003)


def _series(x: np.ndarray, aim: Aim, rows: int) -> _Made:
    turned = x.ndim == 3 and _channels_first(x)
    first = [layer(("type", "Permute", "channels last, as layers expect them"), ("dims", [2, 1]))] if turned else []
    length = x.shape[2] if turned else x.shape[1]
    return _Made([], [_scaling(x, 1 if turned else -1), *first, *series.layers(length, regression=aim.task == "regression")], 80, 0.001)


def _pictures(x: np.ndarray, aim: Aim, rows: int) -> _Made:
    turned = x.ndim == 4 and x.shape[3] not in (1, 3, 4)
    first = [layer(("type", "Permute", "channels last, as layers expect them"), ("dims", [2, 3, 1]))] if turned else []
    side = min(x.shape[2:4] if turned else x.shape[1:3])
    return _Made([], [_scaling(x, 1 if turned else -1), *first, *picture.layers(side)], 40, 0.001)


def _volumes(x: np.ndarray, aim: Aim, rows: int) -> _Made:
    return _Made([], [_scaling(x), *volume.layers(x.shape[1:4])], 25, 0.001)


def _clips(x: np.ndarray, aim: Aim, rows: int) -> _Made:
    return _Made([], [_scaling(x), *clip.layers(x.shape[1], min(x.shape[2:4]))], 20, 0.002)


def _sounds(x: np.ndarray, aim: Aim, rows: int) -> _Made:
    note = preprocessing(("type", "Flatten", "one channel; `sampling_rate` below is a guess: no array says it"))
    return _Made([], [note, *audio.layers(16_000, x.shape[1])], 40, 0.002)


_KINDS: Mapping[str, Callable[[np.ndarray, Aim, int], _Made]] = {
    "vector": _vectors,
    "series": _series,
    "picture": _pictures,
    "volume": _volumes,
    "clip": _clips,
    "audio": _sounds,
}
