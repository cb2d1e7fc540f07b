"""A process that trains is interrupted, or killed outright, and another goes on with what it left on the disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from specbuild.running.train.state import State

SCRIPT = """
import importlib.util, sys, time
from pathlib import Path
from specbuild.running import backend
backend.choose("tensorflow")
import numpy as np
from specbuild.running.train.state import State
from specbuild.running.workdir.atomic import write_bytes
found = importlib.util.spec_from_file_location("parts", sys.argv[1])
parts = importlib.util.module_from_spec(found); sys.modules["parts"] = parts; found.loader.exec_module(parts)
digits, spec = parts.digits.__wrapped__(), parts.spec.__wrapped__()
run = parts.run.__wrapped__(digits)
kept, done = Path(sys.argv[2]), Path(sys.argv[3])
state = State.from_bytes(kept.read_bytes()) if kept.exists() else None
stopping = ("EarlyStopping", {"patience": 3, "restore_best_weights": True})
try:
    result = run(spec([stopping], epochs=12), state=state, save=lambda one: (write_bytes(kept, one.to_bytes()), time.sleep(0.3)))
except KeyboardInterrupt:
    sys.exit(130)
np.savez(done, *result.model.get_weights(), history=[result.history.numbers[name] for name in sorted(result.history.numbers)])
"""


def start(folder: Path, name: str) -> subprocess.Popen[bytes]:
    parts = str(Path(__file__).with_name("conftest.py"))
    command = [sys.executable, "-c", SCRIPT, parts, str(folder / f"{name}.npz"), str(folder / f"{name}_done.npz")]
    return subprocess.Popen(command, env={**os.environ, "KERAS_BACKEND": "tensorflow"})


def stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def wait_for_an_epoch(path: Path, before: int, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while stamp(path) == before and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    assert stamp(path) != before


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("stop", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)], ids=["interrupted", "killed"])
def test_a_run_that_was_stopped_at_any_instant_goes_on_to_the_same_weights(tmp_path: Path, stop: signal.Signals, status: int) -> None:
    assert start(tmp_path, "whole").wait(300) == 0
    for pause in (0.0, 0.33):  # while nothing is done and within an epoch, each into what the other left
        before = stamp(tmp_path / "stopped.npz")
        process = start(tmp_path, "stopped")
        wait_for_an_epoch(tmp_path / "stopped.npz", before, process)
        time.sleep(pause)
        process.send_signal(stop)
        assert process.wait(60) == status
    assert State.from_bytes((tmp_path / "stopped.npz").read_bytes()).epoch >= 1
    assert start(tmp_path, "stopped").wait(300) == 0
    with np.load(tmp_path / "whole_done.npz") as whole, np.load(tmp_path / "stopped_done.npz") as resumed:
        assert set(whole) == set(resumed)
        assert all(np.array_equal(whole[name], resumed[name]) for name in whole)
