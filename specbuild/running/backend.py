"""Choose the backend of Keras before Keras is imported, and make Keras the same on every machine."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running import codes
from specbuild.running.greetings import without_greetings

# In the order in which a CPU should prefer them: measured on the reference network, TensorFlow is the fastest there.
BACKENDS = {"tensorflow": "tensorflow", "torch": "torch", "jax": "jax"}  # name of the backend -> package that has to be importable
_ACCELERATORS = {  # device files -> the packages through which JAX drives such a device, one of which has to be there
    "/dev/nvidia0": ("jax_cuda12_plugin", "jax_cuda13_plugin"),
    "/dev/kfd": ("jax_rocm60_plugin", "jax_rocm7_plugin"),
    "/dev/accel0": ("libtpu",),
    "/dev/vfio/0": ("libtpu",),
}
Installed = Callable[[str], bool]


def choose(name: str = "auto") -> str:
    """Settle which backend Keras will use. Call it before anything imports Keras.

    Args:
        name: "tensorflow", "jax", "torch", or "auto": JAX where there is a GPU or TPU and JAX can drive it, else the first that is
            installed of TensorFlow, torch and JAX.

    Returns:
        The backend's name.

    Raises:
        Refused: B001, it is not installed; B002, Keras already runs on another in this process; B003, none is installed.
    """
    chosen = _best() if name == "auto" else name
    if not installed(BACKENDS[chosen]):
        help_ = f'install it with `pip install "specbuild[{chosen}]"`, or write `backend = "auto"` to use what is there'
        raise Refused(Finding(codes.BACKEND_ABSENT, ("backend",), f"`{chosen}` is not installed here", help=help_))
    _set(chosen, automatic=name == "auto")
    return running() or chosen


def preload() -> None:
    """Begin to import Keras in a thread: it takes seconds, in which the data can be read. Call it after `choose`."""
    # `numpy.ma` walks through NumPy's types as it is imported, and Keras adds some: in two threads at once that ended a run now and then.
    import numpy.ma  # noqa: F401

    threading.Thread(target=_import_keras, daemon=True, name="specbuild-import-keras").start()


def _import_keras() -> None:
    with without_greetings(), contextlib.suppress(ImportError):  # whoever needs Keras imports it again, and gets the error
        import keras  # noqa: F401


def running() -> str | None:
    """The backend of the Keras that this process has imported; None where it has not yet."""
    if "keras" not in sys.modules:
        return None
    import keras  # waits where `preload` of an earlier call is still at it

    return str(keras.backend.backend())


def installed(package: str) -> bool:
    """Whether a package can be imported, found out without importing it."""
    return package in sys.modules or importlib.util.find_spec(package) is not None


def settle() -> None:
    """Give Keras the state of a fresh process: names that count from nothing, and none of the settings in the user's `keras.json`.

    Names of layers are part of the saved model, so they must not depend on what was built earlier in the process; number format and
    order of the axes belong to the run, so they must not depend on the machine.
    """
    import keras

    keras.backend.clear_session(free_memory=False)
    keras.config.set_floatx("float32")
    keras.config.set_epsilon(1e-7)
    keras.config.set_image_data_format("channels_last")
    keras.config.set_dtype_policy("float32")
    if keras.backend.backend() == "tensorflow":
        _repeatable_on_gpu()


def accelerated(exists: Callable[[str], bool] = lambda path: Path(path).exists(), present: Installed = installed) -> bool:
    """Whether this machine has a GPU or TPU that an installed JAX can drive."""
    return any(exists(device) and any(map(present, plugins)) for device, plugins in _ACCELERATORS.items())


def _best() -> str:
    if running():
        return str(running())
    if installed("jax") and accelerated():
        return "jax"
    found = next((backend for backend, package in BACKENDS.items() if installed(package)), None)
    if found is None:
        help_ = 'install one with `pip install "specbuild[tensorflow]"`, or `[jax]`, or `[torch]`'
        raise Refused(Finding(codes.NO_BACKEND, ("backend",), "no backend of Keras is installed here", help=help_))
    return found


def _set(chosen: str, *, automatic: bool) -> None:
    taken = running()
    if taken not in (None, chosen) and not automatic:
        help_ = f'run it in a process of its own, or write `backend = "{taken}"`'
        raise Refused(
            Finding(codes.BACKEND_TAKEN, ("backend",), f"Keras already runs on `{taken}` in this process, not on `{chosen}`", help=help_)
        )
    os.environ["KERAS_BACKEND"] = chosen
    # TensorFlow and XLA log much that no user can act on; what fails is raised, not logged.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("GRPC_VERBOSITY", "ERROR")


def _repeatable_on_gpu() -> None:
    """On a CPU TensorFlow repeats bit for bit by itself (measured); on a GPU it has to be asked to, at a cost."""
    import tensorflow as tf

    if tf.config.list_physical_devices("GPU"):
        tf.config.experimental.enable_op_determinism()
