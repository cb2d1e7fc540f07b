"""The backend is settled before Keras is imported, and what cannot be is a finding that names the extra to install."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running import backend, codes


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch):
    """Pretends that some packages are installed, some devices are there, and Keras may already run."""

    def pretend(packages: str, *, accelerated: bool = False, running: str | None = None) -> None:
        monkeypatch.setattr(backend, "installed", lambda package: package in packages.split())
        monkeypatch.setattr(backend, "accelerated", lambda: accelerated)
        monkeypatch.setattr(backend, "running", lambda: running)
        monkeypatch.setenv("KERAS_BACKEND", "unchanged")

    return pretend


@pytest.mark.parametrize(
    ("name", "packages", "accelerated", "running", "chosen"),
    [
        pytest.param("auto", "tensorflow jax torch", False, None, "tensorflow", id="auto takes TensorFlow on a CPU"),
        pytest.param("auto", "tensorflow jax torch", True, None, "jax", id="auto takes JAX where it can drive an accelerator"),
        pytest.param("auto", "tensorflow torch", True, None, "tensorflow", id="auto needs JAX to be installed for that"),
        pytest.param("auto", "jax torch", False, None, "torch", id="auto takes torch before JAX on a CPU without TensorFlow"),
        pytest.param("auto", "jax", False, None, "jax", id="auto takes what there is"),
        pytest.param("auto", "tensorflow jax", False, "jax", "jax", id="auto goes along with a Keras that already runs"),
        pytest.param("torch", "tensorflow torch", False, None, "torch", id="a name is taken at its word"),
    ],
)
def test_a_backend_is_chosen(machine, name: str, packages: str, accelerated: bool, running: str | None, chosen: str) -> None:
    machine(packages, accelerated=accelerated, running=running)
    assert backend.choose(name) == chosen
    assert os.environ["KERAS_BACKEND"] == chosen


@pytest.mark.parametrize(
    ("name", "packages", "running", "code", "said"),
    [
        pytest.param("torch", "tensorflow", None, codes.BACKEND_ABSENT, "specbuild[torch]", id="a backend that is not installed"),
        pytest.param("jax", "tensorflow jax", "tensorflow", codes.BACKEND_TAKEN, "tensorflow", id="a second backend in one process"),
        pytest.param("auto", "", None, codes.NO_BACKEND, "specbuild[tensorflow]", id="no backend at all"),
    ],
)
def test_what_cannot_be_is_a_finding(machine, name: str, packages: str, running: str | None, code: str, said: str) -> None:
    machine(packages, running=running)
    with pytest.raises(Refused) as refused:
        backend.choose(name)
    (finding,) = refused.value.findings
    assert (finding.code, finding.path) == (code, ("backend",))
    assert said in finding.message + finding.help
    assert os.environ["KERAS_BACKEND"] == "unchanged"


@pytest.mark.parametrize(
    ("devices", "packages", "found"),
    [
        pytest.param("/dev/nvidia0", "jax_cuda12_plugin", True, id="a GPU and its plug-in"),
        pytest.param("/dev/nvidia0", "libtpu", False, id="a GPU without its plug-in"),
        pytest.param("", "jax_cuda12_plugin libtpu", False, id="plug-ins without a device"),
        pytest.param("/dev/accel0", "libtpu", True, id="a TPU"),
    ],
)
def test_an_accelerator_counts_where_jax_can_drive_it(devices: str, packages: str, found: bool) -> None:
    assert backend.accelerated(lambda path: path in devices.split(), lambda package: package in packages.split()) is found


def test_a_second_run_waits_for_the_import_that_the_first_began(tmp_path) -> None:
    (tmp_path / "keras").mkdir()
    (tmp_path / "keras" / "__init__.py").write_text(
        "import time, types\nstarted = True\ntime.sleep(0.5)\nbackend = types.SimpleNamespace(backend=lambda: 'jax')\n"
    )
    script = (
        f"import sys, time; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from specbuild.running import backend; backend.preload()\n"
        "while not hasattr(sys.modules.get('keras'), 'started'): time.sleep(0.01)\n"
        "print(backend.running())\n"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "jax\n"


@pytest.mark.slow
def test_choosing_imports_nothing_heavy_and_the_settings_of_the_user_do_not_count(tmp_path) -> None:
    (tmp_path / "keras.json").write_text('{"floatx": "float16", "image_data_format": "channels_first", "backend": "torch", "epsilon": 0.5}')
    script = (
        "import sys; from specbuild.running import backend; assert backend.choose('jax') == 'jax'\n"
        "assert not {'keras', 'jax', 'tensorflow', 'numpy'} & set(sys.modules)\n"
        "backend.settle(); import keras\n"
        "print(keras.backend.backend(), keras.config.floatx(), keras.config.image_data_format(), keras.config.epsilon())\n"
        "print(keras.layers.Dense(1).name, 'tensorflow' in sys.modules)\n"
    )
    environment = {**os.environ, "KERAS_HOME": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert run.stdout.split() == ["jax", "float32", "channels_last", "1e-07", "dense", "False"], run.stderr


def test_what_walks_through_the_types_of_numpy_is_there_before_keras_adds_to_them() -> None:
    program = (
        "import sys, threading; threading.Thread.start = lambda thread: None; from specbuild.running.backend import preload; preload();"
        " sys.exit('numpy.ma' not in sys.modules or 'keras' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
