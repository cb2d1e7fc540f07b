"""One side of a comparison: a spec file, a spec file as a git revision has it, or the folder of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.document.document import Document
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.grammar.write import write_spec
from specbuild.checking.judge import Judged, judge, judge_file
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir import finished
from specbuild.running.workdir import folder as files
from specbuild.running.workdir.finished import Split
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.plan_file import plan_json
from specbuild.running.workdir.result import Result
from specbuild.showing.diff import revision


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    Attributes:
        name: As the user wrote it.
        spec: The spec; for a run the one that it was made with.
        findings: What is wrong with the spec.
        base: The folder that paths in the spec start from.
        planned: What its layers do, without the sizes that only the data tell.
        run: The run; None for a spec.
    """

    name: str
    spec: Spec
    findings: tuple[Finding, ...]
    base: Path
    planned: Mapping[str, Any]
    run: RunFolder | None = None

    @classmethod
    def of(cls, name: str) -> Side:
        """Read a side.

        Args:
            name: A spec file, `FILE@REVISION`, or the folder of a run.

        Raises:
            Refused: it is none of these, or its spec has an error of grammar.
        """
        path = Path(name)
        if path.is_dir():
            return cls._of_run(name, finished.open_run(path))
        if not path.exists() and "@" in path.name:
            file, _, wanted = name.rpartition("@")
            with revision.checked_out(Path(file), wanted) as copy:
                return cls._of_judged(name, judge_file(copy), Path(file).parent)
        return cls._of_judged(name, judge_file(path), path.parent)

    @classmethod
    def _of_run(cls, name: str, run: RunFolder) -> Side:
        judged = judge(Document.of(finished.resolved(run), str(run.path / files.RESOLVED)))
        return cls._of_judged(name, judged, Path(str(finished.environment(run).get("spec_folder", "."))), run)

    @classmethod
    def _of_judged(cls, name: str, judged: Judged, base: Path, run: RunFolder | None = None) -> Side:
        if judged.spec is None or judged.plan is None:
            raise Refused(*judged.findings)
        return cls(name, judged.spec, judged.findings, base, plan_json(judged.plan), run)

    @cached_property
    def values(self) -> dict[str, Any]:
        """The spec as plain values, every default included; paths of the data in full, so that they compare wherever specs stand."""
        values = write_spec(self.spec)
        loader = values["loader"]
        if isinstance(loader.get("path"), str):
            loader["path"] = str((self.base / Path(loader["path"]).expanduser()).resolve())
        return values

    @cached_property
    def result(self) -> Result | None:
        """What came out of the run; None for a spec, and for a run that is not finished."""
        return finished.result(self.run) if self.run and (self.run.path / files.RESULT).exists() else None

    @cached_property
    def split(self) -> Split | None:
        """Which row went where; None for a spec."""
        return finished.split(self.run) if self.run else None

    @cached_property
    def measured_plan(self) -> dict[str, Any] | None:
        """What the layers of the run do, with the sizes of its data; None for a spec."""
        return finished.plan(self.run) if self.run else None

    def predictions(self, subset: str) -> Predictions | None:
        """What the run's model said of the rows of a subset; None where it did not."""
        if self.run is None or self.result is None or not self.run.predictions(subset).exists():
            return None
        return finished.predictions(self.run, subset, self.result)
