"""Tables whose header says what each column holds: ARFF, and the `.ts` files of the archives of series."""

from __future__ import annotations

import string

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.read import parts_of, read_file, read_table

ARFF = """% a comment
@RELATION 'the flowers'

@attribute 'petal width' REAL
@attribute count integer
@attribute\tzip {01,'02 b'}
@attribute seen date "yyyy-MM-dd"
@attribute note string
@attribute class{a,b}

@DATA
0.5,1,01,2024-05-31,'it\\'s, a note',a
% between rows
?, 2 ,'02 b',"2024-06-01","",b
"""
TS = """# a comment
@problemName Moves
@timeStamps false
@univariate false
@dimensions 2
@equalLength false
@classLabel true walk run
@data
1,2,3:4,?,6:walk
1,2:3,4:run
"""
RELATIONAL = """@relation moves
@attribute bag relational
  @attribute t0 numeric
  @attribute t1 numeric
@end bag
@attribute class {a,b}
@data
'1,2\\n3,4',a
"""


def read(folder, content, name, *, whole=True):
    (folder / name).write_text(content)
    return read_file(LoadContext(folder), folder / name, Form(), whole=whole)


def cells(table):
    return {name: table[name].tolist() for name in table.names}


def test_arff_says_what_its_columns_hold(tmp_path):
    table = read(tmp_path, ARFF, "t.arff")
    assert cells(table) == {
        "petal width": ["0.5", "?"], "count": ["1", "2"], "zip": ["01", "02 b"], "seen": ["2024-05-31", "2024-06-01"],
        "note": ["it's, a note", ""], "class": ["a", "b"],
    }  # fmt: skip
    assert table.kinds == {
        "petal width": "numeric", "count": "numeric", "zip": "categorical", "seen": "date", "note": "categorical", "class": "categorical",
    }  # fmt: skip
    assert table.lines.tolist() == [12, 14]


def test_a_relational_column_holds_channels(tmp_path):
    table = read(tmp_path, RELATIONAL, "t.arff")
    assert cells(table) == {"dim_0": ["1,2"], "dim_1": ["3,4"], "class": ["a"]}
    assert table.kinds == {"dim_0": "series", "dim_1": "series", "class": "categorical"}


def test_a_ts_file_holds_a_channel_a_column(tmp_path):
    table = read(tmp_path, TS, "t.ts")
    assert cells(table) == {"dim_0": ["1,2,3", "1,2"], "dim_1": ["4,?,6", "3,4"], "class": ["walk", "run"]}
    assert table.lines.tolist() == [9, 10]


def test_numbers_to_predict_stand_in_the_column_target(tmp_path):
    table = read(tmp_path, "@univariate true\n@targetlabel true\n@data\n1,2:0.5\n", "t.ts")
    assert cells(table) == {"dim_0": ["1,2"], "target": ["0.5"]}
    assert table.kinds["target"] == "numeric"


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        pytest.param("t.arff", ARFF.replace("'02 b',\"", '03,"'), "row 14: it holds `03` in the column `zip`", id="no level of the header"),
        pytest.param("t.arff", ARFF.replace(",a\n", "\n"), "row 12: it has 5 cells, and the header 6 columns", id="a cell too few"),
        pytest.param("t.arff", ARFF.replace("note',", "note,"), "row 12: it has a quotation mark", id="a text without an end"),
        pytest.param("t.arff", ARFF + "{0 1, 5 a}\n", "row 15: it is sparse", id="a sparse row"),
        pytest.param("t.arff", ARFF.replace("integer", "complex"), "row 5: it says that `count` holds `complex`", id="an unknown type"),
        pytest.param("t.arff", ARFF.replace("@attribute count", "@column count"), "row 5: it is no line of a header", id="another word"),
        pytest.param("t.arff", ARFF.replace("count", "note"), "it calls two columns `note`", id="two columns of one name"),
        pytest.param("t.arff", ARFF.split("@DATA")[0], "has no line `@data`", id="cut off in the header"),
        pytest.param("t.arff", ARFF.split("0.5,1")[0], "has no rows", id="cut off behind the header"),
        pytest.param("t.arff", RELATIONAL + "'1,2',b\n", "row 9: it has 1 of 2 channels", id="a channel too few"),
        pytest.param("t.ts", TS.replace(":run", ":hop"), "row 10: it has the label `hop`", id="no label of the header"),
        pytest.param("t.ts", TS.replace(":walk", ""), "row 9: it has 2 parts with `:` between them, and by the header 3", id="no label"),
        pytest.param("t.ts", TS.replace("Stamps false", "Stamps true"), "row 3: it says that steps have time stamps", id="time stamps"),
        pytest.param("t.ts", TS.replace("Length false", "Length true"), "row 10: it has 2 steps, and by the header", id="a short row"),
        pytest.param("t.ts", TS.replace("@data\n", ""), "row 8: it is no line of a header", id="no line that begins the data"),
        pytest.param("t.ts", "@problemName x\n@data\n", "has no rows", id="no rows"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_row(tmp_path, name, content, word):
    with pytest.raises(Refused) as refused:
        read(tmp_path, content, name)
    assert word in refused.value.findings[0].message
    assert refused.value.findings[0].help


@pytest.mark.parametrize(("name", "content", "row"), [("t.arff", ARFF + "{1 2}\n", 15), ("t.ts", TS + "1:2\n", 11)])
def test_to_predict_rows_at_fault_are_told_apart(tmp_path, name, content, row):
    table = read(tmp_path, content, name, whole=False)
    assert len(table) == 2
    assert list(table.astray) == [row]


@pytest.mark.parametrize("beside", [["M.txt", "M_TRAIN.arff", "M_TEST.arff", "M_TRAIN.txt", "M_TEST.txt"], []])
def test_an_unpacked_data_set_of_the_archive_is_its_two_parts(tmp_path, beside):
    for name in beside:
        (tmp_path / name).write_text("a description\n")
    for part in ("TRAIN", "TEST"):
        (tmp_path / f"M_{part}.ts").write_text(TS)
    assert {file.name: part for file, part in parts_of(tmp_path).items()} == {"M_TRAIN.ts": "train", "M_TEST.ts": "test"}
    table = read_table(LoadContext(tmp_path), ".", Form())
    assert table.parts == ["train", "train", "test", "test"]


texts = st.text(st.sampled_from(string.ascii_letters + string.digits + " ,;:{}%\\'\"?é\t\n"), max_size=12).map(str.strip)


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
def test_any_text_that_is_quoted_comes_back(tmp_path_factory, rows):
    def quoted(text):
        for mark, instead in (("\\", "\\\\"), ("'", "\\'"), ("\n", "\\n"), ("\t", "\\t")):
            text = text.replace(mark, instead)
        return f"'{text}'"

    body = "".join(f"{quoted(first)},{quoted(second)}\n" for first, second in rows)
    table = read(tmp_path_factory.mktemp("arff"), f"@relation x\n@attribute a string\n@attribute b string\n@data\n{body}", "t.arff")
    assert np.stack([table["a"], table["b"]], axis=1).tolist() == [list(row) for row in rows]
