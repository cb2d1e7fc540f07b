"""A judged spec, judged again on its data: what `validate --data` does, without a backend and without Keras."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from specbuild.checking.diagnostic import Refused
from specbuild.checking.judge import Judged, bind
from specbuild.running.experiment.data import load_data
from specbuild.running.experiment.facts import data_facts


def judge_on_data(judged: Judged, base: Path) -> Judged:
    """Load and divide the data, and judge all that depends on it.

    Args:
        judged: The spec, judged without its data; one with errors comes back as it is.
        base: The folder that paths in it start from.

    Returns:
        The same spec with its sizes bound and all findings; those of data that cannot be loaded, if that is so.
    """
    if judged.spec is None or judged.resolved is None or judged.errors:
        return judged
    try:
        data = load_data(judged.spec, base)
        return bind(judged, data.known, data.samples.shape, data_facts(judged.spec, base, data))
    except Refused as refused:
        return replace(judged, findings=(*judged.findings, *(judged.resolved.placed(finding) for finding in refused.findings)))
