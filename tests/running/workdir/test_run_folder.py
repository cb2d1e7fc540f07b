"""The run folder: numbered, never overwritten, whole at any instant, and read back as it was written."""

from __future__ import annotations

import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.checking.plan.plan import Plan, Planned, Step
from specbuild.checking.plan.size import unknown
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir import atomic, environment, finished, json_file
from specbuild.running.workdir.folder import RunFolder, all_runs
from specbuild.running.workdir.prediction_file import target_columns
from specbuild.running.workdir.result import Result

RESULT = Result(
    "multiclass",
    ("a", "b\udcff"),
    {"test": {"accuracy": 0.5, "loss": math.nan}},
    {"test": {"accuracy": 0.25}},
    {"kind": "fine"},
    3,
    places=(0, 2, 4),
)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    run = RunFolder.create(tmp_path, "flowers")
    run.write_spec(b'name = "flowers"\r\n')
    return run


def test_runs_are_numbered_from_one_and_the_tenth_follows_the_ninth(tmp_path: Path) -> None:
    assert [RunFolder.create(tmp_path, "a").path.name for _ in range(11)] == [str(number) for number in range(1, 12)]


def test_a_file_in_the_way_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1").write_text("not a run")
    (tmp_path / "a" / "notes").mkdir()
    assert RunFolder.create(tmp_path, "a").path.name == "2"
    assert (tmp_path / "a" / "1").read_text() == "not a run"


def test_runs_made_at_once_get_folders_of_their_own(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(lambda _: RunFolder.create(tmp_path, "a").path, range(64)))
    assert sorted(int(path.name) for path in made) == list(range(1, 65))


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b", "a\0b"])
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        RunFolder.create(tmp_path, name)
    assert codes(refused) == ["W001"]
    assert not list(tmp_path.iterdir())


def test_a_parent_that_is_a_file_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("")
    with pytest.raises(Refused) as refused:
        RunFolder.create(tmp_path / "runs", "a")
    assert codes(refused) == ["W005"]


def test_the_spec_is_kept_to_the_byte(run: RunFolder) -> None:
    assert (run.path / "spec.toml").read_bytes() == b'name = "flowers"\r\n'
    assert finished.open_run(run.path) == run


@pytest.mark.parametrize("path", ["", "nowhere"], ids=["a folder without a spec", "no folder"])
def test_what_is_no_run_is_told_of(tmp_path: Path, path: str) -> None:
    with pytest.raises(Refused) as refused:
        finished.open_run(tmp_path / path)
    assert codes(refused) == ["W002"]


@pytest.mark.parametrize(
    ("file", "reader"),
    [
        ("result.json", finished.result),
        ("plan.json", finished.plan),
        ("environment.json", finished.environment),
        ("split.csv", finished.split),
        ("test_predictions.csv", lambda run: finished.predictions(run, "test", RESULT)),
    ],
)
@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(None, "W003", id="missing"),
        pytest.param(b"", "W004", id="empty"),
        pytest.param(b"\xff\xfe", "W004", id="not UTF-8"),
        pytest.param(b"[1, 2", "W004", id="cut off"),
        pytest.param(b'[{"a": 1}]', "W004", id="another thing"),
        pytest.param(b'id,subset,class,sha256\nx,"tra', "W004", id="a table cut off"),
    ],
)
def test_a_file_that_cannot_be_read_back_is_told_of(run: RunFolder, file: str, reader, content: bytes | None, code: str) -> None:
    if content is not None:
        (run.path / file).write_bytes(content)
    with pytest.raises(Refused) as refused:
        reader(run)
    assert codes(refused) == [code]
    assert file in refused.value.findings[0].message


def test_a_result_reads_back_with_undefined_numbers_as_nan(run: RunFolder) -> None:
    run.write_result(RESULT)
    text = (run.path / "result.json").read_text(encoding="utf-8")
    assert "NaN" not in text
    found = finished.result(run)
    assert math.isnan(found.metrics["test"]["loss"])
    assert found.metrics["test"]["accuracy"] == 0.5
    assert (found.classes, found.places) == (RESULT.classes, RESULT.places)
    assert found.needs_specbuild is False


@pytest.mark.parametrize(
    ("key", "value"),
    [("metrics", 5), ("classes", "ab"), ("epochs", None), ("verdict", []), ("version", 2), ("places", [0, 10**9]), ("places", [])],
)
def test_a_result_that_was_changed_by_hand_is_told_of(run: RunFolder, key: str, value: object) -> None:
    json_file.write(run.path / "result.json", {**RESULT.as_json(), key: value})
    with pytest.raises(Refused) as refused:
        finished.result(run)
    assert codes(refused) == ["W004"]


def test_a_split_reads_back(run: RunFolder) -> None:
    ids = ["a/1.png", "b\udcff/2\n.png", 'c,"d"/3.png']
    run.write_split(ids, ["train", "test", "train"], {"class": ["a", "b", "a"]}, ["0" * 64] * 3)
    found = finished.split(run)
    assert (list(found.ids), list(found.subsets)) == (ids, ["train", "test", "train"])
    assert {name: list(column) for name, column in found.targets.items()} == {"class": ["a", "b", "a"]}
    assert len((run.path / "split.csv").read_bytes().decode("utf-8").splitlines()) == 4


