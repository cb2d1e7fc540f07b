"""Packages that only some kinds of data need: imported where they are used, and missed by name."""

from __future__ import annotations

from importlib import import_module

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext


def need(context: LoadContext, extra: str, *packages: str) -> None:
    """Raise unless packages can be imported.

    Args:
        context: What belongs to the run.
        extra: The extra of specbuild that installs them.
        packages: Names of modules.

    Raises:
        Refused: one is not installed, or cannot be imported.
    """
    findings = []
    for package in packages:
        try:
            import_module(package)
        except ImportError as error:
            message = f"this kind of data needs the package `{package}`, which cannot be imported ({error})"
            findings.append(context.finding("D114", "type", message, help=f'install it: pip install "specbuild[{extra}]"'))
    if findings:
        raise Refused(*findings)
