"""All that a report tells, read from the run's folder: a report can be made anew from the folder alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from specbuild.running.workdir import finished
from specbuild.running.workdir.finished import Split
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.result import Result


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a finished run.

    Attributes:
        title: The name and number of the run: "flowers 3".
        spec: Its text as written.
        resolved: Its text with every default.
        result: What came out.
        epochs: Numbers of each epoch by name.
        plan: See `workdir.plan_file.plan_json`.
        environment: See `workdir.environment.describe`.
        split: Which row went where.
        augmentation: What augmentation did, see `data.pipeline.budget`; empty where there was none.
        quarantined: Rows left out, with the reason.
        plots: The text of each SVG in `plots/`, by its name without ending.
    """

    title: str
    spec: str
    resolved: str
    result: Result
    epochs: Mapping[str, list[float]]
    plan: Mapping[str, Any]
    environment: Mapping[str, Any]
    split: Split
    augmentation: Mapping[str, Any]
    quarantined: Mapping[str, str]
    plots: Mapping[str, str]


def read(run: RunFolder) -> Told:
    """Read a run.

    Raises:
        Refused: the run is not finished, or a file of it is broken.
    """
    return Told(
        title=f"{run.path.resolve().parent.name} {run.path.resolve().name}",
        spec=finished.spec(run),
        resolved=finished.resolved(run),
        result=finished.result(run),
        epochs=finished.history(run),
        plan=finished.plan(run),
        environment=finished.environment(run),
        split=finished.split(run),
        augmentation=finished.augmentation(run),
        quarantined=finished.quarantined(run),
        plots={path.stem: path.read_text(encoding="utf-8") for path in sorted((run.path / "plots").glob("*.svg"))},
    )
