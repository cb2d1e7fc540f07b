"""Layers that are repeated: what `each` gives to the layers inside, one value a turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from specbuild.catalogue import read
from specbuild.catalogue.entry import Entry as Known
from specbuild.checking.diagnostic import Finding, KeyPath, counted
from specbuild.checking.suggest import did_you_mean

MOST = 2_000  # layers that one list may stand for, so that a few lines cannot ask for a network without end


class Filled(dict[str, Any]):
    """A table of the spec in one turn, with values that are written elsewhere: under `each` of a layer around it."""

    elsewhere: Mapping[str, KeyPath]


class Inside(NamedTuple):
    """A layer that stands inside another: the table that is written, where it is, and what the catalogue says of it."""

    place: KeyPath
    raw: Mapping[str, Any]
    known: Known
    given: frozenset[str]  # what an `each` between here and there gives it


@dataclass(frozen=True, slots=True)
class Gift:
    """An argument that a layer gets, a value a turn."""

    place: KeyPath
    argument: str
    values: Sequence[Any]
    written: KeyPath


def turns(value: Mapping[str, Any], known: Known, path: KeyPath) -> tuple[list[list[Any]], list[Finding]]:
    """The layers of each turn, as tables of the spec.

    An argument that layers inside leave out although they need it (`filters`) goes to all of them. One that they could have goes to the
    only layer that leaves it out; where there are several, the spec has to say which, by its name.

    Args:
        value: The table of the layer that repeats others.
        known: What the catalogue says of it; its facts name the arguments for the number of turns, the layers and the values.
        path: Where it is written.

    Returns:
        A list of layers for each turn; empty where the number of turns or the layers are not what they have to be. And what is wrong.
    """
    names = known.facts["turns"]
    count, layers, each = value.get(names["count"]), value.get(names["entries"]), value.get(names["values"], {})
    if not isinstance(count, int) or isinstance(count, bool) or count < 1 or not isinstance(layers, list) or not isinstance(each, dict):
        return [], []
    if count * size(layers) > MOST:
        return [], [too_many(count * size(layers), (*path, names["count"]))]
    gifts, findings = _gifts(each, inside(layers, ()), count, (*path, names["values"]))
    filled = [_filled(layers, gifts, turn) for turn in range(count)] if gifts else [layers] * count
    total = sum(map(size, filled)) if gifts else 0
    return ([], [*findings, too_many(total, (*path, names["count"]))]) if total > MOST else (filled, findings)


def too_many(count: int, path: KeyPath) -> Finding:
    """The finding for a list that stands for more layers than a network may have."""
    return Finding(
        "G012", path, f"this stands for {count:,} layers, and a network has at most {MOST:,}", help="repeat fewer layers less often"
    )


def size(values: Any) -> int:
    """For how many layers a list stands, the repeated ones counted as often as they are."""
    total = 0
    for raw in values if isinstance(values, list) else ():
        known = _known(raw) if isinstance(raw, dict) and any(map(_may_hold_layers, raw.values())) else None
        if known is None:
            total += 1
            continue
        count = raw.get(known.facts["turns"]["count"]) if "turns" in known.facts else 1
        inner = sum(size(values) for _, values in _lists(raw, known))
        total += 1 + inner * (count if isinstance(count, int) and count > 0 else 1)
    return total


def _may_hold_layers(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict | list)


def _known(raw: Any) -> Known | None:
    name = raw.get("type") if isinstance(raw, dict) else None
    catalogue = read.table("layers")
    name = catalogue.aliases.get(name, name) if isinstance(name, str) else None
    return catalogue[name] if isinstance(name, str) and name in catalogue else None


def _lists(raw: Mapping[str, Any], known: Known) -> Iterator[tuple[KeyPath, Any]]:
    """The layers inside a layer, as lists, with their places in it."""
    for name, argument in known.arguments.items():
        if name not in raw:
            continue
        value = raw[name]
        for kind in argument.kinds:
            items = kind.get("items")
            if kind.get("list_of") == "layers":
                yield (name,), value
            elif isinstance(items, Mapping) and items.get("list_of") == "layers" and isinstance(value, list):
                yield from (((name, index), strand) for index, strand in enumerate(value))


def inside(values: Any, place: KeyPath) -> list[Inside]:
    """Every layer inside a list, at every depth; wrapped ones too."""
    return [one for index, raw in enumerate(values if isinstance(values, list) else ()) for one in _one(raw, (*place, index))]


def _one(raw: Any, place: KeyPath) -> Iterator[Inside]:
    known = _known(raw)
    if known is None:
        return
    yield Inside(place, raw, known, frozenset())
    inner = [one for part, values in _lists(raw, known) for one in inside(values, (*place, *part))]
    wrapped = (name for name, argument in known.arguments.items() if any(kind.get("table") == "layers" for kind in argument.kinds))
    inner += [one for name in wrapped if name in raw for one in _one(raw[name], (*place, name))]
    if "turns" in known.facts and isinstance(raw.get(known.facts["turns"]["values"]), dict):
        gifts, _ = _gifts(raw[known.facts["turns"]["values"]], inner, None, ())
        given = {(gift.place, gift.argument) for gift in gifts}
        inner = [one._replace(given=one.given | {name for where, name in given if where == one.place}) for one in inner]
    yield from inner


def _gifts(each: Mapping[str, Any], within: list[Inside], count: int | None, path: KeyPath) -> tuple[list[Gift], list[Finding]]:
    gifts: list[Gift] = []
    findings: list[Finding] = []
    for key, item in each.items():
        here = (*path, key)
        chosen: list[tuple[Inside, str, Any, KeyPath]] = []
        if isinstance(item, dict):
            found, problem = _named(key, within, here)
            chosen = [(found, name, values, (*here, name)) for name, values in item.items()] if found else []
        else:
            takers, problem = _takers(key, within, here)
            chosen = [(taker, key, item, here) for taker in takers]
        findings += [problem] if problem else []
        for taker, name, values, written in chosen:
            problem = _wrong_values(values, count, written) or _cannot_take(taker, name, written)
            if problem is None:
                gifts.append(Gift(taker.place, name, values, written))
            elif problem not in findings:
                findings.append(problem)
    return gifts, findings


def _named(name: str, within: list[Inside], path: KeyPath) -> tuple[Inside | None, Finding | None]:
    found = [one for one in within if one.raw.get("name") == name]
    if len(found) == 1:
        return found[0], None
    names = sorted({str(one.raw["name"]) for one in within if isinstance(one.raw.get("name"), str)})
    if found:
        return None, Finding("G011", path, f"{len(found)} layers inside have the name `{name}`", help="give each its own name", about="key")
    help_ = did_you_mean(name, names) if names else f'give the layer inside that is meant a `name = "{name}"`'
    return None, Finding("G012", path, f"no layer inside has the name `{name}`", help=help_, about="key")


def _takers(name: str, within: list[Inside], path: KeyPath) -> tuple[list[Inside], Finding | None]:
    able = [one for one in within if name in one.known.arguments]
    takers = [one for one in able if name not in one.raw and name not in one.given]
    needing = [one for one in takers if one.known.arguments[name].required]
    if needing or len(takers) == 1:
        return needing or takers, None
    if takers:
        types = ", ".join(f"`{one.known.name}`" for one in takers[:4])
        help_ = f'name the one that is meant (`name = "it"`) and write `each.it.{name}`, or write `{name}` in the others'
        return [], Finding("G012", path, f"{len(takers)} layers inside could take `{name}`: {types}", help=help_, about="key")
    if able:
        help_ = f"remove `{name}` from the layer inside that should change, or remove it here"
        return [], Finding("G012", path, f"every layer inside that takes `{name}` has it already", help=help_, about="key")
    possible = sorted({argument for one in within for argument in one.known.arguments})
    return [], Finding("G003", path, f"no layer inside has an argument `{name}`", help=did_you_mean(name, possible), about="key")


def _wrong_values(values: Any, count: int | None, path: KeyPath) -> Finding | None:
    if not isinstance(values, list):
        return Finding(
            "G005", path, "this is not a list", help="give a list with a value for each turn; what never changes stands in the layer"
        )
    if count is not None and len(values) != count:
        message = f"{counted(len(values), 'value')} for {counted(count, 'turn')}"
        return Finding("G012", path, message, help="give one value for each turn")
    return None


def _cannot_take(one: Inside, name: str, path: KeyPath) -> Finding | None:
    if name not in one.known.arguments:
        help_ = did_you_mean(name, one.known.arguments)
        return Finding("G003", path, f"`{one.known.name}` has no argument `{name}`", help=help_, about="key")
    if name in one.raw or name in one.given:
        return Finding("G012", path, f"this `{one.known.name}` has `{name}` already", help=f"remove `{name}` there, or here", about="key")
    return None


def _filled(values: list[Any], gifts: Sequence[Gift], turn: int) -> list[Any]:
    copied = _copied(values)
    for gift in gifts:
        holder: Any = copied
        for part in gift.place:
            holder = holder[part]
        holder[gift.argument] = gift.values[turn]
        holder.elsewhere = {**holder.elsewhere, gift.argument: (*gift.written, turn)}
    assert isinstance(copied, list)
    return copied


def _copied(value: Any) -> Any:
    if isinstance(value, list):
        return [_copied(item) for item in value]
    if isinstance(value, dict):
        copied = Filled({key: _copied(item) for key, item in value.items()})
        copied.elsewhere = getattr(value, "elsewhere", {})
        return copied
    return value
