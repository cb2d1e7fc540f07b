"""Tables are read exactly or refused by row, and become numbers by what the training rows teach alone."""

from __future__ import annotations

import bz2
import gzip
import inspect
import io
import json
import lzma
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.loaders.table import inputs, table

ROWS = [(5.1, 3.5, "a"), (4.9, 3.0, "a"), (6.3, 3.3, "b"), (5.8, 2.7, "b"), (7.1, 3.0, "c"), (6.3, 2.9, "c")] * 3
BODY = "".join(f"{x},{y},{label}\n" for x, y, label in ROWS)
HEAD = "length,width,kind\n"
GOOD = HEAD + BODY


def load(folder, content, task="multiclass", **arguments):
    file = folder / arguments.pop("name", "t.csv")
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return table(LoadContext(folder, task=task), path=file.name, **{"target": "kind", **arguments})


def learnt(samples, rows=None):
    rows = np.arange(len(samples)) if rows is None else rows
    said, made = samples.learn(np.asarray(rows))
    return json.loads(json.dumps(said)), made


def zipped(content, *more):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("t.csv", *more):
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "arguments"),
    [
        pytest.param(GOOD, {}, id="an ordinary table"),
        pytest.param(b"\xef\xbb\xbf" + GOOD.encode(), {}, id="a byte-order mark is no part of the first name"),
        pytest.param(GOOD.encode("utf-16"), {}, id="UTF-16 is told by its mark"),
        pytest.param(GOOD.replace(",", ";"), {}, id="semicolons are found"),
        pytest.param(GOOD.replace(",", "\t"), {}, id="tabs are found"),
        pytest.param(GOOD.replace(",", ";").replace(".", ","), {"decimal": ","}, id="decimal commas as stated"),
        pytest.param(GOOD.replace("\n", "\r\n"), {}, id="line ends of Windows"),
        pytest.param(GOOD.replace(",", " , "), {}, id="blanks around cells do not count"),
        pytest.param(GOOD + "\n\n", {}, id="blank lines at the end do not count"),
        pytest.param(gzip.compress(GOOD.encode()), {}, id="gzip, whatever its name"),
        pytest.param(bz2.compress(GOOD.encode()), {}, id="bzip2"),
        pytest.param(lzma.compress(GOOD.encode()), {}, id="xz"),
        pytest.param(zipped(GOOD), {}, id="zip"),
        pytest.param(BODY, {"header": False, "target": 3}, id="no header: columns by number"),
        pytest.param(BODY, {"header": False, "target": "column 3", "features": ["column 1", 2]}, id="no header: columns by name"),
        pytest.param(GOOD, {"features": ["*th"]}, id="features by pattern"),
    ],
)
def test_one_table_in_many_forms(tmp_path, content, arguments):
    samples = load(tmp_path, content, **arguments)
    assert samples.classes == ("a", "b", "c")
    _, made = learnt(samples)
    lengths = np.array([row[0] for row in ROWS])
    assert made.shape == (2,)
    np.testing.assert_allclose(made.read(np.arange(18))[:, 0], (lengths - lengths.mean()) / lengths.std(), rtol=1e-6)


