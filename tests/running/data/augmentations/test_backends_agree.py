"""Every augmentation gives the same samples on every backend, from the same draws."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

SCRIPT = Path(__file__).with_name("results_of_every_kind.py")
# Levels: a value in the middle of two falls to either side.
ROUNDED = {"Equalization", "RandomPosterization", "Solarization", "AutoContrast"}


def results_on(backend: str, folder: Path) -> dict[str, np.ndarray]:
    """What every augmentation makes of every kind of data."""
    file, environment = folder / f"{backend}.npz", {**os.environ, "KERAS_BACKEND": backend}
    done = subprocess.run([sys.executable, str(SCRIPT), str(file)], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(np.load(file))


@pytest.fixture(scope="module")
def on_tensorflow(tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    return results_on("tensorflow", tmp_path_factory.mktemp("results"))


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_backends_agree(backend: str, on_tensorflow: dict[str, np.ndarray], tmp_path: Path) -> None:
    if importlib.util.find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    one, other = on_tensorflow, results_on(backend, tmp_path)
    assert one.keys() == other.keys()
    off = {}
    for case, expected in one.items():
        spread = float(np.ptp(expected)) or 1.0
        share = float(np.mean(np.abs(other[case] - expected) > 1e-3 * spread))
        if share > (0.02 if case.split()[0] in ROUNDED else 0.002):
            off[case] = share
    assert not off
