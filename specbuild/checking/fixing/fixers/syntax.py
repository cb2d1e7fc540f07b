"""What a Python programmer writes and TOML does not take: `True`, `None`, `1/255` and words without quotation marks."""

from __future__ import annotations

import re

from specbuild.checking.diagnostic import Edit, Finding, Fix

_PAIR = re.compile(
    r"""(?P<before>[\w."'-]+[ \t]*=[ \t]*)
    (?:(?P<word>[A-Za-z_]\w*)|(?P<fraction>[+-]?[\d.]+[ \t]*/[ \t]*[\d.]+))
    (?P<after>[ \t]*(?:\#.*)?\r?)$""",
    re.VERBOSE,
)
_WORDS = {"True": "true", "False": "false", "None": '"none"'}


def fix(text: str, finding: Finding) -> Fix | None:
    """An edit of the line where the parser gave up, where all of its value is such a word."""
    if finding.code != "D003" or finding.place is None:
        return None
    lines = text.split("\n")
    line = lines[finding.place.line - 1]
    match = _PAIR.search(line)
    if match is None or not match.group("before").strip() or line[: match.start()].strip(" \t"):
        return None
    group = "word" if match.group("word") else "fraction"
    written = match.group(group)
    start = sum(len(one) + 1 for one in lines[: finding.place.line - 1]) + match.start(group)
    new = _WORDS.get(written, f'"{written}"')
    return Fix(f"write `{new}`", (Edit(finding.place.file, start, start + len(written), new),))