@pytest.mark.parametrize(
    ("content", "arguments", "code", "words"),
    [
        pytest.param(GOOD + "5.0,3.1\n5.0,3.1,a,extra\n", {}, "D305", ["row 20", "row 21"], id="ragged rows, each named"),
        pytest.param(GOOD + "5.0,3.1,\n5.0,3.1,NaN\n", {}, "D315", ["row 20, t.csv, row 21"], id="labels that are missing make no class"),
        pytest.param("length,price\n1,2\n2,\n3,nan\n4,5\n", {"target": "price", "task": "regression"}, "D315", ["row 3"], id="target"),
        pytest.param(GOOD.replace(",a", ",café").encode("latin-1"), {}, "D304", ["row 2", "UTF-8"], id="another encoding, by row"),
        pytest.param(GOOD.replace(",", ";").replace(".", ","), {}, "D313", ["4,9"], id="decimal commas are not taken for words"),
        pytest.param(BODY, {}, "D307", ["5.1"], id="a first row of data is not eaten"),
        pytest.param(HEAD, {}, "D308", [], id="a header without rows"),
        pytest.param("", {}, "D308", [], id="an empty file"),
        pytest.param("length,length,kind\n" + BODY, {}, "D306", ["`length`"], id="two columns of one name"),
        pytest.param(GOOD + "unknown,3.1,a\n", {}, "D313", ["row 20", "unknown"], id="a word among numbers, by row"),
        pytest.param(GOOD + "1e400,3.1,b\n", {}, "D314", ["row 20"], id="a number too large for a number"),
        pytest.param(GOOD + "5.0,3.1,a\0\n", {}, "D304", ["row 20"], id="a NUL"),
        pytest.param(GOOD + '5.0,3.1,"a\n', {}, "D302", [], id="a quotation mark that is never closed"),
        pytest.param(GOOD + ",3.1,a\n", {}, "D317", ["row 20", "`length`"], id="a missing feature and no policy"),
        pytest.param(GOOD, {"target": "kin"}, "D311", ["kin"], id="no such column"),
        pytest.param(GOOD, {"features": ["length", "kind"]}, "D312", ["`kind`"], id="the target is no feature"),
        pytest.param(GOOD, {"drop": ["length", "width"]}, "D319", [], id="nothing left to predict from"),
        pytest.param(GOOD, {"task": "binary"}, "D316", ["3"], id="three classes are not binary"),
        pytest.param(GOOD, {"weights": "kind"}, "D312", [], id="the target is no weight"),
        pytest.param(GOOD + "5.0,0,a\n", {"weights": "width"}, "D314", ["row 20"], id="a weight of nothing"),
        pytest.param(GOOD, {"classes": ["a", "b"]}, "D316", ["`c`"], id="a label that `classes` does not name"),
        pytest.param(gzip.compress(b"0" * 10**6)[:500], {}, "D302", [], id="a damaged archive"),
        pytest.param(zipped(GOOD, "other.csv"), {}, "D302", ["2 files"], id="an archive of two files"),
    ],
)
def test_refused(tmp_path, content, arguments, code, words):
    with pytest.raises(Refused) as refused:
        load(tmp_path, content, **arguments)
    assert {finding.code for finding in refused.value.findings} == {code}
    said = " ".join(finding.message for finding in refused.value.findings)
    assert all(word in said for word in words), said
    assert all(finding.help for finding in refused.value.findings)


def test_an_archive_of_endless_zeros_stops_at_the_memory_allowed(tmp_path):
    (tmp_path / "bomb.csv").write_bytes(gzip.compress(b"a,b\n" + b"0,0\n" * 10**6))
    with pytest.raises(Refused) as refused:
        table(LoadContext(tmp_path, memory=10**5), path="bomb.csv", target="a")
    assert refused.value.findings[0].code == "D303"


def test_labels_that_begin_with_zeros_stay_apart(tmp_path):
    samples = load(tmp_path, GOOD.replace(",a\n", ",007\n").replace(",b\n", ",07\n").replace(",c\n", ",7\n"))
    assert sorted(samples.classes) == ["007", "07", "7"]


def test_kinds_of_columns(tmp_path):
    rows = [
        "code,when,flag,size,colour,number,empty,kind", "007,2024-01-01,yes,S,red,1,,a", "012,2024-06-30,no,L,blue,2.5,,b",
        "7,2024-07-01,yes,M,red,-3e2,,a", "7,2024-12-31,no,S,green,0,,b",
    ]  # fmt: skip
    said, made = learnt(load(tmp_path, "\n".join(rows), types={"size": ["S", "M", "L"]}))
    kinds = {column["column"]: column["type"] for column in said["features"]}
    assert kinds == {
        "code": "categorical", "when": "date", "flag": "boolean", "size": "ordered", "colour": "categorical", "number": "numeric",
    }  # fmt: skip
    assert made.shape == (3 + 5 + 1 + 1 + 3 + 1,)
    assert np.isfinite(made.read(np.arange(4))).all()
    assert any("`empty`" in note for note in made.notes)


