"""`predict`, `evaluate` and `tune`: what a run said of its test files is said again, to the bit, whatever stands beside them."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import specbuild
from specbuild.checking.diagnostic import Refused
from specbuild.verbs import evaluate, predict, run, tune

pytestmark = pytest.mark.slow

DIGITS = """
format = 1
name = "digits"
seed = 3
task.type = "{task}"
loader = {{ type = "image_folder", path = "digits", size = [8, 8], color_mode = "grayscale"{classes} }}
split = {{ type = "stratified", validation = 0.2, test = 0.2 }}
preprocessing = [{{ type = "Normalization", axis = "none" }}]
layers = [
  {{ type = "Conv2D", filters = 8, kernel_size = 3, activation = "relu" }},
  {{ type = "Flatten" }},
  {{ type = "Dense", units = {units} }},
]
training = {{ epochs = 3, batch_size = 32 }}
"""
PROGRESS = """
format = 1
name = "progress"
seed = 3
task.type = "regression"
loader = { type = "bundled", name = "diabetes" }
split = { type = "random", validation = 0.2, test = 0.2 }
preprocessing = [{ type = "Normalization" }]
layers = [{ type = "Dense", units = 8, activation = "relu" }, { type = "Dense", units = 1 }]
training = { epochs = 3, batch_size = 32 }
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of digits as files, and a run each of many classes, of two, and of a regression."""
    from sklearn.datasets import load_digits

    folder = tmp_path_factory.mktemp("predict")
    loaded = load_digits()
    for row, (picture, target) in enumerate(zip(loaded.images[:700], loaded.target[:700], strict=True)):
        (folder / "digits" / str(target)).mkdir(parents=True, exist_ok=True)
        Image.fromarray((picture * 15).astype(np.uint8)).save(folder / "digits" / str(target) / f"{row}.png")
    specs = {
        "many": DIGITS.format(task="multiclass", classes="", units='"classes"'),
        "two": DIGITS.format(task="binary", classes=', classes = ["1", "8"]', units=1),
        "numbers": PROGRESS,
    }
    for name, text in specs.items():
        (folder / f"{name}.toml").write_text(text)
        run.run(folder / f"{name}.toml", into=folder / name)
    return folder


@pytest.fixture
def here(folder, monkeypatch):
    monkeypatch.chdir(folder)
    return folder


MANY, TWO, NUMBERS = "many/digits/1", "two/digits/1", "numbers/progress/1"


def recorded(where: str) -> list[dict[str, str]]:
    with Path(where, "test_predictions.csv").open(encoding="utf-8", newline="") as file:
        return [{name: value for name, value in row.items() if not name.startswith("true")} for row in csv.DictReader(file)]


def said(capsys, *words: str, code: int = 0) -> str:
    assert predict.main([*map(str, words)]) == code
    return capsys.readouterr().out


def as_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(("where", "before"), [(MANY, "digits/"), (TWO, "digits/"), (NUMBERS, "")])
@pytest.mark.parametrize("how", ["one", "twenty", "all in another order", "all, and others between them"])
def test_the_test_files_are_predicted_as_the_run_recorded_them_to_the_bit(here, capsys, where, before, how):
    rows = recorded(where)
    random = np.random.default_rng(5)
    chosen = {"one": rows[7:8], "twenty": rows[3:23]}.get(how, [rows[at] for at in random.permutation(len(rows))])
    names = [before + row["id"] for row in chosen]
    asked = [name for one in names for name in (one, names[0])] if "others" in how else names
    found = as_rows(said(capsys, where, *asked, "--format", "csv"))
    found = found[::2] if "others" in how else found
    assert [{**row, "id": row["id"].removeprefix(before)} for row in found] == chosen


def test_folders_patterns_and_lists_are_inputs_too(here, capsys, monkeypatch):
    whole = as_rows(said(capsys, MANY, "digits/3"))
    assert [row["id"] for row in whole[:2]] == ["digits/3/3.png", "digits/3/13.png"]
    assert as_rows(said(capsys, MANY, "digits/3/*.png")) == whole
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(row["id"] for row in whole)))
    assert as_rows(said(capsys, MANY, "-")) == whole


def test_an_array_of_samples_is_predicted_as_its_files_are(here, capsys):
    files = sorted(Path("digits/5").iterdir())[:9]
    np.save("five.npy", np.stack([np.asarray(Image.open(file))[..., None] for file in files]))
    of_files = as_rows(said(capsys, MANY, *map(str, files)))
    of_array = as_rows(said(capsys, MANY, "five.npy"))
    assert [list(row.values())[1:] for row in of_array] == [list(row.values())[1:] for row in of_files]
    assert [row["id"] for row in of_array][:2] == ["five.npy:1", "five.npy:2"]
    array = specbuild.load(MANY).predict(np.load("five.npy"))
    assert array.predicted == [row["predicted"] for row in of_files]


def test_what_cannot_be_read_is_named_and_the_others_are_predicted(here, capsys):
    Path("broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    status = predict.main([MANY, "digits/3/3.png", "broken.png", "gone.png", "digits/3/13.png", "--format", "csv"])
    out, err = capsys.readouterr()
    assert status == 1
    assert [row["id"] for row in as_rows(out)] == ["digits/3/3.png", "digits/3/13.png"]
    assert err.count("error[I002]") == 2
    assert "`gone.png` is not there" in err


def test_a_whole_batch_that_cannot_be_read_does_not_hide_the_next(here, monkeypatch):
    trained = specbuild.load(MANY)
    bad = Path("bad")
    bad.mkdir(exist_ok=True)
    for number in range(trained.result.padded_to + 3):
        (bad / f"{number}.png").write_bytes(b"no picture")
    answers = trained.predict(["bad", "digits/3/3.png"])
    assert len(answers.unreadable) == trained.result.padded_to + 3
    assert answers.ids == ["digits/3/3.png"]


def test_json_lines_hold_the_same_numbers(here, capsys):
    rows = as_rows(said(capsys, TWO, "digits/8", "--format", "csv"))
    lines = [json.loads(line) for line in said(capsys, TWO, "digits/8", "--format", "jsonl").splitlines()]
    for row, line in zip(rows, lines, strict=True):
        assert (line["id"], line["predicted"]) == (row["id"], row["predicted"])
        assert line["probabilities"] == {name: float(row[f"probability of {name}"]) for name in ("1", "8")}
    numbers = json.loads(said(capsys, NUMBERS, "diabetes/4", "--format", "jsonl"))
    assert numbers["predicted"] == {"progression": float(as_rows(said(capsys, NUMBERS, "diabetes/4"))[0]["predicted progression"])}


def test_the_likeliest_classes_come_first(here, capsys):
    whole, top = as_rows(said(capsys, MANY, "digits/3/3.png"))[0], as_rows(said(capsys, MANY, "digits/3/3.png", "--top", "2"))[0]
    ranked = sorted((float(value), name.removeprefix("probability of ")) for name, value in whole.items() if name.startswith("prob"))[::-1]
    assert [(float(top[f"probability {rank}"]), top[f"top {rank}"]) for rank in (1, 2)] == ranked[:2]
    assert set(top) == {"id", "predicted", "top 1", "probability 1", "top 2", "probability 2"}
    lines = said(capsys, MANY, "digits/3/3.png", "--format", "table").splitlines()
    assert lines[0].split() == ["input", "predicted", "probability", "or", "else"]
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param([MANY, "nothing*.png"], "I004", id="a pattern that matches nothing"),
        pytest.param(["digits", "digits/3/3.png"], "W002", id="no run"),
    ],
)
def test_what_cannot_begin_is_refused(here, words, found):
    with pytest.raises(Refused) as refused:
        predict.main(words)
    assert refused.value.findings[0].code == found


def test_a_model_that_would_run_code_is_refused_and_runs_none(here, tmp_path):
    import shutil

    import keras

    evil = tmp_path / "evil"
    shutil.copytree(MANY, evil)
    canary = tmp_path / "canary"
    code = keras.layers.Lambda(lambda x, canary=str(canary): (open(canary, "w").close(), x)[1])  # noqa: PTH123
    keras.Sequential([keras.Input((8, 8, 1)), code]).save(evil / "model.keras")
    canary.unlink(missing_ok=True)
    with pytest.raises(Refused) as refused:
        specbuild.load(evil)
    assert refused.value.findings[0].code == "I006"
    (evil / "model.keras").write_bytes(b"PK\x03\x04 cut short")
    with pytest.raises(Refused):
        specbuild.load(evil)
    assert not canary.exists()


@pytest.mark.parametrize("where", [MANY, TWO, NUMBERS])
def test_evaluate_gives_the_numbers_of_the_result(here, where):
    result = json.loads(Path(where, "result.json").read_text())
    for subset in ("train", "validation", "test"):
        found = evaluate.evaluate(where, subset)
        assert dict(found.measured.numbers) == result["metrics"][subset]
        assert dict(found.trivial.numbers) == pytest.approx(result["trivial"][subset])
    assert {name: list(pair) for name, pair in found.intervals.items()} == result["intervals"]["test"]


def test_other_data_is_judged_and_rows_that_were_trained_on_are_named(here, capsys):
    found = evaluate.evaluate(MANY, data="digits")
    assert len(found.predictions) == 700
    assert any("of 700 rows were trained on" in note for note in found.notes)
    other = Path("fresh")
    for name in ("3", "5"):
        (other / name).mkdir(parents=True, exist_ok=True)
        Image.open(next(Path("digits", name).iterdir())).rotate(7).save(other / name / "x.png")
    assert evaluate.main([MANY, "--data", "fresh", "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["rows"] == 2
    assert values["notes"] == ["there are no rows of `0`, `1`, `2`, `4`, `6`, `7`, `8`, `9`"]
    assert np.sum(values["confusion"]) == 2


def test_other_classes_are_refused_by_name(here):
    for name in ("3", "eleven"):
        Path("foreign", name).mkdir(parents=True, exist_ok=True)
        Image.new("L", (8, 8), 7 if name == "3" else 90).save(Path("foreign", name, "x.png"))
    with pytest.raises(Refused, match="classes that the run does not know: `eleven`"):
        evaluate.evaluate(MANY, data="foreign")
    with pytest.raises(Refused, match="reads no other data"):
        evaluate.evaluate(NUMBERS, data="digits")


def test_changed_data_are_not_evaluated_as_if_nothing_had_happened(here):
    file = next(Path("digits/4").iterdir())
    before = file.read_bytes()
    Image.new("L", (8, 8), 3).save(file)
    try:
        with pytest.raises(Refused, match="not what the run began with"):
            evaluate.evaluate(MANY)
    finally:
        file.write_bytes(before)


def test_what_tune_found_is_used_and_can_be_left_out(here, capsys):
    plain = specbuild.load(TWO).predict("digits/8")
    tuned = tune.tune(TWO, "f1")
    try:
        warm = specbuild.load(TWO)
        assert (warm.threshold, warm.temperature) == (tuned.threshold, tuned.temperature)
        found = evaluate.evaluate(TWO)
        assert any("as `tune` left them" in note for note in found.notes)
        assert found.predictions.threshold == tuned.threshold
        assert np.array_equal(specbuild.load(TWO, tuned=False).predict("digits/8").scores, plain.scores)
        if tuned.temperature != 1:
            assert not np.array_equal(warm.predict("digits/8").scores, plain.scores)
        assert tune.main([TWO]) == 0
        assert "tuned.json" in capsys.readouterr().out
    finally:
        Path(TWO, "tuned.json").unlink()
