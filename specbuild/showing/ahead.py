"""Import in a thread what is needed once training is over: it takes seconds, in which the network trains on."""

from __future__ import annotations

import contextlib
import threading
from importlib import import_module

_NEEDED = (
    "sklearn.metrics",
    "matplotlib.figure",
    "matplotlib.backends.backend_svg",
    "specbuild.showing.plots.folder",
    "specbuild.showing.report.page",
)


def preload() -> None:
    """Begin to import; whoever needs a module imports it again, and waits for it or gets its error."""
    threading.Thread(target=_import, daemon=True, name="specbuild-import-plots").start()


def _import() -> None:
    for module in _NEEDED:
        with contextlib.suppress(ImportError):
            import_module(module)