def test_missing_features_are_imputed_by_the_training_median_with_a_mark(tmp_path):
    rows = "x,colour,kind\n1,red,a\n2,,b\n9,red,a\n,blue,b\n,blue,a\n100,red,b\n"
    said, made = learnt(load(tmp_path, rows, on_missing="impute"), [0, 1, 2, 3])
    x, colour = said["features"]
    assert (x["fill"], x["indicator"], colour["categories"], colour["indicator"]) == (2.0, True, ["blue", "red"], True)
    values = made.read(np.arange(6))
    assert values[4, 0] == pytest.approx((2.0 - x["mean"]) / x["scale"])
    assert values[:, 1].tolist() == [0, 0, 0, 1, 1, 0]
    assert values[1, 2:].tolist() == [0, 0, 1]


def test_augmentation_learns_which_columns_belong_together_and_which_are_measured(tmp_path):
    content = "colour,x,kind\n" + "red,1,a\nblue,2,b\ngreen,,a\n" * 4
    _, made = learnt(load(tmp_path, content, types={"x": "numeric", "colour": "categorical"}, on_missing="impute"))
    assert sum(made.widths) == made.shape[0] == 5
    assert made.widths == (3, 2)  # three colours; a number, and whether it was missing
    assert made.numeric == (3,)


def test_rows_with_missing_features_are_dropped_and_counted(tmp_path):
    samples = load(tmp_path, GOOD + ",3.1,a\n", on_missing="drop")
    assert len(samples) == 18
    assert any("1 of 19 rows" in note for note in samples.notes)


def test_a_level_that_training_rows_never_had_is_none_of_them(tmp_path):
    samples = load(tmp_path, "colour,kind\n" + "red,a\nblue,b\n" * 3 + "green,a\n")
    _, made = learnt(samples, range(6))
    assert made.read(np.array([6])).tolist() == [[0, 0]]


def test_many_levels_are_hashed_the_same_everywhere(tmp_path):
    samples = load(tmp_path, "word,x,kind\n" + "".join(f"w{n % 50},{n},{'ab'[n % 2]}\n" for n in range(100)), most_levels=10, hashed=16)
    said, made = learnt(samples)
    assert said["features"][0] == {"column": "word", "type": "categorical", "hashed": 16, "indicator": False}
    values = made.read(np.arange(100))[:, :16]
    assert (np.abs(values).sum(axis=1) == 1).all()
    assert (values[:50] == values[50:]).all()


def test_the_same_files_in_parts(tmp_path):
    for part in ("train", "test"):
        (tmp_path / f"{part}.csv").write_text(GOOD)
    samples = table(LoadContext(tmp_path.parent), path=tmp_path.name, target="kind")
    assert samples.subsets == ["train"] * 18 + ["test"] * 18
    assert samples.ids[0] == "train.csv:2"
    assert samples.ids[18] == "test.csv:2"


def test_what_stands_beside_features_and_target(tmp_path):
    rows = "who,day,use,w,x,kind\nann,2024-01-02,train,1,5,a\nbob,2024-01-01,val,2.5,6,b\n"
    arguments = {"id": "who", "split_columns": ["day"], "part": "use", "weights": "w"}
    samples = load(tmp_path, rows, **arguments)
    assert samples.ids == ["ann", "bob"]
    assert samples.subsets == ["train", "validation"]
    assert samples.weights.tolist() == [1.0, 2.5]
    assert samples.groups["day"].tolist() == ["2024-01-02", "2024-01-01"]
    assert learnt(samples)[1].shape == (1,)


@pytest.mark.parametrize(
    ("rows", "arguments", "classes", "targets"),
    [
        pytest.param("x,cat,dog\n1,1,0\n2,0,0\n", {"target": ["cat", "dog"]}, ("cat", "dog"), [[1, 0], [0, 0]], id="columns"),
        pytest.param("x,cat,dog\n1,yes,no\n2,no,no\n", {"target": ["cat", "dog"]}, ("cat", "dog"), [[1, 0], [0, 0]], id="yes and no"),
        pytest.param("x,tags\n1,b;a\n2,\n3,a\n", {"target": 2, "separator": ";"}, ("a", "b"), [[1, 1], [0, 0], [1, 0]], id="one column"),
    ],
)  # fmt: skip
def test_multilabel(tmp_path, rows, arguments, classes, targets):
    samples = load(tmp_path, rows, task="multilabel", **arguments)
    assert samples.classes == classes
    assert samples.targets.tolist() == targets


