"""`specbuild runs`: every run is listed, filters and sorting mean what they say, and mistakes are told."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from specbuild.__main__ import main
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.listing import changed, listed
from specbuild.running.workdir.result import Result
from specbuild.verbs.runs import runs


def make(parent: Path, name: str, spec: dict[str, Any], accuracy: float | None) -> RunFolder:
    """A run with this accuracy; one that is not finished where there is none."""
    run = RunFolder.create(parent, name)
    run.write_spec(b"")
    run.write_resolved(spec, {})
    run.metrics_log().append(1, {"loss": 1.0})
    if accuracy is not None:
        run.write_result(
            Result(
                "multiclass", ("a",), {"test": {"accuracy": accuracy}}, {}, {"kind": "fine"}, 10, timings={"setup": 20.0, "training": 40.0}
            )
        )
    return run


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parent = tmp_path_factory.mktemp("work") / "runs"
    layer = {"type": "Dense", "units": 8}
    make(parent, "b", {"seed": 1, "training": {"epochs": 10}, "layers": [layer]}, 0.9)
    make(parent, "b", {"seed": 1, "training": {"epochs": 9, "shuffle": True}, "layers": [{**layer, "units": 16}]}, 0.95)
    make(parent, "a", {"seed": 1, "training": {"epochs": 100}, "layers": [layer]}, math.nan)
    make(parent, "a", {"seed": 1, "training": {"epochs": 10}, "layers": [layer]}, None)
    (make(parent, "c", {"seed": 1}, 0.5).path / "resolved.toml").write_text("seed = ")
    return parent


def names(parent: Path, *where: str, **options: Any) -> list[str]:
    return [f"{run.facts['name']}/{run.facts['number']}" for run in runs(parent, where, **options)]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        pytest.param([], ["a/1", "a/2", "b/1", "b/2", "c/1"], id="all of them"),
        pytest.param(["training.epochs=10"], ["a/2", "b/1"], id="a key of the spec"),
        pytest.param(["training.epochs>=10"], ["a/1", "a/2", "b/1"], id="numbers are compared as numbers"),
        pytest.param(["test.accuracy>0.9"], ["b/2"], id="a metric"),
        pytest.param(["layers.0.units=16.0"], ["b/2"], id="a key of a layer"),
        pytest.param(["training.shuffle=true"], ["b/2"], id="a truth value as TOML writes it"),
        pytest.param(["name!=b", "state=finished"], ["a/1"], id="two conditions"),
        pytest.param(["state=not finished"], ["a/2"], id="a state of two words"),
        pytest.param(["state=broken"], ["c/1"], id="the broken ones"),
        pytest.param(["name = b", "number < 2"], ["b/1"], id="spaces around the sign"),
        pytest.param(["training.epochs=many"], [], id="a text for a number"),
    ],
)
def test_filters(parent: Path, where: list[str], expected: list[str]) -> None:
    assert names(parent, *where) == expected


def test_sorting_puts_what_is_not_known_last_either_way(parent: Path) -> None:
    assert names(parent, sort="test.accuracy") == ["b/1", "b/2", "a/1", "a/2", "c/1"]
    assert names(parent, sort="test.accuracy", descending=True) == ["b/2", "b/1", "a/1", "a/2", "c/1"]
    assert names(parent, sort="training.epochs")[:4] == ["b/2", "a/2", "b/1", "a/1"]


def test_only_what_differs_is_a_difference(parent: Path) -> None:
    assert changed(listed(parent)) == ["training.epochs", "layers.0.units", "training.shuffle"]
    assert changed([run for run in listed(parent) if run.facts["name"] == "a"]) == ["training.epochs"]


def test_the_table_shows_each_run(parent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", str(parent), "--only-changed"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    header = ["run", "verdict", "epochs", "test.accuracy", "seconds", "training.epochs", "layers.0.units", "training.shuffle"]
    assert header in rows
    assert ["b/2", "fine", "10", "0.9500", "60.0", "9", "16", "true"] in rows
    assert ["a/2", "not", "finished", "1", "10", "8"] in rows
    assert ["c/1", "broken"] in rows


def test_json_holds_metrics_by_subset_and_no_nan(parent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", str(parent), "--json", "--where", "name=a"]) == 0
    text = capsys.readouterr().out
    assert "NaN" not in text
    first, second = json.loads(text)
    assert first["metrics"] == {"test": {"accuracy": None}}
    assert first["spec"]["layers.0.units"] == 8
    assert (second["state"], second["epochs"]) == ("not finished", 1)


@pytest.mark.parametrize("words", [["--sort", "test.acuracy"], ["--where", "test.acuracy>1"], ["--column", "test.acuracy"]])
def test_a_column_that_no_run_has_is_told(parent: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main(["runs", str(parent), *words]) == 1
    said = capsys.readouterr().err
    assert "W006" in said
    assert "did you mean `test.accuracy`?" in said


def test_what_is_no_condition_is_wrong_usage(parent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["runs", str(parent), "--where", "nonsense"])
    assert stopped.value.code == 2
    assert "`nonsense` is no condition" in capsys.readouterr().err


def test_where_there_are_no_runs_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", str(tmp_path / "nowhere"), "--sort", "test.accuracy"]) == 0
    assert "no runs in" in capsys.readouterr().out


def test_where_no_run_meets_the_conditions_they_are_said(parent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", str(parent), "--where", "test.accuracy>2", "--where", "name=b"]) == 0
    assert capsys.readouterr().out.strip().endswith("is so: test.accuracy>2 and name=b")


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("file", "content"),
    [
        pytest.param("spec.toml", None, id="half deleted"),
        pytest.param("resolved.toml", None, id="without its values"),
        pytest.param("resolved.toml", "seed = ", id="with half of a spec"),
        pytest.param("resolved.toml", f"seed = {DEEP}", id="with values that are nested without end"),
        pytest.param("result.json", '{"version": 1', id="with half of a result"),
        pytest.param("result.json", DEEP, id="with a result that is nested without end"),
        pytest.param("result.json", "[]", id="with a result that is none"),
        pytest.param("metrics.csv", "\x00,1", id="stopped, with numbers that are none"),
    ],
)
def test_a_run_in_ruins_is_listed_as_broken_and_hides_no_other(tmp_path: Path, file: str, content: str | None) -> None:
    ruin = make(tmp_path, "a", {"seed": 1}, None if file == "metrics.csv" else 0.5).path / file
    make(tmp_path, "a", {"seed": 2}, 0.5)
    ruin.unlink() if content is None else ruin.write_text(content, encoding="utf-8")
    assert [run.facts["state"] for run in runs(tmp_path)] == ["broken", "finished"]


def test_a_file_in_place_of_the_folder_of_runs_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "spec.toml").write_text("", encoding="utf-8")
    assert main(["runs", str(tmp_path / "spec.toml")]) == 1
    assert "W007" in capsys.readouterr().err
