"""Every finding there is and what it means, for a rule why, a bad and a good spec: a page a letter, and a page a subject of rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from itertools import groupby

from specbuild.checking import rulebook
from specbuild.checking.rule import Rule
from specbuild.showing.explain.code import explanations
from specbuild.workshop.generate.reference import markdown

RULES = "Codes `Rxyz`: a spec that would run, and whose result would be poor or wrong. The first figure is the subject."


def pages() -> Iterator[tuple[str, str]]:
    """Path below `docs/reference/` and text of each page."""
    known = explanations()
    for name, codes in groupby(known, key=_page):
        sections = [_section(code, known[code]) for code in codes]
        head = "`specbuild explain CODE` says the same in the terminal."
        yield f"findings/{name}.md", markdown.page(f"Findings {_titled(name)}", head, *sections)
    yield "findings/index.md", markdown.page("Rules", RULES, *_tables())


def place(code: str) -> str:
    """Where a code is explained: its page, and the anchor that Python-Markdown makes of its heading."""
    anchor = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", _heading(code)).strip().lower())
    return f"{_page(code)}.md#{anchor}"


def _page(code: str) -> str:
    return code[:2] if rulebook.by_code(code) else code[0]


def _titled(name: str) -> str:
    return name if len(name) == 1 else f"{name}: {_subjects()[name]}"


def _subjects() -> dict[str, str]:
    """The words for the beginning of a code: what the folder with the files of those rules says of itself."""
    folders = {one.code[:2]: f"specbuild.checking.rules.{one.name.partition('.')[0]}" for one in rulebook.declared()}
    return {start: str(import_module(folder).__doc__).rstrip(".") for start, folder in folders.items()}


def _heading(code: str) -> str:
    rule = rulebook.by_code(code)
    return f"{code}: {rulebook.title(rule)}" if rule else code


def _section(code: str, explanation: str) -> str:
    rule = rulebook.by_code(code)
    return f"## {_heading(code)}\n\n{_reasons(rule) if rule else markdown.plain(explanation)}"


def _reasons(rule: Rule) -> str:
    when = ["It is judged by `run`, once the data are known."] if getattr(rule, "NEEDS_DATA", False) else []
    parts = [f"*{rule.SEVERITY}*", markdown.plain(rule.REASON), *when]
    return "\n\n".join([*parts, "Bad:", markdown.fenced(rule.BAD, "toml"), "Good:", markdown.fenced(rule.GOOD, "toml")])


def _tables() -> Iterator[str]:
    for name, subject in _subjects().items():
        rows = [
            [f"[{rule.CODE}]({place(rule.CODE)})", rulebook.title(rule), _marks(rule)]
            for rule in rulebook.rules()
            if _page(rule.CODE) == name
        ]
        yield f"## {subject}\n\n{markdown.table(('code', 'mistake', ''), rows)}"


def _marks(rule: Rule) -> str:
    """Whether it is an error, waits for the data, and is mended by `specbuild fix` or by editors."""
    data = ["with the data"] if getattr(rule, "NEEDS_DATA", False) else []
    mended = ["`fix`"] if hasattr(rule, "fix") else ["editors"] if hasattr(rule, "offer") else []
    return ", ".join([str(rule.SEVERITY), *data, *mended])