def test_several_targets_of_a_regression(tmp_path):
    samples = load(tmp_path, "x,y,z\n1,2,3\n4,5,-6\n", task="regression", target=["z", "y"])
    assert samples.target_names == ("z", "y")
    assert samples.targets.tolist() == [[3, 2], [-6, 5]]


def test_rows_to_predict_become_the_same_numbers(tmp_path):
    rows = "x,colour,when,kind\n1,red,2024-01-01,a\n,blue,2024-02-01,b\n3,,2024-03-01,a\n4,red,2024-04-01,b\n"
    samples = load(tmp_path, rows, on_missing="impute")
    said, made = learnt(samples, [0, 1, 2])
    without = tmp_path / "new.csv"
    without.write_text("\n".join(line.rsplit(",", 1)[0] for line in rows.splitlines()))
    defaults = {name: one.default for name, one in inspect.signature(table).parameters.items() if name != "context"}
    asked = inputs(LoadContext(tmp_path), [without], said, **{**defaults, "path": "t.csv", "target": "kind", "on_missing": "impute"})
    assert asked.targets.shape == (4, 0)
    np.testing.assert_array_equal(asked.read(np.arange(4)), made.read(np.arange(4)))


def asked(folder, made, names, **more):
    defaults = {name: one.default for name, one in inspect.signature(table).parameters.items() if name != "context"}
    said, _ = learnt(load(folder, made, **more), [0, 1, 2])
    return inputs(LoadContext(folder), [folder / name for name in names], said, **{**defaults, "path": "t.csv", "target": "kind", **more})


TRAINED = "x,colour,kind\n1,red,a\n2,blue,b\n3,red,a\n4,red,b\n"


