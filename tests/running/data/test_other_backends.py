"""JAX and torch do what TensorFlow does: the tests of augmentation and feeding once more, in a process with that backend."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
# They hold for every backend once they hold for one and `test_backends_agree` does, which itself starts every backend.
ONCE = ("test_backends_agree", "test_meaning_is_measured", "test_meaning_of_other_kinds")


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_augmentation_and_feeding_hold_on_the_other_backends(backend: str) -> None:
    if importlib.util.find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    folders = [str(HERE / name) for name in ("augmentations", "pipeline", "feeding")]
    ignored = [f"--ignore={HERE / 'augmentations' / name}.py" for name in ONCE]
    command = [sys.executable, "-m", "pytest", "-q", "--import-mode=importlib", "-p", "no:cacheprovider", *ignored, *folders]
    environment = {**os.environ, "KERAS_BACKEND": backend, "HYPOTHESIS_PROFILE": "quick"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
