"""Sessions with the language server as text: lines after `> ` are what somebody does, the lines below each what the editor shows then."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any

from client import Client, plain

PROMPT = "> "
WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 10_000, "character": 0}}


def replay(transcript: str, client: Client, root: Path) -> str:
    """Do again what a transcript says, and give the transcript that comes of it."""
    person, written = Person(client, root), []
    for line in transcript.splitlines():
        if line.startswith(PROMPT):
            verb, words = line.split()[1], [words.replace("\\n", "\n") for words in re.findall("«(.*?)»", line)]
            person.line = int(re.findall(r" line (\d+)$", line)[0]) if re.search(r" line \d+$", line) else 1
            shown = getattr(person, verb)(*words)
            written += ["", line, *(f"  {row}".rstrip() for row in shown)]
        elif line.startswith("#"):
            written += ["", line] if written and not written[-1].startswith("#") else [line]
    return "\n".join(written) + "\n"


class Person:
    """Somebody at an editor: does one thing at a time and tells what is to be seen.

    Attributes:
        line: Where somebody looks for words, from there on.
    """

    def __init__(self, client: Client, root: Path) -> None:
        self.client, self.root = client, root
        self.uri, self.text, self.version, self.line = "", "", 0, 1
        self.offered: list[dict[str, Any]] = []
        self.hinted: list[tuple[str, str]] = []

    def open(self, file: str) -> list[str]:
        """Open a file of the project."""
        self.uri, self.text = (self.root / file).as_uri(), (self.root / file).read_text(encoding="utf-8")
        return [f"{self.text.count(chr(10))} lines", *self._shown(lambda: self.client.open(self.uri, self.text))]

    def type(self, instead: str, written: str) -> list[str]:
        """Put something in the place of what is written."""
        at = self._find(written)
        return self._become(self.text[:at] + instead + self.text[at + len(written) :])

    def hints(self) -> list[str]:
        """Every inlay hint below its line; after the first time those alone that have changed."""
        hints = self.client.ask("textDocument/inlayHint", {"textDocument": {"uri": self.uri}, "range": WHOLE})
        hints.sort(key=lambda hint: hint["position"]["line"])
        lines = self.text.split("\n")
        shown = [(lines[hint["position"]["line"]].strip(), hint["label"]) for hint in hints]
        before, self.hinted = self.hinted, shown
        rows = ((hint["position"]["line"] + 1, *told) for hint, told in zip(hints, shown, strict=True) if told not in before)
        return [row for number, line, label in rows for row in (f"{number:>3}  {line}", f"        {label}")] or ["as before"]

    def hover(self, over: str) -> list[str]:
        """What is told of a word."""
        return plain(self.client.at("hover", self.uri, *self._place(over))).replace("  \n", "\n").split("\n")

    def complete(self, after: str) -> list[str]:
        """The first things that are offered behind what is written."""
        line, character = self._place(after)
        items = self.client.at("completion", self.uri, line, character + len(after))["items"]
        return [item["label"] for item in sorted(items, key=lambda item: item["sortText"])[:5]]

    def actions(self, on: str) -> list[str]:
        """What can be done about a word."""
        line, character = self._place(on)
        at = {"line": line, "character": character}
        asked = {"textDocument": {"uri": self.uri}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}}
        self.offered = self.client.ask("textDocument/codeAction", asked)
        return [action["title"] for action in self.offered] or ["nothing"]

    def do(self, title: str) -> list[str]:
        """One of the actions, as an editor carries it out; the lines that change."""
        (action,) = [action for action in self.offered if action["title"] == title]
        ((uri, edits),) = action["edit"]["changes"].items()
        assert uri == self.uri
        return self._become(_applied(self.text, edits))

    def _become(self, text: str) -> list[str]:
        before, self.text, self.version = self.text, text, self.version + 1
        compared = difflib.unified_diff(before.splitlines(), text.splitlines(), n=0, lineterm="")
        changed = [line for line in compared if not line.startswith(("---", "+++", "@@"))]
        return changed + self._shown(lambda: self.client.change(self.uri, text, self.version))

    def _shown(self, act: Any) -> list[str]:
        before = self.client.published
        act()
        self.client.wait(lambda: self.client.published > before, 20, "diagnostics")
        return [self._underlined(one) for one in self.client.diagnostics[self.uri]] or ["nothing is underlined"]

    def _underlined(self, one: dict[str, Any]) -> str:
        start, end = one["range"]["start"], one["range"]["end"]
        line = self.text.split("\n")[start["line"]]
        words = line[start["character"] : end["character"]] if start["line"] == end["line"] else line[start["character"] :]
        kind = {1: "error", 2: "warning"}[one["severity"]]
        return f"{start['line'] + 1:>3}  {words}  {kind} {one['code']}: {one['message'].replace(chr(10), '; ')}"

    def _place(self, words: str) -> tuple[int, int]:
        at = self._find(words)
        return self.text.count("\n", 0, at), at - (self.text.rfind("\n", 0, at) + 1)

    def _find(self, words: str) -> int:
        return self.text.index(words, sum(len(line) + 1 for line in self.text.split("\n")[: self.line - 1]))


def _applied(text: str, edits: list[dict[str, Any]]) -> str:
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]

    def offset(position: dict[str, int]) -> int:
        return min(starts[min(position["line"], len(lines))] + position["character"], len(text))

    for edit in sorted(edits, key=lambda edit: offset(edit["range"]["start"]), reverse=True):
        text = text[: offset(edit["range"]["start"])] + edit["newText"] + text[offset(edit["range"]["end"]) :]
    return text
