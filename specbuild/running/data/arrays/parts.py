"""Which arrays of a file are the samples and the labels, all in one or in ready-made parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.suggest import did_you_mean
from specbuild.running.data.arrays.stored import Stored, too_large
from specbuild.running.data.context import LoadContext

PARTS: Mapping[str, Sequence[str]] = {"train": ("train",), "validation": ("validation", "valid", "val"), "test": ("test",)}


class Pair(NamedTuple):
    """Samples and their labels."""

    part: str | None
    x: Stored
    y: Stored


def pairs(context: LoadContext, found: Mapping[str, Stored], x: str, y: str) -> list[Pair]:
    """The samples and labels of each part: `x` and `y`; or `x_train`, `y_train`, `x_test` ..., or `train_x` ...

    Raises:
        Refused: there are no such arrays, or samples and labels do not fit together.
    """
    chosen = [Pair(None, found[x], found[y])] if x in found and y in found else list(_in_parts(found, x, y))
    if not chosen or chosen[0].part not in (None, "train"):
        raise Refused(_absent(context, found, x, y))
    findings = [finding for pair in chosen for finding in _about(context, pair, chosen[0])]
    if findings:
        raise Refused(*findings)
    return chosen


def _in_parts(found: Mapping[str, Stored], x: str, y: str) -> list[Pair]:
    folded = {name.casefold(): one for name, one in found.items()}  # `X_train` stands beside `x_test` in files that people wrote by hand

    def of(name: str) -> Stored | None:
        return found.get(name) or folded.get(name.casefold())

    named = [
        Pair(part, samples, labels)
        for part, words in PARTS.items()
        for word in words
        for form in ("{0}_{1}", "{1}_{0}")
        if (samples := of(form.format(x, word))) and (labels := of(form.format(y, word)))
    ]
    return list({pair.part: pair for pair in reversed(named)}.values())[::-1]


def _absent(context: LoadContext, found: Mapping[str, Stored], x: str, y: str) -> Finding:
    at, name = ("x", x) if not any(x in one for one in found) else ("y", y)
    near = did_you_mean(name, found)
    shown = ", ".join(f"`{one.name}` {one.shape}" for one in list(found.values())[:12])
    help_ = f"{near}; it holds {shown}" if near.startswith("did you mean") else f"it holds {shown}: name them with `x = ` and `y = `"
    return context.finding("D405", at, f"there are no arrays `{x}` and `{y}` in the file, nor `{x}_train` and `{y}_train`", help=help_)


def _about(context: LoadContext, pair: Pair, first: Pair) -> Iterator[Finding]:
    x, y = pair.x, pair.y
    if not x.shape or not y.shape or not x.shape[0]:
        yield context.finding("D407", "path", f"`{x.name}` of shape {x.shape} holds no samples", help="the first axis counts the samples")
    elif x.shape[0] != y.shape[0]:
        message = f"`{x.name}` holds {x.shape[0]:,} samples and `{y.name}` {y.shape[0]:,} labels"
        yield context.finding("D406", "path", message, help="save them together, a label for each sample")
    elif x.shape[1:] != first.x.shape[1:]:
        message = f"samples of `{x.name}` have shape {x.shape[1:]}, those of `{first.x.name}` {first.x.shape[1:]}"
        yield context.finding("D406", "path", message, help="bring all samples to one shape")
    elif x.dtype.kind not in "biuf":
        yield context.finding("D408", "path", f"`{x.name}` holds {x.dtype}, not plain numbers", help="save it as real numbers")
    yield from (finding for one in (x, y) if (finding := too_large(context, one)))
