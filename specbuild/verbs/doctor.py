"""Say what is installed, what a run would use, and what is missing."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from specbuild.checking.judge import judge_file
from specbuild.running.doctor import Check, examine, examine_spec


def doctor(spec: str | Path | None = None) -> list[Check]:
    """Examine this installation.

    Args:
        spec: A spec file; what it needs is examined too.

    Returns:
        One check for each thing that was looked at.
    """
    checks = examine()
    if spec is not None:
        judged = judge_file(Path(spec))
        checks.append(
            Check(
                str(spec),
                "no errors" if not judged.errors else f"{len(judged.errors)} errors",
                bool(judged.errors),
                "run `specbuild validate`",
            )
        )
        checks += examine_spec(judged.spec) if judged.spec else []
    return checks


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild doctor", description=__doc__)
    parser.add_argument("spec", nargs="?", metavar="SPEC", help="a spec whose needs are examined too")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(words)
    checks = doctor(options.spec)
    print(json.dumps([_json(check) for check in checks], indent=2) if options.json else _text(checks))
    return 1 if any(check.missing for check in checks) else 0


def _json(check: Check) -> dict[str, Any]:
    return {
        "what": check.what,
        "found": check.found,
        "missing": check.missing,
        "help": check.help if check.missing or not check.found else "",
    }


def _text(checks: Sequence[Check]) -> str:
    width = max(len(check.what) for check in checks)
    lines = []
    for check in checks:
        mark = "!!" if check.missing else "ok" if check.found else "--"
        lines.append(
            f"{mark} {check.what:<{width}}  {check.found or 'not installed'}" + (f"  ({check.help})" if check.help and mark != "ok" else "")
        )
    wrong = [check for check in checks if check.missing]
    lines.append("\nAll that is needed is there." if not wrong else f"\n{len(wrong)} needed here: see the lines with `!!`.")
    return "\n".join(lines)
