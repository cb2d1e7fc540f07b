"""What is said of an entry's range from its arguments alone agrees with what its operation draws."""

from __future__ import annotations

import pytest

from specbuild.catalogue import read
from specbuild.checking.grammar.entry import BLENDING, Entry
from specbuild.checking.meaning.classes import drawn_by
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.data.pipeline.make import make
from specbuild.running.data.pipeline.read import is_one_map
from specbuild.workshop.benchmark.examples import EXAMPLES

pytestmark = pytest.mark.slow  # left out of the tests for every save

SHAPES = {
    "picture": (24, 30, 3), "volume": (12, 12, 12, 1), "clip": (6, 12, 12, 3), "series": (32, 2), "audio": (2000,), "text": (12,),
    "vector": (4,),
}  # fmt: skip
TABLE = read.table("augmentations")
DRAWN_LATER = {"RandomColorJitter", "Solarization"}  # draw beside their ranges, unless all of these say nothing: told when it is built


def facts(type_: str) -> Facts:
    kind = TABLE[type_].facts["kinds"][0]
    column = {"numeric": (0, 1, 2, 3), "widths": (1,) * 4, "center": (0.0,) * 4, "spread": (1.0,) * 4} if kind == "vector" else {}
    bounds = (0.0, 255.0) if kind in ("picture", "volume", "clip") else None
    return Facts(SHAPES[kind], bounds, "multiclass", ("a", "b"), kind, vocabulary=30, tokens="characters", **column)


def of_one_point(type_: str, given: dict) -> dict:
    """The arguments with both ends of each range at one place."""
    ranges = [name for name, known in TABLE[type_].arguments.items() if any(kind.get("minItems") == 2 for kind in known.kinds)]
    ends = {name: value if isinstance(value, int | float) else value[1] for name, value in given.items() if name in ranges}
    return given | {name: [end, end] for name, end in ends.items()}


ALONE = sorted(set(EXAMPLES) - BLENDING)
CASES = [
    *(pytest.param(type_, dict(EXAMPLES[type_]), id=f"{type_} as it is used") for type_ in ALONE),
    *(
        pytest.param(type_, of_one_point(type_, dict(EXAMPLES[type_])), id=f"{type_} of one point")
        for type_ in ALONE
        if type_ not in DRAWN_LATER
    ),
]


@pytest.mark.parametrize(("type_", "given"), CASES)
def test_what_the_arguments_say_is_what_is_drawn(type_: str, given: dict) -> None:
    entry = Entry(type_, "augmentations", given, {}, ("augmentation", 0))
    assert is_one_map(make(entry.known.where, type_, given, facts(type_))) == (not drawn_by(entry))
