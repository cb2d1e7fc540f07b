"""Show what every layer does: output shape, parameters, multiply-adds, memory; for pictures also at half and double size."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from specbuild.checking.diagnostic import Refused
from specbuild.checking.judge import Whole, judge_file
from specbuild.verbs._arguments import add_overrides


def plan(spec: str | Path, overrides: Sequence[str] = ()) -> Whole:
    """Plan a spec without opening its data.

    Args:
        spec: Path of the file.
        overrides: `KEY=VALUE` texts, as after `--set`.

    Returns:
        What is known of the spec; its `plan` holds the layers. Sizes that only the data know are named.

    Raises:
        Refused: the grammar of the spec is wrong.
    """
    judged = judge_file(Path(spec), overrides)
    if not isinstance(judged, Whole):
        raise Refused(*judged.findings)
    return judged


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild plan", description=__doc__)
    parser.add_argument("spec", metavar="SPEC", help="a spec file")
    add_overrides(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(words)
    judged = plan(options.spec, options.overrides)
    from specbuild.checking.plan.sizes import at_sizes

    sizes = at_sizes(judged.spec, judged.plan)
    if options.json:
        from specbuild.running.workdir.plan_file import plan_json, sizes_json

        print(json.dumps({**plan_json(judged.plan), "sizes": sizes_json(sizes)}, indent=2))
    else:
        from specbuild.showing.summary.plan_table import show_plan

        show_plan(judged.plan, batch_size=judged.spec.training.batch_size, sizes=sizes)
    from specbuild.showing.findings.text import show

    show(judged.findings, sys.stderr)
    return 1 if judged.errors else 0
