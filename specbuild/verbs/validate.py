"""Judge specs: grammar, shapes and rules; with --data also what only the data can tell."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from specbuild.checking.judge import Judged, judge_file
from specbuild.showing.findings.formats import FORMATS, show
from specbuild.showing.findings.text import tally
from specbuild.verbs._arguments import add_overrides


def validate(spec: str | Path, overrides: Sequence[str] = (), *, data: bool = False) -> Judged:
    """Judge one spec file.

    Args:
        spec: Path of the file.
        overrides: `KEY=VALUE` texts, as after `--set`.
        data: Whether to open the data and judge what depends on it; without, nothing but the spec is read.

    Returns:
        The spec, its plan and the findings; nothing is raised for what is wrong in a spec.
    """
    judged = judge_file(Path(spec), overrides)
    if not data:
        return judged
    from specbuild.running.experiment.bound import judge_on_data  # NumPy and the decoders, which judging a text does not need

    return judge_on_data(judged, Path(spec).parent)


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild validate", description=__doc__)
    parser.add_argument("specs", nargs="+", metavar="SPEC", help="spec files")
    add_overrides(parser)
    parser.add_argument("--data", action="store_true", help="open the data too, and judge what depends on it")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to write the findings")
    options = parser.parse_args(words)
    judged = [validate(spec, options.overrides, data=options.data) for spec in options.specs]
    findings = [finding for one in judged for finding in one.findings]
    show(findings, options.format)
    if options.format == "text":
        print(_closing(options.specs, judged))
    return 1 if any(one.errors for one in judged) else 0


def _closing(specs: Sequence[str], judged: Sequence[Judged]) -> str:
    """One sentence: how it went, and what was not judged."""
    findings = [finding for one in judged for finding in one.findings]
    what = specs[0] if len(specs) == 1 else f"{len(specs)} specs"
    unknown = sorted({word for one in judged if one.plan for word in one.plan.unknowns})
    later = (
        f"; {', '.join(f'`{word}`' for word in unknown)} will be known from the data, and is judged by `run` and `validate --data`"
        if unknown
        else ""
    )
    return f"{what}: {tally(findings)}{later}"
