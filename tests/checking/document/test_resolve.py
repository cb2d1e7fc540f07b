"""Inheritance and overrides: what wins, and where each value says it comes from."""

from __future__ import annotations

import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.checking.document.address import address
from specbuild.checking.document.document import Document
from specbuild.checking.document.override import read_override
from specbuild.checking.document.resolve import resolve

BASE = """\
name = "base"
[training]
epochs = 10
optimizer = { type = "Adam", learning_rate = 0.1 }
[[training.callbacks]]
type = "EarlyStopping"
[[layers]]
type = "Flatten"
[[layers]]
name = "head"
type = "Dense"
units = 10
"""


@pytest.fixture
def resolved(tmp_path):
    def write(child, *overrides):
        (tmp_path / "base.toml").write_text(BASE)
        (tmp_path / "child.toml").write_text(child)
        return resolve(Document.read(tmp_path / "child.toml"), [read_override(text) for text in overrides])

    return write


def where(resolved, *path):
    place = resolved.place(path)
    return f"{place.file.rsplit('/', 1)[-1]}:{place.line}"


@pytest.mark.parametrize(
    ("child", "path", "value", "place"),
    [
        pytest.param('extends = "base.toml"', ("training", "epochs"), 10, "base.toml:3", id="what is not given is inherited"),
        pytest.param('extends = "base.toml"\ntraining.epochs = 3', ("training", "epochs"), 3, "child.toml:2", id="what is given wins"),
        pytest.param(
            'extends = "base.toml"\ntraining.epochs = 3', ("training", "optimizer", "type"), "Adam", "base.toml:4", id="tables merge"
        ),
        pytest.param(
            'extends = "base.toml"\n[layers.head]\nunits = 3', ("layers", 1, "units"), 3, "child.toml:3", id="an entry is addressed by name"
        ),
        pytest.param(
            'extends = "base.toml"\n[layers.head]\nunits = 3', ("layers", 1, "type"), "Dense", "base.toml:11", id="the rest of it is kept"
        ),
        pytest.param(
            'extends = "base.toml"\nunset = ["training.callbacks"]', ("training",), None, "child.toml:1", id="what is unset is gone"
        ),
        pytest.param(
            'extends = "base.toml"\n[[layers]]\ntype = "A"', ("layers", 0, "type"), "A", "child.toml:3", id="arrays are replaced whole"
        ),
        pytest.param(
            'extends = "base.toml"\ntraining.optimizer = { type = "SGD" }', ("training", "optimizer"), {"type": "SGD"}, "child.toml:2",
            id="another type takes none of the old arguments",
        ),
    ],
)  # fmt: skip
def test_inheritance(resolved, child, path, value, place):
    result = resolved(child)
    found = result.values
    for part in path:
        found = found[part]
    if value is None:
        assert "callbacks" not in found
    else:
        assert found == value
        assert where(result, *path) == place
    assert "extends" not in result.values
    assert "unset" not in result.values


@pytest.mark.parametrize(
    ("override", "path", "value"),
    [
        pytest.param("training.epochs=3", ("training", "epochs"), 3, id="a number"),
        pytest.param("name=other", ("name",), "other", id="an unquoted word is text"),
        pytest.param('name="3"', ("name",), "3", id="a quoted number is text"),
        pytest.param("layers.head.units=5", ("layers", 1, "units"), 5, id="an entry by name"),
        pytest.param("layers.0.type=Reshape", ("layers", 0, "type"), "Reshape", id="an entry by number"),
        pytest.param("task.type=binary", ("task", "type"), "binary", id="a table that was not there"),
        pytest.param("loader.size=[32, 32]", ("loader", "size"), [32, 32], id="a list"),
        pytest.param("training.loss=", ("training", "loss"), "", id="an empty text"),
    ],
)
def test_override(resolved, override, path, value):
    result = resolved(BASE, override)
    found = result.values
    for part in path:
        found = found[part]
    assert found == value
    assert result.place(path).file == "--set"


@pytest.mark.parametrize(
    ("child", "overrides", "code", "message"),
    [
        pytest.param('extends = "bsae.toml"', (), "D005", "did you mean `base.toml`?", id="no such base"),
        pytest.param('extends = "child.toml"', (), "D005", "extends itself", id="a base that is the file itself"),
        pytest.param('extends = "base.toml"\nunset = ["training.epoch"]', (), "D006", "cannot be unset", id="nothing to unset"),
        pytest.param('extends = "base.toml"\n[layers.haed]\nunits = 1', (), "D006", "did you mean `head`?", id="no entry of that name"),
        pytest.param(BASE, ("layers.7.units=1",), "D007", "no `7`", id="no entry of that number"),
        pytest.param(BASE, ("layers.haed.units=1",), "D007", "did you mean `head`?", id="no entry of that name to set"),
        pytest.param(BASE, ("epochs",), "D007", "KEY=VALUE", id="no equals sign"),
        pytest.param(BASE, ("name.x.y=1",), "D007", "no `x`", id="text has nothing inside"),
    ],
)
def test_what_is_refused(resolved, child, overrides, code, message):
    with pytest.raises(Refused) as refused:
        resolved(child, *overrides)
    (finding,) = refused.value.findings
    assert finding.code == code
    assert message in finding.message + finding.help
    assert finding.place is not None


def test_the_text_of_a_base_is_not_changed_by_what_overrides_it(resolved):
    document = Document.of(BASE)
    resolve(document, [read_override("training.epochs=3"), read_override("layers.head.units=5")])
    assert document.values == Document.of(BASE).values


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        pytest.param(["layers", "head", "units"], ("layers", 1, "units"), id="by name"),
        pytest.param(["layers", "1", "units"], ("layers", 1, "units"), id="by number"),
        pytest.param(["layers", "9"], None, id="nothing there"),
        pytest.param(["name", "x"], None, id="inside text"),
    ],
)
def test_address(parts, path):
    assert address(Document.of(BASE).values, parts) == path