def test_quarantined_rows_are_written_only_where_there_are_any(run: RunFolder) -> None:
    run.write_quarantined({})
    assert finished.quarantined(run) == {}
    assert not (run.path / "quarantined.csv").exists()
    run.write_quarantined({"x.png": "cut off"})
    assert finished.quarantined(run) == {"x.png": "cut off"}


SCORES = np.random.default_rng(0).random((5, 2), dtype=np.float32)


@pytest.mark.parametrize(
    ("task", "true", "scores"),
    [
        ("binary", np.array([0, 1, 1, 0, 1]), SCORES[:, :1]),
        ("multiclass", np.array([0, 1, 1, 0, 1]), SCORES),
        ("multilabel", np.array([[0, 1], [1, 1], [0, 0], [1, 0], [1, 1]]), SCORES),
        ("regression", SCORES.astype(np.float64) * 1e9, SCORES),
    ],
)
def test_predictions_read_back_to_the_bit(run: RunFolder, task: str, true: np.ndarray, scores: np.ndarray) -> None:
    classes = ("a", "b\udcff,\n")
    predictions = Predictions(task, [f"r{n}" for n in range(5)], true, scores, classes)
    run.write_predictions("test", predictions)
    found = finished.predictions(run, "test", Result(task, classes, {}, {}, {}, 1))
    assert found.scores.dtype == np.float32
    np.testing.assert_array_equal(found.scores, scores)
    np.testing.assert_allclose(found.true, true, rtol=1e-7)
    np.testing.assert_array_equal(found.predicted, predictions.predicted)
    assert len(target_columns(task, true, classes)[0]) == 5


def test_a_plan_is_kept_with_its_unknowns_as_formulas(run: RunFolder) -> None:
    steps = (
        Step(("layers", 0), "Dense", (4,), Planned((unknown("classes"),), unknown("classes") * 5, 0, unknown("classes") * 4)),
        Step(("layers", 1), "Odd", (unknown("classes"),), Planned(None)),
    )
    run.write_plan(Plan((4,), steps, complete=True))
    found = finished.plan(run)
    assert found["layers"][0] == {
        "path": "layers.0",
        "type": "Dense",
        "input": [4],
        "output": ["classes"],
        "parameters": "5·classes",
        "trainable": "5·classes",
        "fixed": 0,
        "multiply_adds": "4·classes",
        "activation_bytes": "4·classes",
    }
    assert found["layers"][1]["output"] is None
    assert found["totals"]["trainable"] == "5·classes"
    assert found["totals"]["lower_bound"] is True


def test_the_environment_names_python_the_packages_and_the_revision(run: RunFolder, tmp_path: Path) -> None:
    spec_folder = tmp_path / "repository"
    spec_folder.mkdir()
    git = ["git", "-C", str(spec_folder), "-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    (spec_folder / "spec.toml").write_text("")
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "a"], check=True)
    clean = environment.describe(spec_folder, "tensorflow")
    (spec_folder / "spec.toml").write_text("changed")
    changed = environment.describe(spec_folder, "tensorflow")
    run.write_environment(clean)
    assert finished.environment(run)["packages"]["numpy"] == np.__version__
    assert (clean["git"]["changed"], changed["git"]["changed"]) == (False, True)
    assert len(clean["git"]["revision"]) == 40
    assert environment.describe(tmp_path / "nowhere", "jax")["git"] is None


def test_a_writer_that_fails_leaves_the_old_file_and_nothing_else(run: RunFolder) -> None:
    with pytest.raises(RuntimeError), run.replacing(run.path / "spec.toml") as temporary:
        temporary.write_bytes(b"half")
        raise RuntimeError
    assert [path.name for path in run.path.iterdir()] == ["spec.toml"]
    assert (run.path / "spec.toml").read_bytes() == b'name = "flowers"\r\n'


def test_a_folder_that_is_gone_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        atomic.write_text(tmp_path / "gone" / "file", "")
    assert codes(refused) == ["W005"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_file_can_be_read_by_whom_the_umask_allows(run: RunFolder) -> None:
    atomic.write_text(run.path / "a", "")
    (run.path / "b").write_text("")
    assert (run.path / "a").stat().st_mode == (run.path / "b").stat().st_mode


def test_a_writer_that_is_killed_leaves_the_old_content_or_the_new(tmp_path: Path) -> None:
    """Kill a process that rewrites one file all the time, at instants of its own."""
    code = (
        "import sys; from pathlib import Path; from specbuild.running.workdir import atomic; print('on', flush=True)\n"
        "for n in range(10**9): atomic.write_text(Path(sys.argv[1]), str(n % 10) * 100_000)"
    )
    for delay in (0.0, 0.013, 0.031):
        process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "file")], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        while not (tmp_path / "file").exists():
            pass
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=delay)
        process.kill()
        process.wait()
        process.stdout.close()
        text = (tmp_path / "file").read_text()
        assert text == text[0] * 100_000


def test_all_runs_are_found_in_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        for _ in range(10):
            RunFolder.create(tmp_path, name).write_spec(b"")
    RunFolder.create(tmp_path, "a")  # made, but not begun
    found = [(run.path.parent.name, run.path.name) for run in all_runs(tmp_path)]
    assert found == [(name, str(number)) for name in "ab" for number in range(1, 11)]
    assert list(all_runs(tmp_path / "nowhere")) == []


def test_only_files_that_a_repeated_run_gives_again_are_hashed(run: RunFolder) -> None:
    run.timings_log().append(1, {"seconds": 2.0})
    assert list(run.hashes()) == ["spec.toml"]
