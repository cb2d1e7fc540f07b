"""`specbuild report`: the report of a finished run, from its folder alone and without Keras."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from specbuild.__main__ import main
from specbuild.checking.plan.plan import Plan, Planned, Step
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.result import Result


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    run = RunFolder.create(tmp_path, "prices")
    run.write_spec(b"name = 'prices'")
    run.write_resolved({"name": "prices"}, {})
    run.write_split(["1", "2"], ["train", "test"], {"price": ["1.0", "2.0"]}, ["0" * 64] * 2)
    run.write_plan(Plan((4,), (Step(("layers", 0), "Dense", (4,), Planned((1,), 5, 0, 4)),), complete=True))
    run.write_environment({})
    run.metrics_log().append(1, {"loss": 1.0})
    run.write_predictions("test", Predictions("regression", ["2"], np.array([[2.0]]), np.array([[2.5]], np.float32), ("price",)))
    run.write_result(Result("regression", ("price",), {"test": {"mae": 0.5}}, {"test": {"mae": 1.0}}, {"kind": "still improving"}, 1))
    return run


@pytest.mark.slow
def test_a_report_and_its_plots_are_made_without_keras(run: RunFolder) -> None:
    code = "import sys; from specbuild.__main__ import main; sys.exit(main(['report', sys.argv[1]]) or 'keras' in sys.modules)"
    finished = subprocess.run([sys.executable, "-c", code, str(run.path)], check=False, capture_output=True, text=True)
    assert (finished.returncode, finished.stdout.strip()) == (0, str(run.report))
    assert sorted(path.name for path in run.plots.iterdir()) == ["errors-price.svg", "loss.svg", "predicted-price.svg"]
    text = run.report.read_text(encoding="utf-8")
    assert "test mean absolute error" in text
    assert text.count("<svg") == 3
    assert "model.keras` is missing" in text  # so nothing can be said of what it looks at


@pytest.mark.parametrize(
    ("file", "code"),
    [
        pytest.param("spec.toml", "W002", id="no run"),
        pytest.param("result.json", "W003", id="not finished"),
        pytest.param("plan.json", "W003", id="a file lost"),
    ],
)
def test_what_is_missing_is_told(run: RunFolder, capsys: pytest.CaptureFixture[str], file: str, code: str) -> None:
    (run.path / file).unlink()
    assert main(["report", str(run.path)]) == 1
    assert code in capsys.readouterr().err


def test_numbers_that_are_broken_are_told(run: RunFolder, capsys: pytest.CaptureFixture[str]) -> None:
    (run.path / "test_predictions.csv").write_text("id,true price,predicted price\n2,much,2.5\n")
    assert main(["report", str(run.path)]) == 1
    assert "W004" in capsys.readouterr().err
