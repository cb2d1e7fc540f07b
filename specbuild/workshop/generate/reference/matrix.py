"""The page of the conformance matrix, from the record of its last run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from specbuild.checking import rulebook
from specbuild.running.backend import BACKENDS
from specbuild.showing.explain.code import explanations
from specbuild.workshop.generate.reference import findings, markdown
from specbuild.workshop.matrix.answers import COUNT, TASKS
from specbuild.workshop.matrix.measure import kept
from specbuild.workshop.matrix.rows import ROWS, Row

HEAD = f"""# Kinds of data, tasks and backends

Every form in which data can come, with every task, on every backend. {COUNT} small samples are written to the disk, loaded, divided and
trained on for one epoch, and the model is saved. Then it is loaded again, and has to say of the raw samples what the run recorded for its
test rows, to the bit.
"""


def pages() -> Iterator[tuple[str, str]]:
    """The only page."""
    record = kept()
    versions = ", ".join(f"{name} {number}" for name, number in record["versions"].items())
    lines = [HEAD, f"| data | loader | {' | '.join(TASKS)} |", "|---|---|" + "---|" * len(TASKS)]
    lines += [_line(row, record["outcomes"][row.name]) for row in ROWS]
    shown = ", ".join(f"{letter} {name}" for name, letter in LETTERS.items())
    lines += ["", f"Green: {shown}. Measured with {versions}, by `python -m specbuild.workshop matrix`.", "", *_reasons()]
    yield "matrix.md", "\n".join(lines) + "\n"


LETTERS: Mapping[str, str] = {name: name[0].upper() if name != "torch" else "P" for name in BACKENDS}


def _line(row: Row, outcomes: Mapping[str, Mapping[str, str]]) -> str:
    return f"| {row.kind}: {row.words} | `{row.loader}` | {' | '.join(_cell(outcomes[task]) for task in TASKS)} |"


def _cell(outcomes: Mapping[str, str]) -> str:
    said = set(outcomes.values())
    if said == {"green"}:
        return "✓ " + " ".join(LETTERS[name] for name in outcomes)
    if len(said) == 1 and not next(iter(said)).startswith("red"):
        return f"does not apply: {next(iter(said))}"
    return " ".join(f"{LETTERS[name]}: {one.split(':')[0]}" for name, one in outcomes.items())


def _reasons() -> Iterator[str]:
    codes = sorted({code for row in ROWS for code in row.refused.values()})
    known = {**explanations(), **{rule.CODE: rule.REASON for code in codes if (rule := rulebook.by_code(code))}}
    yield "What does not apply is refused with a finding that says why:"
    yield ""
    yield from (f"- [{code}](findings/{findings.place(code)}): {markdown.plain(known[code])}" for code in codes)
