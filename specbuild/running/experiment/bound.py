"""A judged spec, judged again on its data, without a backend and without Keras."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from specbuild.checking.diagnostic import Refused
from specbuild.checking.judge import Judged, Whole, bind
from specbuild.running.data.context import silent
from specbuild.running.experiment.data import Data, load_data
from specbuild.running.experiment.facts import data_facts


def load_and_judge(judged: Whole, base: Path, progress: Callable[[int, int], None] = silent) -> tuple[Data, Whole]:
    """Load and divide the data of a spec, and judge the spec again on it.

    Args:
        judged: The spec, judged without its data.
        base: The folder that paths in it start from.
        progress: Is told how many files are done, of how many.

    Raises:
        Refused: the data cannot be loaded or divided as the spec says.
    """
    data = load_data(judged.spec, base, progress)
    return data, bind(judged, data.known, data.samples.shape, data_facts(data))


def judge_on_data(judged: Judged, base: Path) -> Judged:
    """Load and divide the data, and judge all that depends on it.

    Args:
        judged: The spec, judged without its data; one with errors comes back as it is.
        base: The folder that paths in it start from.

    Returns:
        The same spec with its sizes bound and all findings; those of data that cannot be loaded, if that is so.
    """
    if not isinstance(judged, Whole) or judged.errors:
        return judged
    try:
        return load_and_judge(judged, base)[1]
    except Refused as refused:
        return replace(judged, findings=(*judged.findings, *(judged.resolved.placed(finding) for finding in refused.findings)))
