"""`specbuild explain training.epochs`: what a key of the language means, and `specbuild explain training` all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from specbuild.checking.grammar.tables.spec import SpecTable
from specbuild.checking.grammar.words import words
from specbuild.showing.explain.key import explain_key
from specbuild.showing.explain.value import table_in


def keys(model=SpecTable, above: str = "") -> Iterator[tuple[str, str]]:
    """Every key of the language with its words."""
    for name, field in model.model_fields.items():
        yield f"{above}{name}", words(model, name)
        if inside := table_in(field):
            yield from keys(inside, f"{above}{name}.")


@pytest.mark.parametrize(("key", "meaning"), [pytest.param(*pair, id=pair[0]) for pair in keys()])
def test_every_key_is_explained(key, meaning):
    said = explain_key(key)
    assert said.startswith(key)
    assert meaning
    assert meaning in said


@pytest.mark.parametrize(
    ("key", "says"),
    [
        pytest.param("training", ["How the network is trained", "epochs  (default 10)", "batch_size"], id="a table with its keys"),
        pytest.param("augmentation.0.probability", ["Share of the samples", "at most 1"], id="what every entry of a list can carry"),
        pytest.param("task.type", ["(required)", '`"multiclass"`'], id="what has to be given"),
    ],
)
def test_what_is_said(key, says):
    assert [part for part in says if part not in explain_key(key)] == []


@pytest.mark.parametrize("key", ["training.epoch", "epochs", "loader.path", "layers.0.units", "Conv2D", "", ".", "3"])
def test_what_is_no_key_of_the_language(key):
    assert explain_key(key) is None
