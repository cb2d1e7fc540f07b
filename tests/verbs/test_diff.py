"""`specbuild diff`: exit status, formats, revisions of git, and runs whose rows are not the same."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

from specbuild.__main__ import main
from specbuild.checking.document.document import Document
from specbuild.checking.grammar.write import write_spec
from specbuild.checking.judge import judge
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.result import Result

SPEC = """
format = 1
name = "small"
task.type = "multiclass"
loader = { type = "bundled", name = "iris" }
layers = [{ type = "Dense", units = 8, activation = "relu" }, { type = "Dense", units = "classes" }]
split = { type = "stratified", validation = 0.2, test = 0.2 }
training = { epochs = 3, batch_size = 16 }
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "spec.toml"
    path.write_text(SPEC, encoding="utf-8")
    return path


def changed(spec: Path, old: str, new: str) -> Path:
    other = spec.with_name("other.toml")
    assert old in SPEC
    other.write_text(SPEC.replace(old, new, 1), encoding="utf-8")
    return other


def finished_run(parent: Path, text: str, digests: str, wrong: int) -> Path:
    """A run of ten test rows whose contents are told by a letter each, the first `wrong` of them predicted wrongly."""
    judged = judge(Document.of(text))
    assert judged.spec is not None
    assert judged.plan is not None
    run = RunFolder.create(parent, judged.spec.name)
    run.write_spec(text.encode())
    run.write_resolved(write_spec(judged.spec), {})
    run.write_plan(judged.plan)
    run.write_environment({"spec_folder": str(parent)})
    ids = [f"row {row}" for row in range(10)]
    run.write_split(ids, ["test"] * 10, {"class": ["setosa"] * 10}, list(digests))
    scores = np.eye(3, dtype=np.float32)[[1] * wrong + [0] * (10 - wrong)] * 0.8 + 0.06
    classes = ("setosa", "versicolor", "virginica")
    run.write_predictions("test", Predictions("multiclass", ids, np.zeros(10, np.int64), scores, classes))
    run.write_result(Result("multiclass", classes, {"test": {"accuracy": 1 - wrong / 10}}, {}, {"kind": "fine"}, 3))
    return run.path


def test_the_same_gives_0_and_a_difference_gives_1(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(spec), str(spec)]) == 0
    assert "are the same experiment" in capsys.readouterr().out
    assert main(["diff", str(spec), str(changed(spec, "units = 8", "units = 9"))]) == 1
    assert "layers.0 Dense.units: 8 → 9" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("missing.toml", "missing.toml", id="there is no such file"),
        pytest.param("empty", "is not the folder of a run", id="a folder that is no run"),
        pytest.param("spec.toml@HEAD", "is in no git repository", id="a revision outside of git"),
        pytest.param("broken.toml", "no key `laoder`", id="a spec that is broken"),
    ],
)
def test_trouble_gives_2_and_says_why(
    spec: Path, name: str, says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(spec.parent)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(spec.parent.parent))
    Path("empty").mkdir()
    Path("broken.toml").write_text(SPEC.replace("loader", "laoder"), encoding="utf-8")
    if "@" in name:
        spec.rename("else.toml")
    assert main(["diff", name, "else.toml" if "@" in name else "spec.toml"]) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""


def test_json_holds_every_change(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", str(spec), str(changed(spec, "epochs = 3", "epochs = 4")), "--json"])
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert changes == [{"section": "training", "mark": "changed", "what": "epochs", "before": "3", "after": "4", "says": ""}]


def test_the_page_escapes_what_specs_hold(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = 'augmentation = [{ type = "RandomHue", factor = 0.1, only_classes = ["<script>alert(1)</script>"] }]'
    other = changed(spec, "split = ", f"{hostile}\nsplit = ")
    main(["diff", str(spec), str(other), "--format", "html"])
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert "<script" not in page


@pytest.fixture
def repository(spec: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose first commit holds a base and a spec that extends it, and whose working tree has changed both."""
    monkeypatch.chdir(spec.parent)
    for name, value in (("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")):
        monkeypatch.setenv(name, value)
    (spec.parent / "base").mkdir()
    (spec.parent / "specs").mkdir()
    spec.rename("base/base.toml")
    Path("specs/child.toml").write_text('extends = "../base/base.toml"\nseed = 1\n', encoding="utf-8")
    person = ["-c", "user.name=a", "-c", "user.email=a@b"]
    for words in (["init", "-q"], ["add", "."], [*person, "commit", "-qm", "first"], ["tag", "v1"]):
        subprocess.run(["git", *words], check=True)
    Path("base/base.toml").write_text(SPEC.replace("units = 8", "units = 16"), encoding="utf-8")
    return spec.parent


def test_a_revision_is_read_with_the_base_it_had_then(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "specs/child.toml@v1", "specs/child.toml"]) == 1
    assert "layers.0 Dense.units: 8 → 16" in capsys.readouterr().out
    assert main(["diff", "specs/child.toml@v1", "specs/child.toml@HEAD"]) == 0


@pytest.mark.parametrize("revision", ["v9", "--output=stolen", "HEAD:specs", ""])
def test_a_revision_that_is_none_is_said_and_runs_nothing(repository: Path, revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", f"specs/child.toml@{revision}", "specs/child.toml"]) == 2
    assert "git knows no revision" in capsys.readouterr().err
    assert not list(repository.rglob("stolen*"))


def test_runs_on_the_same_rows_are_compared_with_their_chance(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = (finished_run(tmp_path, SPEC, "abcdefghij", wrong) for wrong in (9, 0))
    assert main(["diff", str(before), str(after)]) == 1
    told = capsys.readouterr().out
    assert "test accuracy: 0.1000 → 1.0000 (better by 0.7" in told
    assert "not comparable" not in told


def test_runs_on_other_rows_are_not_comparable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = (finished_run(tmp_path, SPEC, digests, wrong) for digests, wrong in (("abcdefghij", 9), ("abcdefghiX", 0)))
    main(["diff", str(before), str(after)])
    told = capsys.readouterr().out
    assert "! not comparable: the test parts are not the same: 1 row of 10 only in" in told
    assert "better" not in told


def test_runs_of_the_same_experiment_with_the_same_numbers_are_the_same(tmp_path: Path) -> None:
    before, after = (finished_run(tmp_path, SPEC, "abcdefghij", 2) for _ in range(2))
    assert main(["diff", str(before), str(after)]) == 0
