"""Whatever bytes a spec holds: no traceback, no finding without a place, and an answer."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import settings

from specbuild.checking.diagnostic import Refused
from specbuild.checking.document.document import Document
from specbuild.checking.document.parse import decode
from specbuild.checking.judge import judge
from specbuild.showing.findings.text import render

ROOT = Path(__file__).parents[2]
FOLDERS = ("specs", "tests/broken_specs", "tests/checking/rules/known_stacks")
SPECS = [path.read_bytes() for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.toml"))]
COUNT = int(os.environ.get("SPECBUILD_FUZZ", 15 * settings.default.max_examples))  # 10,000 before a release
SHARDS = 5
LONGEST = 30  # seconds of work, on any machine: only what never ends, or grows with the square, takes as long
TOKENS = [
    b'"', b"'", b'"""', b"[", b"]", b"[[", b"]]", b"{", b"}", b"=", b".", b",", b"#", b"\n", b"\r\n", b"\x00", b"\xff", b"\xc3",
    b"-1", b"0",
    b"1e999",
    b"99999999999999999999",
    b"nan", b"inf", b"true", b"[]", b"{}", b'""', b"1979-05-27", b'"none"', b'"classes"', b"0.0", b"-0",
    b'"1/0"', b"\xf0\x9f\x92\xa5",
    b"[layers]\n", b"[[layers]]\n", b"[layers.0]\n", b"unset = []\n", b'extends = "spec.toml"\n', b"# specbuild: allow\n", b"\xef\xbb\xbf",
]  # fmt: skip


def mutated(rng: random.Random) -> bytes:
    """A real spec with one to four bytes or pieces changed, removed, doubled or moved."""
    text = bytearray(rng.choice(SPECS))
    for _ in range(rng.randint(1, 4)):
        at, end = rng.randrange(len(text) + 1), 0
        end = min(len(text), at + rng.choice((1, 1, 2, 5, 30, 200)))
        _CHANGES[rng.randrange(len(_CHANGES))](rng, text, at, end)
    return bytes(text)


def _other_byte(rng: random.Random, text: bytearray, at: int, end: int) -> None:
    text[at : at + 1] = bytes([rng.randrange(256)])


def _letter(rng: random.Random, text: bytearray, at: int, end: int) -> None:
    text[at : at + 1] = rng.choice('abcdefghijklmnopqrstuvwxyzADLM0123456789_." ').encode()


def _token(rng: random.Random, text: bytearray, at: int, end: int) -> None:
    text[at:at] = rng.choice(TOKENS)


def _instead_of_a_value(rng: random.Random, text: bytearray, at: int, end: int) -> None:
    equals = text.find(b"= ", at)
    if equals >= 0:
        line = text.find(b"\n", equals)
        text[equals + 2 : line if line >= 0 else len(text)] = rng.choice(TOKENS)


def _without(rng: random.Random, text: bytearray, at: int, end: int) -> None:
    del text[at:end]


def _twice(rng: random.Random, text: bytearray, at: int, end: int) -> None:
    text[at:at] = text[at:end]


def _moved(rng: random.Random, text: bytearray, at: int, end: int) -> None:
    piece = bytes(text[at:end])
    del text[at:end]
    to = rng.randrange(len(text) + 1)
    text[to:to] = piece


_CHANGES = (_other_byte, _letter, _token, _instead_of_a_value, _without, _twice, _moved)


def look(raw: bytes) -> None:
    """Judge bytes as a spec, and hold the answer against the law."""
    began = time.process_time()
    try:
        findings = judge(Document.of(decode(raw, "spec.toml"))).findings
    except Refused as refused:
        findings = refused.findings
    took = time.process_time() - began
    for finding in findings:
        assert finding.place is not None, finding
        assert finding.place.line >= 1, finding
        assert finding.place.column >= 1, finding
        assert (finding.place.end_line, finding.place.end_column) >= (finding.place.line, finding.place.column), finding
        assert finding.message, finding
    render(findings)
    assert took < LONGEST, f"{took:.2f} s"


@pytest.mark.parametrize("shard", range(SHARDS))
def test_mutated_specs(shard):
    rng = random.Random(f"specbuild {shard}")
    for number in range(COUNT // SHARDS):
        raw = mutated(rng)
        try:
            look(raw)
        except Exception as error:
            raise AssertionError(f"mutation {number} of shard {shard}: {error!r}\n{raw!r}") from error


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"[" * 20_000, id="brackets without end"),
        pytest.param(b"x = " + b"[" * 5_000 + b"]" * 5_000, id="an array nested thousands of times"),
        pytest.param(b"x = " + b"1" * 10_000, id="a number of ten thousand digits"),
        pytest.param(b'format = 1\nname = "a"\n' + b'[[layers]]\ntype = "Dens"\n' * 2_000, id="two thousand slips"),
        pytest.param(b'x = "' + b"a" * 1_000_000 + b'"', id="a text of a million letters"),
        pytest.param(b"a." * 3_000 + b"b = 1", id="a key of three thousand parts"),
        pytest.param(b"# " + b"x" * 1_000_000, id="a comment of a million letters"),
    ],
)
def test_extreme_texts(raw):
    look(raw)
