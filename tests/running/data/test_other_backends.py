"""JAX and torch do what TensorFlow does: the tests of the pipeline and of feeding once more, in a process with that backend.

What each augmentation does holds for every backend once it holds for one and `augmentations/test_backends_agree.py` does.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_pipeline_and_feeding_hold_on_the_other_backends(backend: str) -> None:
    if importlib.util.find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    folders = [str(HERE / name) for name in ("pipeline", "feeding")]
    command = [sys.executable, "-m", "pytest", "-q", "--import-mode=importlib", "-p", "no:cacheprovider", *folders]
    environment = {**os.environ, "KERAS_BACKEND": backend, "HYPOTHESIS_PROFILE": "quick"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
