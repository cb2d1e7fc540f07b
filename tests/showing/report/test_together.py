"""Several runs on one page: numbers, what tells the specs apart, warnings, and nothing that a name could smuggle in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from specbuild.__main__ import main
from specbuild.checking.diagnostic import Refused
from specbuild.checking.document.document import Document
from specbuild.checking.grammar.write import write_spec
from specbuild.checking.judge import judge
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.result import Result
from specbuild.showing.report.together import page

SPEC = """
format = 1
name = "small"
seed = {seed}
task.type = "multiclass"
loader = {{ type = "bundled", name = "iris" }}
layers = [{{ type = "Dense", units = {units} }}, {{ type = "Dense", units = "classes" }}]
split = {{ type = "stratified", validation = 0.2, test = 0.2 }}
training = {{ epochs = 3, batch_size = 16 }}
"""


def made(parent: Path, *, seed: int = 1, units: int = 8, digests: Sequence[str] = ("a", "b"), accuracy: float | None = 0.9) -> RunFolder:
    """A run with these values; one that is not finished where it has no accuracy."""
    judged = judge(Document.of(SPEC.format(seed=seed, units=units)))
    assert judged.spec is not None
    assert judged.plan is not None
    run = RunFolder.create(parent, "small")
    run.write_spec(b"")
    run.write_resolved(write_spec(judged.spec), {})
    run.write_plan(judged.plan)
    run.write_environment({})
    run.write_split(["1", "2"], ["test", "test"], {"class": ["x", "y"]}, digests)
    for epoch in (1, 2):
        run.metrics_log().append(epoch, {"loss": 1 / epoch, "val_loss": 2 / epoch})
    if accuracy is not None:
        intervals = {"test": {"accuracy": (accuracy - 0.05, accuracy + 0.05)}}
        verdict = {"kind": "<script>fine</script>"}
        run.write_result(Result("multiclass", ("x", "y"), {"test": {"accuracy": accuracy}}, {}, verdict, 2, intervals=intervals))
    return run


def test_it_shows_numbers_with_intervals_and_only_what_differs(tmp_path: Path) -> None:
    text = page([made(tmp_path), made(tmp_path, units=16, accuracy=0.95)])
    assert "0.9000 (0.8500 to 0.9500)" in text
    assert re.search(r"layers\.0\.units</th><td[^>]*>8</td><td[^>]*>16<", text)
    assert "training.epochs" not in text
    assert "not comparable" not in text
    assert "validation loss at the end: small/1 1.0000, small/2 1.0000" in text
    assert "<script" not in text


def test_runs_on_other_rows_are_marked(tmp_path: Path) -> None:
    text = page([made(tmp_path), made(tmp_path, digests=("a", "c"))])
    assert "small/2 is not comparable with small/1" in text
    assert "Their specs say the same." in text


def test_a_run_that_is_not_finished_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        page([made(tmp_path), made(tmp_path, accuracy=None)])


def test_the_verb_writes_the_file_it_was_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = [str(made(tmp_path).path) for _ in range(2)]
    assert main(["report", *runs, "--together", str(tmp_path / "both.html")]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "both.html")
    assert (tmp_path / "both.html").read_text(encoding="utf-8").startswith("<!doctype html>")
