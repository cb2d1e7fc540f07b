"""JSON in the forms in which programs write tables."""

from __future__ import annotations

import gzip
import json

import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.numbers import Notation
from specbuild.running.data.tables.read import read_file

ROWS = [{"text": "7\n8", "size": 1.5, "kind": None}, {"text": "ü", "size": 2, "kind": True}, {"text": "007", "size": -3, "kind": "b"}]
NAMES = list(ROWS[0])
CELLS = {"text": ["7\n8", "ü", "007"], "size": ["1.5", "2", "-3"], "kind": ["", "true", "b"]}


def read(folder, content, name="t.json"):
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(LoadContext(folder, at=()), file, Form())


LISTED = json.dumps(ROWS, indent=2)
LINES = "\n".join(map(json.dumps, ROWS))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(LISTED, "t.json", id="a list of objects"),
        pytest.param(LISTED, "t.jsonl", id="a list, whatever the name says"),
        pytest.param(LINES, "t.jsonl", id="an object a line"),
        pytest.param(LINES, "t.json", id="an object a line in a file that is called JSON"),
        pytest.param("\ufeff" + LISTED, "t.json", id="a byte-order mark"),
        pytest.param(gzip.compress(LISTED.encode()), "t.json.gz", id="compressed"),
        pytest.param(json.dumps({name: [row[name] for row in ROWS] for name in NAMES}), "t.json", id="an object of lists"),
        pytest.param(
            json.dumps({name: {str(row): ROWS[row][name] for row in range(3)} for name in NAMES}), "t.json", id="as pandas writes it"
        ),
        pytest.param(
            json.dumps({"columns": NAMES, "index": [0, 1, 2], "data": [list(row.values()) for row in ROWS]}),
            "t.json",
            id="names and rows apart",
        ),
    ],
)
def test_one_table_in_many_forms(tmp_path, content, name):
    found = read(tmp_path, content, name)
    assert {name: [str(cell) for cell in found[name]] for name in found.names} == CELLS


def test_numbers_of_json_and_parquet_are_numbers_whatever_mark_the_loader_reads(tmp_path):
    polars = pytest.importorskip("polars")
    polars.DataFrame({"size": [1.5, -2.0], "kind": ["1.5", "x"]}).write_parquet(tmp_path / "t.parquet")
    (tmp_path / "t.json").write_text('[{"size": 1.5, "kind": "1.5"}, {"size": -2.0, "kind": "x"}]')
    for name in ("t.parquet", "t.json"):
        found = read_file(LoadContext(tmp_path, at=()), tmp_path / name, Form(numbers=Notation(decimal=",")))
        assert [[str(cell) for cell in found[column]] for column in found.names] == [["1,5", "-2,0"], ["1.5", "x"]]


def test_cells_of_objects_in_objects_are_columns(tmp_path):
    found = read(tmp_path, '[{"a": {"b": 1, "c": {"d": "x"}}, "e": {}}, {"a": {"b": null, "c": {"d": "y"}}, "e": {}}]')
    assert {name: found[name].tolist() for name in found.names} == {"a.b": ["1", ""], "a.c.d": ["x", "y"], "e": ["{}", "{}"]}


@pytest.mark.parametrize("depth", [9, 400, 100_000])
def test_objects_without_end_are_one_cell_or_refused(tmp_path, depth):
    try:
        found = read(tmp_path, '[{"a": ' + '{"a": ' * depth + "1" + "}" * depth + "}]")
    except Refused:
        assert depth > 400
    else:
        assert len(found.names) == 1


def test_one_object_is_one_row(tmp_path):
    assert len(read(tmp_path, '{"a": 1, "b": null}')) == 1


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        pytest.param(LISTED[:-5], "D305", "line 16, column", id="a file that was cut off, by line and column"),
        pytest.param(json.dumps({"data": ROWS, "version": 2}), "D305", "keys `data`, `version`", id="a list inside an object"),
        pytest.param('{"a": [1, 2], "b": [1]}', "D305", "lists of 1 to 2 values", id="columns of unequal length"),
        pytest.param("[[1, 2], [3, 4]]", "D305", "row 1 is no object", id="lists in a list"),
        pytest.param('[{"a": 1}, {"b": 1}]', "D305", "other keys", id="other keys in other rows"),
        pytest.param("5", "D305", "a single value", id="a number alone"),
        pytest.param("[]", "D308", "empty", id="an empty list"),
        pytest.param("", "D308", "empty", id="an empty file"),
        pytest.param("[" * 100_000, "D305", "is no JSON", id="brackets without end"),
        pytest.param(b'[{"a": "\xff"}]', "D302", "cannot be read", id="no UTF-8"),
    ],
)
def test_refused(tmp_path, content, code, said):
    with pytest.raises(Refused) as refused:
        read(tmp_path, content)
    assert {finding.code for finding in refused.value.findings} == {code}
    assert said in refused.value.findings[0].message
