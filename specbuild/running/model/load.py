"""Load a trained model from its file; a model is data, so nothing in it is ever run."""

from __future__ import annotations

import zipfile
from importlib import import_module
from pathlib import Path

import keras

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running import backend
from specbuild.running.answering import codes

OURS = ("layers", "preprocessing")  # folders beside this file whose classes Keras has to know before it loads a model that holds them


def load(path: Path) -> keras.Model:
    """Load a model, not compiled.

    Args:
        path: A `.keras` file.

    Raises:
        Refused: I006, it is missing, damaged, or holds what is not loaded.
    """
    backend.settle()
    _register()
    try:
        model = keras.saving.load_model(path, compile=False, safe_mode=True)
    except (OSError, ValueError, TypeError, KeyError, zipfile.BadZipFile) as error:
        said = " ".join(str(error).split())
        help_ = "the run did not get that far, or the file was changed: finish it with `--resume`, or start it afresh"
        raise Refused(Finding(codes.NO_MODEL, (), f"`{path}` cannot be loaded: {said[:300]}", help=help_)) from error
    return model


def _register() -> None:
    """Import our own layers, which tell Keras of themselves as they are imported."""
    here = Path(__file__).parent
    for folder in OURS:
        for file in sorted((here / folder).glob("[a-z]*.py")):
            import_module(f"specbuild.running.model.{folder}.{file.stem}")
