"""What all tests share: no deadlines on a busy machine, and a quiet Keras on TensorFlow unless told otherwise."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

# A shared machine is slow at times; a property that fails must fail for its law alone.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=2000)
settings.register_profile("quick", parent=settings.get_profile("default"), max_examples=20)


def pytest_configure(config: pytest.Config) -> None:
    """Look for counter-examples for a shorter time in the command for every save.

    What draws examples by itself asks the profile how many, too: `settings.default.max_examples`.
    """
    chosen = "quick" if _is_quick(config) else "default"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", chosen))


@pytest.fixture(scope="session")
def quick(pytestconfig: pytest.Config) -> bool:
    """Whether this is the command for every save."""
    return _is_quick(pytestconfig)


def _is_quick(config: pytest.Config) -> bool:
    return config.option.markexpr == "not slow"
