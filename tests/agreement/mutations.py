"""Random changes of the values of a spec: keys, values, types, deletions, duplications and nesting, at every depth."""

from __future__ import annotations

import copy
import datetime
import random
from collections.abc import Callable, Iterator
from typing import Any

from specbuild.catalogue import read
from specbuild.checking.grammar.entries import OPTIONS
from specbuild.checking.grammar.tables.meaning import Meaning
from specbuild.checking.grammar.tables.spec import SpecTable
from specbuild.checking.grammar.tables.training import Training

Spot = tuple[Any, Any]  # a table or an array, and the key or index in it

ENTRIES = [entry for table in read.names() for entry in read.table(table).values()]
KEYS = sorted(
    {key for entry in ENTRIES for key in entry.arguments}
    | {key for model in (*OPTIONS.values(), Meaning, SpecTable, Training) for key in model.model_fields}
    | {"type", "typ", "", "Type", "units ", "0"}
    - {"extends", "unset"}  # what a spec that extends another may be is told by the two together, not by one of them
)
TYPES = sorted({entry.name for entry in ENTRIES} | {alias for table in read.names() for alias in read.table(table).aliases})
MEMBERS = sorted(
    {
        str(member)
        for entry in ENTRIES
        for argument in entry.arguments.values()
        for kind in argument.kinds
        for member in kind.get("enum", ())
    }
)
PLAIN: list[Any] = [
    0, 1, 2, -1, 3, 16, 255, 10**6, 2**63, 0.0, 0.5, -0.5, 1.0, 1.5, 16.0, 1e-7, 1e30, float("inf"), float("-inf"), float("nan"),
    True, False, "", " ", "x", "none", "None", "classes", "auto", "balanced", "16", "0.5", "true", "1/255", "-1/2", "3/2", "0/1", "1/0",
    " 1 / 2 ", "+1/4", "1/255.0", "1/2\n", "a b", "ä", "Name", "-name", "n" * 65, "name\n",
    datetime.date(2026, 1, 1), datetime.datetime(2026, 1, 1, 12), datetime.time(12, 30),
    [], [0], [1, 2], [1, 2, 3], [0.5, 0.5], [3, 3], ["a", "a"], ["x"], [True], [[1, 2], [3, 4]], [1, "a"],
    [{}], [{"type": "Dense", "units": 1}],
    {}, {"type": "Adam"}, {"type": "Dense", "units": 3}, {"type": "LSTM", "units": 3}, {"a": 1}, {"a": "b"}, {"a": 0.5}, {"a": "1/2"},
]  # fmt: skip


def mutated(values: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The values with one to three changes."""
    changed = copy.deepcopy(values)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        spots = list(_spots(changed))
        if spots:
            chance.choice(CHANGES)(chance.choice(spots), changed, chance)
    return changed


def _spots(value: Any) -> Iterator[Spot]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield value, key
        yield from _spots(item)


def _any_value(chance: random.Random) -> Any:
    return copy.deepcopy(chance.choice((chance.choice(PLAIN), chance.choice(PLAIN), chance.choice(TYPES), chance.choice(MEMBERS))))


def _value(spot: Spot, values: Any, chance: random.Random) -> None:
    spot[0][spot[1]] = _any_value(chance)


def _number(spot: Spot, values: Any, chance: random.Random) -> None:
    old = spot[0][spot[1]]
    if isinstance(old, int | float):
        spot[0][spot[1]] = chance.choice((-old, old + 1, old * 1000, float(old), str(old), [old], [old, old], not old, old / 3))


def _word(spot: Spot, values: Any, chance: random.Random) -> None:
    if isinstance(spot[0][spot[1]], str):
        spot[0][spot[1]] = chance.choice(
            (chance.choice(TYPES), chance.choice(MEMBERS), spot[0][spot[1]].upper(), {"type": spot[0][spot[1]]})
        )


def _new_key(spot: Spot, values: Any, chance: random.Random) -> None:
    holder = spot[0] if isinstance(spot[0], dict) else values
    holder[chance.choice(KEYS)] = _any_value(chance)


def _argument(spot: Spot, values: Any, chance: random.Random) -> None:
    """An argument that the entry has, with some value or its default."""
    entry = next((entry for entry in ENTRIES if isinstance(spot[0], dict) and entry.name == spot[0].get("type")), None)
    if entry and entry.arguments:
        argument = chance.choice(list(entry.arguments.values()))
        default = "none" if argument.default is None else argument.default
        spot[0][argument.name] = chance.choice((copy.deepcopy(default), _any_value(chance)))


def _rename(spot: Spot, values: Any, chance: random.Random) -> None:
    if isinstance(spot[0], dict):
        key = spot[1]
        spot[0][chance.choice((chance.choice(KEYS), key + "s", key[1:], key.upper()))] = spot[0].pop(key)


def _delete(spot: Spot, values: Any, chance: random.Random) -> None:
    del spot[0][spot[1]]


def _double(spot: Spot, values: Any, chance: random.Random) -> None:
    if isinstance(spot[0], list):
        spot[0].insert(spot[1], copy.deepcopy(spot[0][spot[1]]))
    else:
        spot[0][chance.choice(KEYS)] = copy.deepcopy(spot[0][spot[1]])


def _nest(spot: Spot, values: Any, chance: random.Random) -> None:
    old = spot[0][spot[1]]
    spot[0][spot[1]] = chance.choice(([old], {"type": old}, {str(spot[1]): old}, {chance.choice(KEYS): old}))


def _unnest(spot: Spot, values: Any, chance: random.Random) -> None:
    old = spot[0][spot[1]]
    if isinstance(old, list | dict) and old:
        spot[0][spot[1]] = next(iter(old.values() if isinstance(old, dict) else old))


def _move(spot: Spot, values: Any, chance: random.Random) -> None:
    """Somewhere else in the spec, under its own key or another."""
    old = spot[0][spot[1]]
    del spot[0][spot[1]]
    homes = [holder for holder, _ in _spots(values) if isinstance(holder, dict)] or [values]
    chance.choice(homes)[spot[1] if isinstance(spot[1], str) else chance.choice(KEYS)] = old


def _swap(spot: Spot, values: Any, chance: random.Random) -> None:
    other = chance.choice(list(_spots(values)))
    spot[0][spot[1]] = copy.deepcopy(other[0][other[1]])


def _whole_entry(spot: Spot, values: Any, chance: random.Random) -> None:
    """Some entry of the catalogue, with what it needs, in the place of a table or of a value."""
    entry = chance.choice(ENTRIES)
    needed = {name: _any_value(chance) for name in entry.required if chance.random() < 0.9}
    spot[0][spot[1]] = {"type": entry.name, **needed}


CHANGES: tuple[Callable[[Spot, Any, random.Random], None], ...] = (
    _value, _value, _number, _word, _new_key, _argument, _argument, _rename, _delete, _double, _nest, _unnest, _move, _swap, _whole_entry,
)  # fmt: skip
