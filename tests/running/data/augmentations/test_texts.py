"""What changes texts: which words stay, move, hide, and where padding stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specbuild.checking.diagnostic import Refused

LENGTH, VOCABULARY = 20, 50
ROWS = 300
TARGETS = np.zeros(ROWS, int)
FACTS = {
    "shape": (LENGTH,), "kind": "text", "value_range": (0.0, VOCABULARY - 1.0), "padding": 0.0, "vocabulary": VOCABULARY,
    "tokens": "characters",
}  # fmt: skip
SIZES = np.random.default_rng(0).integers(1, LENGTH + 1, ROWS)


@pytest.fixture(scope="module", params=[False, True], ids=["padded behind", "padded before"])
def padded_first(request: Any) -> bool:
    return bool(request.param)


@pytest.fixture
def change(make: Callable[..., Any], compiled: Callable[..., Any], padded_first: bool) -> Callable[..., Any]:
    """Texts of ascending tokens 2, 3, 4 ... before and after, without their padding."""

    def changed(type_: str, **arguments: Any) -> tuple[list[np.ndarray], list[np.ndarray]]:
        texts = [np.arange(2, 2 + size, dtype="int32") for size in SIZES]
        rows = np.stack([np.pad(text, (LENGTH - len(text), 0) if padded_first else (0, LENGTH - len(text))) for text in texts])
        pipeline = make((type_, arguments), padded_first=padded_first, **FACTS)
        found, _ = compiled(pipeline)(rows, TARGETS, pipeline.draws(0, 0, ROWS))
        assert found.dtype == np.int32
        assert found.min() >= 0
        assert found.max() < VOCABULARY
        stripped = []
        for row in found:
            real = row[::-1] if padded_first else row
            end = int((real != 0).sum())
            assert (real[:end] != 0).all()  # padding stands on one side alone
            assert end >= 1
            stripped.append(row[LENGTH - end :] if padded_first else row[:end])
        return texts, stripped

    return changed


def test_dropped_words_are_gone_and_the_others_stay_in_order(change: Any) -> None:
    before, after = change("RandomWordDropout", factor=[0.3, 0.3])
    for text, left in zip(before, after, strict=True):
        assert set(left) <= set(text)
        assert (np.diff(left) > 0).all()
    assert abs(1 - sum(map(len, after)) / sum(map(len, before)) - 0.3) < 0.03


def test_one_word_stays_when_all_would_go(change: Any) -> None:
    _, after = change("RandomWordDropout", factor=[1, 1])
    assert {len(left) for left in after} == {1}
    _, after = change("RandomWordMasking", factor=[1, 1])
    assert {(left != 1).sum() for left in after} == {1}


def test_hidden_words_become_the_unknown_word_where_they_stand(change: Any) -> None:
    before, after = change("RandomWordMasking", factor=[0.3, 0.3])
    hidden = 0
    for text, left in zip(before, after, strict=True):
        assert np.array_equal(np.where(left == 1, 1, text), left)
        hidden += int((left == 1).sum())
    assert abs(hidden / SIZES.sum() - 0.3) < 0.03


def test_swapped_words_stand_one_place_away_and_none_is_lost(change: Any) -> None:
    before, after = change("RandomWordSwap", factor=[0.5, 0.5])
    moved = 0
    for text, left in zip(before, after, strict=True):
        assert sorted(left) == text.tolist()
        assert np.abs(left - text).max() <= 1
        moved += int((left != text).sum())
    # A text of n words has about (n - 1/2) / 2 pairs; half of them are exchanged.
    assert abs(moved / SIZES.sum() - 0.5 * (SIZES - 0.5).clip(0).sum() / SIZES.sum()) < 0.05


def _distance(one: list[int], other: list[int]) -> int:
    """How many insertions, deletions, replacements and exchanges of neighbours make one of the other."""
    table = np.zeros((len(one) + 1, len(other) + 1), int)
    table[:, 0], table[0] = np.arange(len(one) + 1), np.arange(len(other) + 1)
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return int(table[-1, -1])


def test_misspelt_texts_are_a_few_edits_away(change: Any) -> None:
    before, after = change("RandomCharacterNoise", factor=[0.2, 0.2])
    room = [number for number, size in enumerate(SIZES) if size <= 14]  # an insertion pushes nothing out
    edits = sum(_distance(before[number].tolist(), after[number].tolist()) for number in room)
    # An exchange needs a pair that begins there, a replacement may draw the same character, and one edit may undo another.
    assert 0.13 < edits / SIZES[room].sum() <= 0.2
    lengths = np.array([len(after[number]) - len(before[number]) for number in room])
    assert lengths.min() < 0 < lengths.max()


@pytest.mark.parametrize(("tokens", "refused"), [("words", True), ("subwords", True), ("bytes", False), ("", False)])
def test_only_characters_are_misspelt(tokens: str, refused: bool, make: Callable[..., Any]) -> None:
    facts = {**FACTS, "tokens": tokens}
    if not refused:
        make(("RandomCharacterNoise", {"factor": 0.1}), **facts)
        return
    with pytest.raises(Refused, match=f"numbered by {tokens}"):
        make(("RandomCharacterNoise", {"factor": 0.1}), **facts)


def test_a_vocabulary_without_characters_is_refused(make: Callable[..., Any]) -> None:
    with pytest.raises(Refused, match="no characters"):
        make(("RandomCharacterNoise", {"factor": 0.1}), **{**FACTS, "vocabulary": 2})


@settings(max_examples=20)
@given(st.lists(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=5, max_size=5), min_size=1, max_size=4))
def test_packing_keeps_the_kept_tokens_in_order(rows: list[list[tuple[int, bool]]]) -> None:
    from keras import ops

    from specbuild.running.data.augmentations.tokens.operation import packed

    tokens, kept = (np.array([[pair[part] for pair in row] for row in rows]) for part in (0, 1))
    found = ops.convert_to_numpy(packed(ops.convert_to_tensor(tokens.astype("int32")), ops.convert_to_tensor(kept.astype(bool))))
    expected = [np.pad(row[keep.astype(bool)], (0, 5))[:5] for row, keep in zip(tokens, kept, strict=True)]
    assert np.array_equal(found, expected)


def test_pasted_words_come_from_the_partner_and_the_label_counts_them(
    make: Callable[..., Any], compiled: Callable[..., Any], padded_first: bool
) -> None:
    rows = np.zeros((8, LENGTH), "int32")
    for number in range(8):
        size = LENGTH - 2 * number
        rows[number, slice(LENGTH - size, None) if padded_first else slice(size)] = 10 + number
    pipeline = make(("CutMix", {}), padded_first=padded_first, **FACTS)
    found, targets = compiled(pipeline)(rows, np.arange(8), pipeline.draws(1, 0, 8))
    assert np.array_equal(found != 0, rows != 0)
    for text, target in zip(found, targets, strict=True):
        assert (text[text != 0] - 10).mean() == pytest.approx(target @ np.arange(8), abs=1e-3)
    assert (targets.max(axis=1) < 0.99).any()
