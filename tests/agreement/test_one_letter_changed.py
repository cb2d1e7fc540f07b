"""One letter changed in any key, at any depth, of any shipped spec: refused, at that line."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
from hypothesis import settings

from specbuild.catalogue import read
from specbuild.checking.document.document import Document
from specbuild.checking.grammar.entries import OPTIONS
from specbuild.checking.grammar.tables.meaning import Meaning
from specbuild.checking.grammar.tables.spec import SpecTable
from specbuild.checking.grammar.tables.task import Task
from specbuild.checking.grammar.tables.training import Training
from specbuild.checking.judge import judge

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("**/*.toml"))
LETTERS = string.ascii_lowercase + string.digits + "_"
SLIPS = max(1, settings.default.max_examples // 16)  # of every key
CLASS_NAMED = ("relabel", "class_weights")  # their keys are names of classes, which only the data know


def slips(word, chance):
    """Words that a slip of one letter makes of a word: one left out, one too many, one wrong, two swapped."""
    made = {word[:i] + word[i + 1 :] for i in range(len(word))}
    made |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    made |= {word[:i] + chance.choice(LETTERS) + word[i:] for i in range(len(word) + 1)}
    made |= {word[:i] + chance.choice(LETTERS) + word[i + 1 :] for i in range(len(word))}
    return sorted(made - {word, ""})


def holders(document):
    """Every written key with its path, leaving out those that name classes."""
    for path, spot in document.spots.items():
        if spot.key and isinstance(path[-1], str) and not (len(path) > 1 and path[-2] in CLASS_NAMED):
            yield path, spot.key


def keys_of(document, path):
    """All keys that the table holding a key can have, as the language and the catalogue say."""
    tables = {(): SpecTable, ("task",): Task, ("training",): Training, ("meaning",): Meaning}
    holder = path[:-1]
    if holder in tables:
        return set(tables[holder].model_fields)
    value = document.values
    for part in holder:
        value = value[part]
    found = set()
    for name in read.names():
        table = read.table(name)
        kind = table.aliases.get(value.get("type"), value.get("type"))
        if kind in table:
            found |= {"type", *table[kind].arguments, *(OPTIONS[name].model_fields if name in OPTIONS else ())}
    return found


@pytest.mark.parametrize("path", SPECS, ids=[path.stem for path in SPECS])
def test_a_slip_in_a_key_is_refused_at_its_line(path):
    text = path.read_text(encoding="utf-8")
    document, chance, pairs = Document.of(text, path.name), random.Random(path.name), set()
    for where, span in holders(document):
        written = text[span.start : span.end]
        possible = keys_of(document, where)
        line = document.line_column(span.start)[0]
        for slip in chance.sample(made := slips(written, chance), min(SLIPS, len(made))):
            if slip in possible:
                pairs.add((written, slip))
                continue
            changed = text[: span.start] + slip + text[span.end :]
            try:
                judged = judge(Document.of(changed, path.name))
            except Exception as error:  # noqa: BLE001 - told with the slip that caused it
                refused = getattr(error, "findings", ())
            else:
                refused = judged.errors
            lines = {finding.place.line for finding in refused}
            # A header that was changed opens another table; what follows it is told at its own lines too.
            assert line in lines, f"{where}: `{slip}` for `{written}` in line {line} was found in {lines or 'no line'}"
    print(f"{path.name}: slips that are other keys of the same table: {sorted(pairs) or 'none'}")


def test_neighbouring_keys_are_computed_from_the_catalogue():
    """Keys of one entry that are one letter apart: a slip from one to the other cannot be seen by anybody."""
    pairs = set()
    for name in read.names():
        for entry in read.table(name).values():
            keys = sorted({*entry.arguments, *(OPTIONS[name].model_fields if name in OPTIONS else ())})
            pairs |= {(one, other) for one in keys for other in keys if one < other and _one_apart(one, other)}
    print("keys of one table that are one letter apart:", sorted(pairs))
    assert ("beta_1", "beta_2") in pairs
    assert ("x_factor", "y_factor") in pairs
    assert all(_one_apart(*pair) for pair in pairs)


def _one_apart(one, other):
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
