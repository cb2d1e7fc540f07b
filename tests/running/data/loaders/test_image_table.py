"""Pictures that a table lists: every form of table and of answer, and each row that leads nowhere, elsewhere or twice to one file."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.loaders import image_table as module
from specbuild.running.data.loaders.image_folder import image_folder
from specbuild.running.data.loaders.image_table import image_table

sys.path.insert(0, str(Path(__file__).parent))
from inputs_agree import assert_inputs_agree, defaults, reasons_of

NAMES = ["a/1.png", "a/2.png", "b/10.jpg", "b/9.gif"]
HEAD = ["file", "label", "tags", "red", "blue", "age", "patient", "day", "weight", "part"]
ROWS = [
    ["a/1.png", "cat", "warm;small", "1", "0", "1.5", "x", "2024-05-01", "1", "train"],
    ["a/2.png", "dog", "", "0", "0", "-2", "x", "2024-05-02", "2", "train"],
    ["b/10.jpg", "cat", "small", "1", "1", "3e1", "y", "2024-05-03", "0.5", "val"],
    ["b/9.gif", "dog", "warm", "0", "1", "4", "z", "2024-05-04", "1", "test"],
]

SEPARATED = {"target": "tags", "separator": ";"}


@pytest.fixture
def folder(tmp_path):
    """Four pictures of several forms and sizes, and a table that says everything of them."""
    random = np.random.default_rng(0)
    for number, name in enumerate(NAMES):
        file = tmp_path / "data" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(random.integers(0, 256, (9 + number, 7, 3), np.uint8)).save(file)
    written(tmp_path)
    return tmp_path


def written(root, rows=ROWS, name="data/list.csv", mark=",", head=HEAD):
    lines = [mark.join(cells) for cells in ([head] if head else []) + [list(row) for row in rows]]
    (root / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def load(root, path="data/list.csv", task="multiclass", **options):
    return image_table(LoadContext(base=root, task=task), **{"path": path, "file": "file", "target": "label", "size": [6, 5], **options})


def refusals(*arguments, **options):
    with pytest.raises(Refused) as refused:
        load(*arguments, **options)
    return [(finding.code, finding.message) for finding in refused.value.findings]


def test_pictures_are_those_of_the_loader_of_folders(folder):
    samples = load(folder, resize="pad", interpolation="area", background=[1, 2, 3])
    same = image_folder(LoadContext(base=folder), path="data", size=[6, 5], resize="pad", interpolation="area", background=[1, 2, 3])
    row_of = {name: row for row, name in enumerate(same.ids)}
    assert samples.ids == NAMES
    assert np.array_equal(samples.read(np.arange(4)), same.read(np.array([row_of[name] for name in NAMES])))
    assert np.array_equal(samples.decoded, samples.read(np.arange(4)))
    assert (samples.shape, samples.dtype, samples.value_range, samples.kind) == ((6, 5, 3), np.uint8, (0.0, 255.0), "picture")


@pytest.mark.parametrize("decoder", ["pillow", "opencv", "matplotlib"])
def test_every_decoder_and_colour_mode_is_there(folder, decoder):
    assert load(folder, decoder=decoder, color_mode="grayscale").shape == (6, 5, 1)


def as_parquet(root):
    import polars

    polars.DataFrame(ROWS, HEAD, orient="row").write_parquet(root / "data/list.parquet")
    return {"path": "data/list.parquet"}


def as_json_lines(root):
    (root / "data/list.jsonl").write_text("".join(json.dumps(dict(zip(HEAD, row, strict=True))) + "\n" for row in ROWS))
    return {"path": "data/list.jsonl"}


def as_text(mark, name, head=HEAD, **options):
    def write(root):
        written(root, name=f"data/{name}", mark=mark, head=head)
        return {"path": f"data/{name}", **options}

    return write


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(as_text("\t", "list.tsv"), id="TSV"),
        pytest.param(as_text("|", "list.txt", delimiter="|"), id="bars"),
        pytest.param(as_text(",", "bare.csv", head=None, header=False, file=1, target=2), id="no header, columns by number"),
        pytest.param(as_parquet, id="Parquet"),
        pytest.param(as_json_lines, id="JSON lines"),
    ],
)
def test_every_form_of_table_says_the_same(folder, write):
    samples = load(folder, **write(folder))
    assert samples.ids == NAMES
    assert samples.classes == ("cat", "dog")
    assert samples.targets.tolist() == [0, 1, 0, 1]


@pytest.mark.parametrize(
    ("task", "options", "classes", "names", "targets"),
    [
        pytest.param("binary", {"classes": ["dog", "cat"]}, ("dog", "cat"), (), [1, 0, 1, 0], id="one of two, in the order stated"),
        pytest.param("multilabel", {"target": ["red", "blue"]}, ("red", "blue"), (), [[1, 0], [0, 0], [1, 1], [0, 1]], id="marks"),
        pytest.param("multilabel", SEPARATED, ("small", "warm"), (), [[1, 1], [0, 0], [1, 0], [0, 1]], id="labels in one column"),
        pytest.param("regression", {"target": "age"}, (), ("age",), [[1.5], [-2], [30], [4]], id="a number"),
        pytest.param("regression", {"target": ["age", "red"]}, (), ("age", "red"), [[1.5, 1], [-2, 0], [30, 1], [4, 0]], id="two numbers"),
    ],
)
def test_every_task(folder, task, options, classes, names, targets):
    samples = load(folder, task=task, **options)
    assert (samples.classes, samples.target_names, samples.targets.tolist()) == (classes, names, targets)


def test_decimal_commas(folder):
    written(folder, [["a/1.png", "1,5"], ["a/2.png", "2,25"]], "data/comma.csv", ";", ["file", "label"])
    assert load(folder, "data/comma.csv", "regression", decimal=",").targets.tolist() == [[1.5], [2.25]]


def test_columns_for_splits_weights_and_parts(folder):
    samples = load(folder, split_columns=["patient", "day"], weights="weight", part="part")
    assert samples.groups["patient"].tolist() == ["x", "x", "y", "z"]
    assert samples.groups["day"].tolist() == [row[7] for row in ROWS]
    assert samples.weights.tolist() == [1, 2, 0.5, 1]
    assert samples.subsets == ["train", "train", "validation", "test"]


def test_tables_for_ready_made_parts(folder):
    for part, rows in (("train", ROWS[:2]), ("test", ROWS[2:])):
        written(folder, rows, f"data/{part}.csv")
    assert load(folder, "data").subsets == ["train", "train", "test", "test"]


def test_names_from_another_folder_and_without_a_suffix(folder):
    (folder / "lists").mkdir()
    written(folder, [["1", "cat"], ["2", "dog"]], "lists/short.csv", head=["file", "label"])
    samples = load(folder, "lists/short.csv", folder="../data/a", suffix=".png")
    assert np.array_equal(samples.decoded, load(folder).decoded[:2])


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        pytest.param("../secret.png", "D116", "leads out of the folder", id="above the table"),
        pytest.param("a/../../secret.png", "D116", "leads out of the folder", id="by a detour"),
        pytest.param("..\\secret.png", "D116", "leads out of the folder", id="with the slashes of Windows"),
        pytest.param("/etc/passwd", "D116", "leads out of the folder", id="an absolute path"),
        pytest.param("away/secret.png", "D116", "leads out of the folder", id="through a link"),
        pytest.param("", "D116", "has no file", id="nothing"),
        pytest.param("a/none.png", "D111", "cannot be opened (No such file or directory)", id="no such file"),
        pytest.param("cut.png", "D111", "is cut short or damaged", id="cut short"),
        pytest.param("a", "D111", "cannot be opened (Is a directory)", id="a folder"),
        pytest.param("list.csv", "D111", "is not a picture", id="no picture"),
        pytest.param("pipe", "D111", "is a pipe", id="a named pipe"),
        pytest.param("a/1.png", "D117", "lists the file of list.csv, row 2 again", id="a file twice"),
        pytest.param("b/../a/1.png", "D117", "lists the file of list.csv, row 2 again", id="a file twice, by a detour"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_file(folder, name, code, said):
    (folder / "secret.png").write_bytes((folder / "data/a/1.png").read_bytes())
    (folder / "data/cut.png").write_bytes((folder / "data/a/1.png").read_bytes()[:60])
    (folder / "data/away").symlink_to(folder)
    os.mkfifo(folder / "data/pipe")
    written(folder, [*ROWS, [name, *ROWS[0][1:]]])
    ((found, message),) = refusals(folder)
    assert found == code
    assert said in message
    assert "list.csv, row 6" in message


def test_all_wrong_rows_are_told_at_once_up_to_a_bound(folder):
    written(folder, [*ROWS, *(["../out.png", *ROWS[0][1:]] for _ in range(12))])
    found = refusals(folder)
    assert len(found) == 11
    assert found[-1] == ("D116", "2 more rows like that")


def test_what_cannot_be_read_can_be_left_out(folder):
    written(folder, [*ROWS, ["a/none.png", *ROWS[0][1:]]])
    samples = load(folder, on_error="quarantine", weights="weight", split_columns=["patient"])
    assert samples.ids == NAMES
    assert list(samples.unreadable) == ["a/none.png"]
    assert len(samples.weights) == len(samples.groups["patient"]) == len(samples.targets) == 4


def test_a_file_listed_twice_can_be_kept_and_is_kept_together(folder):
    written(folder, [*ROWS, ["a/1.png", "dog", *ROWS[0][2:]]])
    samples = load(folder, on_duplicate="keep")
    assert samples.ids[0] != samples.ids[4]
    assert samples.groups["content"][0] == samples.groups["content"][4]
    assert any("has several labels" in note for note in samples.notes)


@pytest.mark.parametrize(
    ("task", "options", "code", "said"),
    [
        pytest.param("multiclass", {"target": "lable"}, "D311", "there is no column `lable`", id="no such target"),
        pytest.param("multiclass", {"file": "name"}, "D311", "there is no column `name`", id="no such column of files"),
        pytest.param("multiclass", {"file": "label"}, "D312", "is the `target` too", id="files that are targets"),
        pytest.param("regression", {"target": "age", "weights": "age"}, "D312", "is the `target` too", id="weights that are targets"),
        pytest.param("multiclass", {"weights": "age"}, "D314", "list.csv, row 3", id="a negative weight"),
        pytest.param("regression", {}, "D314", "list.csv, row 2", id="words where numbers are wanted"),
        pytest.param("multilabel", {}, "D316", "several columns of 0 and 1", id="one label where several are wanted"),
        pytest.param("binary", {"target": "day"}, "D316", "two classes", id="too many classes"),
        pytest.param("multiclass", {"target": "tags"}, "D315", "row 3", id="an empty target"),
        pytest.param("multiclass", {"part": "patient"}, "D321", "", id="a part that is none"),
        pytest.param("multiclass", {"path": "data/none.csv"}, "D301", "", id="no such table"),
    ],
)
def test_a_table_that_is_not_what_the_spec_says(folder, task, options, code, said):
    found = refusals(folder, task=task, **options)
    assert found[0][0] == code
    assert said in found[0][1]


def test_inputs_are_pictures_folders_or_tables_and_agree(folder):
    arguments = defaults(module, path="data/list.csv", file="file", target="label", size=[6, 5])
    written(folder, [["b/9.gif"], ["a/1.png"]], "data/new.csv", head=["file"])
    sources = [folder / "data/a/2.png", folder / "data/new.csv", folder / "data/a"]
    samples = assert_inputs_agree(module, folder, arguments, sources, [1, 3, 0, 0, 1])
    assert samples.ids[1].endswith("data/b/9.gif")


def test_each_row_of_inputs_that_cannot_be_read_has_its_reason(folder, monkeypatch):
    monkeypatch.chdir(folder / "data")
    written(
        folder,
        [["b/9.gif"], ["../x.png"], ["a/none.png"]],
        "data/new.csv",
        head=[
            "file",
        ][:1],
    )
    written(folder, [["b/9.gif"]], "data/other.csv", head=["picture"])
    arguments = defaults(module, path="list.csv", file="file", target="label", size=[6, 5])
    reasons = reasons_of(module.inputs(LoadContext(base=folder), [Path("new.csv"), Path("other.csv"), Path("gone.csv")], {}, **arguments))
    assert {name: reason.split(":")[0].split(" (")[0] for name, reason in reasons.items()} == {
        "new.csv:3": "leads out of the folder of the table",
        "a/none.png": "cannot be opened",
        "other.csv": "there is no column `file`",
        "gone.csv": "is not there",
    }
