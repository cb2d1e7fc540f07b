"""`specbuild run`: it repeats to the bit, goes on after a kill as if nothing had happened, and leaves nothing behind when refused."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

from specbuild.running.workdir.held import held

ROOT = Path(__file__).parents[2]
SPEC = """
format = 1
name = "small"
seed = 3
backend = "tensorflow"
task.type = "multiclass"
loader = { type = "bundled", name = "digits" }
split = { type = "stratified", validation = 0.2, test = 0.2 }
meaning = { orientation = 20, position = "free", framing = "free" }
augmentation = [
  { type = "RandomRotation", factor = 0.03, fill_mode = "constant" },
  { type = "RandomTranslation", height_factor = 0.1, width_factor = 0.1, probability = 0.5 },
]
preprocessing = [{ type = "Normalization", axis = "none" }]
layers = [
  { type = "Conv2D", filters = 8, kernel_size = 3, activation = "relu" },
  { type = "Flatten" },
  { type = "Dropout", rate = 0.3 },
  { type = "Dense", units = "classes" },
]

[training]
epochs = 4
batch_size = 32
callbacks = [{ type = "ReduceLROnPlateau", patience = 1 }]
"""
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    (folder / "small.toml").write_text(SPEC)
    return folder


def specbuild(folder, *words, check=True):
    command = [sys.executable, "-m", "specbuild", *map(str, words)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment())
    if check:
        assert done.returncode == 0, done.stdout + done.stderr
    return done


def environment():
    return {**os.environ, "PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"}


def weights(run):
    """Every array of a model file."""
    import h5py

    with zipfile.ZipFile(run / "model.keras") as archive, archive.open("model.weights.h5") as file, h5py.File(file) as arrays:
        found = {}
        arrays.visititems(lambda name, item: found.update({name: item[()]}) if isinstance(item, h5py.Dataset) else None)
    return found


def same_weights(one, other):
    first, second = weights(one), weights(other)
    return first.keys() == second.keys() and all(np.array_equal(first[name], second[name]) for name in first)


def rows_of(run, subset):
    with (run / "split.csv").open(encoding="utf-8") as file:
        return {row["id"] for row in csv.DictReader(file) if row["subset"] == subset}


@pytest.fixture(scope="module")
def whole(folder):
    specbuild(folder, "run", "small.toml")
    return folder / "runs" / "small" / "1"


def test_the_run_folder_holds_all_that_the_design_names(whole):
    names = {path.name for path in whole.iterdir()}
    assert names >= {
        "spec.toml", "resolved.toml", "plan.json", "split.csv", "environment.json", "metrics.csv", "timings.csv", "result.json",
        "model.keras", "checkpoints", "plots", "report.html", "test_predictions.csv",
    }  # fmt: skip
    assert (whole / "spec.toml").read_text() == SPEC
    result = json.loads((whole / "result.json").read_text())
    assert result["metrics"]["test"]["accuracy"] > 0.8
    assert {"confusion.svg", "loss.svg"} <= {path.name for path in (whole / "plots").iterdir()}
    assert {"samples.png", "mistakes.png"} <= {path.name for path in (whole / "pictures").iterdir()}


def test_the_model_loads_in_plain_keras_and_holds_no_augmentation(whole):
    program = f"""
import keras, json
model = keras.saving.load_model({str(whole / "model.keras")!r})
print(json.dumps([type(layer).__name__ for layer in model.layers]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment())
    layers = json.loads(done.stdout.splitlines()[-1])
    assert layers == ["Normalization", "Conv2D", "Flatten", "Dropout", "Dense"]


def test_the_resolved_spec_is_a_spec_and_gives_the_same_bits(folder, whole):
    (folder / "again.toml").write_text((whole / "resolved.toml").read_text())
    specbuild(folder, "run", "again.toml", "--into", "resolved_runs")
    again = folder / "resolved_runs" / "small" / "1"
    for name in ("metrics.csv", "split.csv", "test_predictions.csv", "plan.json"):
        assert (again / name).read_bytes() == (whole / name).read_bytes(), name
    assert same_weights(again, whole)


def test_another_seed_keeps_the_test_rows_and_changes_the_rest(folder, whole):
    specbuild(folder, "run", "small.toml", "--set", "seed=4", "--into", "reseeded")
    other = folder / "reseeded" / "small" / "1"
    assert rows_of(other, "test") == rows_of(whole, "test")
    assert not same_weights(other, whole)


@pytest.mark.parametrize("how", [pytest.param(signal.SIGINT, id="Ctrl-C"), pytest.param(signal.SIGKILL, id="killed")])
def test_a_stopped_run_goes_on_to_the_same_weights(folder, whole, how):
    into = folder / f"stopped_{how.name}"
    command = [sys.executable, "-m", "specbuild", "run", "small.toml", "--into", str(into)]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment())
    run = into / "small" / "1"
    until = time.monotonic() + 120
    while not (run / "checkpoints" / "state.npz").exists():
        assert time.monotonic() < until
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    assert b"Traceback" not in said
    if how is signal.SIGINT and process.returncode != 0:
        assert process.returncode == 130
        assert f"--resume {run}".encode() in said
    specbuild(folder, "run", "small.toml", "--resume", run)
    assert (run / "metrics.csv").read_bytes() == (whole / "metrics.csv").read_bytes()
    assert same_weights(run, whole)


def test_two_processes_do_not_train_in_one_folder(folder, whole):
    before = (whole / "metrics.csv").read_bytes()
    with held(whole):
        done = specbuild(folder, "run", "small.toml", "--set", "training.epochs=9", "--resume", whole, check=False)
    assert done.returncode == 1
    assert "error[W008]" in done.stderr
    assert (whole / "metrics.csv").read_bytes() == before


def test_more_epochs_than_planned_can_be_added(folder, whole):
    specbuild(folder, "run", "small.toml", "--set", "training.epochs=2", "--into", "longer")
    specbuild(folder, "run", "small.toml", "--into", "longer", "--resume", "longer/small/1")
    assert same_weights(folder / "longer" / "small" / "1", whole)


@pytest.mark.parametrize(
    ("override", "said"),
    [
        pytest.param("seed=9", "`seed` is not what the run began with", id="another seed"),
        pytest.param("training.batch_size=16", "`training.batch_size` is not what the run began with", id="another batch size"),
        pytest.param("layers.2.rate=0.5", "`layers.2.rate` is not what the run began with", id="another network"),
    ],
)
def test_a_run_does_not_go_on_with_another_spec(folder, whole, override, said):
    done = specbuild(folder, "run", "small.toml", "--set", override, "--resume", whole, check=False)
    assert done.returncode == 1
    assert said in done.stderr


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        pytest.param(["loader.name=digit"], "did you mean", id="a wrong value"),
        pytest.param(["split.test=0.9"], "leave none to train on", id="no rows left"),
        pytest.param(["training.loss=MeanSquaredError"], "MeanSquaredError", id="a loss that contradicts the task"),
        pytest.param(["layers.3.units=7"], "7", id="units that do not match the classes"),
        pytest.param(["backend=torch"], "torch", id="a backend that is not installed"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(folder, overrides, said):
    words = [word for override in overrides for word in ("--set", override)]
    if "backend=torch" in overrides:
        import importlib.util

        if importlib.util.find_spec("torch"):
            pytest.skip("torch is installed")
    done = specbuild(folder, "run", "small.toml", *words, "--into", "refused", check=False)
    assert done.returncode == 1
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "refused").exists()
