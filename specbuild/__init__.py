"""Judge, build and train Keras models from plain TOML specs.

Every verb of the `specbuild` command is a function here too, loaded when it is first used: `specbuild.run("specs/digits.toml")`,
`specbuild.validate("specs/digits.toml").findings`. Each says in its docstring what it takes and gives.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

__version__ = "0.1.0"

_MORE = {"load": "specbuild.running.answering.trained"}  # what is public and no verb


def __getattr__(name: str) -> Callable[..., Any]:
    """The function of a verb, or what else is public."""
    if name not in _MORE and name not in _verbs():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    function: Callable[..., Any] = getattr(import_module(_MORE.get(name, f"{__name__}.verbs.{name}")), name)
    globals()[name] = function
    return function


def __dir__() -> list[str]:
    return [*globals(), *_MORE, *_verbs()]


def _verbs() -> list[str]:
    """The verbs there are: one file each, as `specbuild.__main__` finds them."""
    return [path.stem for path in Path(__file__).with_name("verbs").glob("[a-z]*.py")]