def test_rows_to_predict_are_named_by_their_lines_and_each_bad_file_has_its_reason(tmp_path):
    files = {
        "good.csv": "colour,x\nred,1\nblue,2\n",
        "ragged.csv": "x,colour\n1\n",
        "other.csv": "x\n1\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    found = asked(tmp_path, TRAINED, [*files, "gone.csv", "good.csv"])
    assert list(found.ids) == [f"{tmp_path}/good.csv:2", f"{tmp_path}/good.csv:3"] * 2
    assert found.read(np.array([0, 2]))[0].tolist() == found.read(np.array([0, 2]))[1].tolist()
    reasons = {name.rpartition("/")[2]: why for name, why in found.unreadable.items()}
    assert sorted(reasons) == ["gone.csv", "other.csv", "ragged.csv"]
    assert "there is no column `colour`" in reasons["other.csv"]


def test_each_row_that_cannot_be_read_is_named_and_the_others_are_predicted(tmp_path):
    (tmp_path / "new.csv").write_text("x,colour\n1,red\n,red\n3,NA\nlots,red\n2,red,\n4\n1e99,red\n4,blue\n")
    found = asked(tmp_path, TRAINED, ["new.csv"])
    assert [name.rpartition(":")[2] for name in found.ids] == ["2", "9"]
    assert {name.rpartition(":")[2]: why for name, why in found.unreadable.items()} == {
        "3": "misses a value in the column `x`",
        "4": "misses a value in the column `colour`",
        "5": "cannot be read: `lots` in the column `x` is not a number",
        "6": "has 3 cells, and the table 2 columns",
        "7": "has 1 cell, and the table 2 columns",
        "8": "cannot be read: `1e99` in the column `x` is larger than 32 bits can hold",
    }
    assert found.read(np.array([1])).tolist() == asked(tmp_path, TRAINED, ["new.csv"]).read(np.array([1])).tolist()


def test_a_json_row_that_cannot_be_read_is_named_and_the_others_are_predicted(tmp_path):
    lines = ['{"x": 1}', '{"x": 1, "colour": "red"}', "{", "3", '{"x": "lots", "colour": "red"}', '{"x": 4, "colour": "blue"}']
    (tmp_path / "new.jsonl").write_text("\n".join(lines))
    found = asked(tmp_path, TRAINED, ["new.jsonl"])
    assert [name.rpartition(":")[2] for name in found.ids] == ["2", "6"]
    assert [name.rpartition(":")[2] for name in found.unreadable] == ["1", "3", "4", "5"]


def test_a_row_to_predict_without_a_name_of_its_own_is_told_apart(tmp_path):
    (tmp_path / "new.csv").write_text("x,colour,name\n1,red,A\n2,red,\n3,red,A\n4,red,B\n")
    found = asked(
        tmp_path,
        TRAINED.replace("kind", "kind,name", 1).replace("a\n", "a,{}\n").replace("b\n", "b,{}\n").format(*"uvwx"),
        ["new.csv"],
        id="name",
    )
    assert list(found.ids) == ["A", "B"]
    assert {name.rpartition(":")[2]: why for name, why in found.unreadable.items()} == {
        "3": "has no name in the column `name`",
        "4": "is called `A`, as row 2 is",
    }


@pytest.mark.parametrize("folder", [True, False])
def test_where_nothing_can_be_read_there_are_no_samples(tmp_path, folder):
    (tmp_path / "new").mkdir()
    found = asked(tmp_path, TRAINED, ["new" if folder else "gone.csv"])
    assert len(found) == 0
    assert len(found.unreadable) == 1


def test_what_another_run_learnt_is_applied_to_the_same_rows(tmp_path):
    samples = load(tmp_path, TRAINED)
    said, made = learnt(samples, [0, 1, 2])
    few = load(tmp_path, "x,colour,kind\n1,green,a\n3,red,b\n").apply(said)
    assert few.read(np.array([1])).tolist() == made.read(np.array([2])).tolist()
    assert few.shape == made.shape


cells = st.one_of(st.integers(-(10**6), 10**6), st.floats(-1e6, 1e6, allow_subnormal=False)).map(str)


@given(st.lists(st.tuples(cells, st.sampled_from(["red", "blue", "NA"])), min_size=6, max_size=20), st.data())
def test_what_is_learnt_depends_on_training_rows_alone(tmp_path_factory, rows, data):
    folder = tmp_path_factory.mktemp("law")

    def text(rows):
        return "x,colour,kind\n" + "".join(f"{x},{colour},{'ab'[n % 2]}\n" for n, (x, colour) in enumerate(rows))

    train = data.draw(st.lists(st.integers(0, len(rows) - 1), min_size=2, unique=True))
    other = [row if n in train else data.draw(st.tuples(cells, st.sampled_from(["red", "green", "NA"]))) for n, row in enumerate(rows)]
    options = {"types": {"x": "numeric", "colour": "categorical"}, "on_missing": "impute"}
    one, first = learnt(load(folder, text(rows), **options), train)
    two, second = learnt(load(folder, text(other), **options), train)
    assert one == two
    np.testing.assert_array_equal(first.read(np.array(train)), second.read(np.array(train)))


def test_parquet(tmp_path):
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"code": ["007", "7", None], "x": [1.5, None, 2.0], "flag": [True, False, True], "kind": ["a", "b", "a"]})
    frame.write_parquet(tmp_path / "t.parquet")
    samples = table(LoadContext(tmp_path), path="t.parquet", target="kind", on_missing="impute")
    said, _ = learnt(samples)
    assert [(one["column"], one["type"]) for one in said["features"]] == [("code", "categorical"), ("x", "numeric"), ("flag", "boolean")]
    assert said["features"][0]["categories"] == ["007", "7"]


def test_one_hot_as_scikit_learn_has_it(tmp_path):
    from sklearn.preprocessing import OneHotEncoder

    words = ["b", "a", "b", "c", "a", "b"]
    _, made = learnt(load(tmp_path, "w,kind\n" + "".join(f"{word},{'xy'[n % 2]}\n" for n, word in enumerate(words))))
    expected = OneHotEncoder().fit_transform(np.array(words).reshape(-1, 1)).toarray()
    np.testing.assert_array_equal(made.read(np.arange(6)), expected)
