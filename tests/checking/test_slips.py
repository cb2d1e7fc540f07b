"""On single-letter slips in keys, types and words, the first suggestion is the right one in at least 95 of 100 cases."""

from __future__ import annotations

import random
import re
import string
import tomllib
from pathlib import Path

import pytest

from specbuild.checking.document.document import Document
from specbuild.checking.grammar import possible
from specbuild.checking.judge import judge

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "specs").glob("*.toml")), *sorted((ROOT / "tests" / "checking" / "rules" / "known_stacks").glob("*.toml"))]
LETTERS = string.ascii_lowercase
EACH = 4  # slips for each word at each place
LEAST = 0.95


def slips(word: str, rng: random.Random) -> set[str]:
    """The word with one letter replaced, left out, doubled, put in, or swapped with the next."""
    found: set[str] = set()
    while len(found) < EACH:
        at = rng.randrange(len(word))
        found.add(
            rng.choice(
                (
                    word[:at] + rng.choice(LETTERS) + word[at + 1 :],
                    word[:at] + word[at + 1 :],
                    word[:at] + word[at] + word[at:],
                    word[:at] + rng.choice(LETTERS) + word[at:],
                    word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
                )
            )
        )
        found -= {word, ""}
    return found


def places(document: Document):
    """Every key and word of a spec that comes from a closed list: its span, the word, and what else could stand there."""
    values = document.values
    for path, spot in document.spots.items():
        value = _at(values, path)
        if path and isinstance(path[-1], str) and spot.key and (keys := possible.keys(values, path[:-1])) and path[-1] in keys:
            yield spot.key, path[-1], set(keys)
        if isinstance(value, str) and spot.value and value in (words := set(possible.words(values, path))):
            yield spot.value, value, words


def _at(values, path):
    for part in path:
        values = values[part]
    return values


@pytest.mark.slow
def test_the_first_suggestion_is_the_right_one():
    right, wrong = 0, []
    rng = random.Random(7)
    seen: set[tuple[str, str]] = set()
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        for span, word, others in places(Document.of(text)):
            for slip in sorted(slips(word, rng)):
                if slip in others or (word, slip) in seen or slip.casefold() == word.casefold():
                    continue
                seen.add((word, slip))
                written = text[slice(*span)].replace(word, slip)
                changed, line = text[: span.start] + written + text[span.end :], text.count("\n", 0, span.start) + 1
                suggested = _first_suggestion(changed, str(file), line)
                right += suggested == word
                wrong += [] if suggested == word else [f"{slip} -> {suggested}, not {word}"]
    share = right / (right + len(wrong))
    print(f"the first suggestion is right for {share:.1%} of {right + len(wrong)} slips; wrong: {wrong}")
    assert right + len(wrong) > 1000
    assert share >= LEAST, wrong


def _first_suggestion(text: str, file: str, line: int) -> str | None:
    try:
        tomllib.loads(text)
    except ValueError:
        return None
    helps = [finding.help for finding in judge(Document.of(text, file)).findings if finding.place and finding.place.line == line]
    matches = [match for help_ in helps if (match := re.search(r"did you mean `\"?([^`\"]+)\"?`|is probably meant to be `(\w+)`", help_))]
    return (matches[0].group(1) or matches[0].group(2)) if matches else None
