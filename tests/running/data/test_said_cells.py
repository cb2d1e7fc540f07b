"""A row of a table said in words again: what its vector was made of."""

from __future__ import annotations

import numpy as np
import pytest

from specbuild.running.data.tables.features import module_of
from specbuild.running.data.tables.kinds.kind import Making, Reading
from specbuild.running.data.tables.table import TEXT
from specbuild.running.experiment.spoken import cells

CASES = [
    pytest.param("numeric", ["3.5", "-200", "", "1234.5", "0"], {}, ["3.5", "-200", "missing", "1234.5", "0"], id="numbers"),
    pytest.param("categorical", ["red", "blue", "", "red"], {}, ["red", "blue", "missing", "red"], id="words"),
    pytest.param("ordered", ["low", "high", ""], {"levels": ("low", "middle", "high")}, ["low", "high", "missing"], id="levels"),
    pytest.param("boolean", ["yes", "no", "", "yes"], {}, ["true", "false", "missing", "true"], id="truth"),
    pytest.param("date", ["2024-02-29", "1969-12-31", ""], {}, ["2024-02-29", "1969-12-31", "missing"], id="days"),
]  # fmt: skip


@pytest.mark.parametrize("scale", ["standard", "minmax", "none"])
@pytest.mark.parametrize(("kind", "texts", "more", "said"), CASES)
def test_what_a_vector_was_made_of_is_said_again(
    kind: str, texts: list[str], more: dict[str, tuple[str, ...]], said: list[str], scale: str
) -> None:
    module = module_of(kind)
    values = np.array(texts, dtype=TEXT)
    column = module.read(values, np.array([text != "" for text in texts]), Reading(**more))
    entry = {"column": "c", "type": kind, **{key: list(value) for key, value in more.items()}, **module.learn(column, Making(scale))}
    vectors = module.numbers(column, entry)
    assert [cells({"features": [entry]}, row) for row in vectors] == [[("c", word)] for word in said]


def test_a_word_that_training_never_had_is_another() -> None:
    entry = {"column": "c", "type": "categorical", "categories": ["a", "b"], "indicator": False}
    assert cells({"features": [entry]}, np.array([0.0, 0.0])) == [("c", "another")]


def test_what_no_table_taught_has_no_cells() -> None:
    assert cells({}, np.ones(3)) == []
    assert cells({"features": [{"column": "c", "type": "numeric", "indicator": False, "mean": 0.0, "scale": 1.0}]}, np.ones(3)) == []
