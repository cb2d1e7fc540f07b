"""Galleries: a contact sheet that anybody can open, and that the report takes apart again; of every kind of data and every task."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from specbuild.checking.plan.input import KINDS
from specbuild.running.metrics.predictions import Predictions
from specbuild.showing.gallery import sheet
from specbuild.showing.gallery.gallery import Card, Gallery, Part
from specbuild.showing.gallery.mistakes import MOST, mistakes
from specbuild.showing.gallery.samples import choose, samples
from specbuild.showing.gallery.shown import Shown
from specbuild.showing.tiles.look import Look

RANDOM = np.random.default_rng(3)
SHAPES = {
    "picture": (8, 8, 1), "volume": (6, 5, 4, 1), "clip": (5, 8, 8, 3), "series": (30, 2), "audio": (4000,), "text": (9,), "vector": (5,),
}  # fmt: skip
WORDS = Look(words=("", "?", "good", "bad", "film", "\u00e9t\u00e9", "<b>"), padding=0)


def sample(kind: str) -> np.ndarray:
    return RANDOM.integers(0, 7, SHAPES[kind]) if kind == "text" else RANDOM.normal(0, 1, SHAPES[kind]).astype("float32")


def kept(gallery: Gallery, folder: Path) -> Gallery:
    (folder / "a.png").write_bytes(sheet.png(gallery))
    return sheet.read(folder / "a.png")


def told(card: Card) -> tuple[object, ...]:
    return card.lines, card.form, card.words, card.tile.size, card.tile.tobytes()


@pytest.mark.parametrize("changed", [False, True], ids=["as it is", "as it was changed"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_kept_is_what_was_shown(tmp_path: Path, kind: str, changed: bool) -> None:
    shown = Shown(kind, WORDS)
    original = sample(kind) if changed else None
    cards = tuple(shown.card(sample(kind), [f"card {at}", "\u4fe1\u53f7 <i>\udcff\x00"], original) for at in range(9))
    gallery = Gallery("title", "note", (Part("first", cards), Part("", cards[:1])))
    again = kept(gallery, tmp_path)
    assert (again.title, again.note, [part.label for part in again.parts]) == ("title", "note", ["first", ""])
    for before, after in zip(gallery.parts, again.parts, strict=True):
        assert list(map(told, before.cards)) == list(map(told, after.cards))


def test_a_tile_wider_than_the_sheet_has_room(tmp_path: Path) -> None:
    card = Card(("a",), Image.new("RGB", (2000, 10), (1, 2, 3)), "drawing")
    assert kept(Gallery("t", "n", (Part("", (card,)),)), tmp_path).parts[0].cards[0].tile.size == (2000, 10)


def with_text(value: object) -> bytes:
    about, held = PngImagePlugin.PngInfo(), io.BytesIO()
    about.add_itxt(sheet.KEY, value if isinstance(value, str) else json.dumps(value))
    Image.new("RGB", (10, 10)).save(held, "PNG", pnginfo=about)
    return held.getvalue()


CARD = {"lines": ["a"], "tile": [0, 0, 5, 5], "words": [], "form": "photo"}
WHOLE = {"version": 1, "title": "t", "note": "n", "parts": [{"label": "", "cards": [CARD]}]}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"GIF89a", id="no PNG"),
        pytest.param(with_text(WHOLE)[:60], id="cut off"),
        pytest.param(with_text("{"), id="no JSON"),
        pytest.param(with_text([1]), id="another JSON"),
        pytest.param(with_text({**WHOLE, "version": 2}), id="of a later version"),
        pytest.param(with_text({"version": 1}), id="without parts"),
        pytest.param(with_text({**WHOLE, "parts": [{"label": "", "cards": [{**CARD, "tile": [0, 0, 11, 5]}]}]}), id="beside the sheet"),
        pytest.param(with_text({**WHOLE, "parts": [{"label": "", "cards": [{**CARD, "tile": [1]}]}]}), id="without a place"),
        pytest.param(with_text({**WHOLE, "parts": [{"label": "", "cards": [{**CARD, "words": [1]}]}]}), id="words that are none"),
    ],
)
def test_a_broken_sheet_is_told_from_a_whole_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises((OSError, ValueError)):
        sheet.read(tmp_path / "a.png")
    (tmp_path / "a.png").write_bytes(with_text(WHOLE))
    assert sheet.read(tmp_path / "a.png").parts[0].cards[0].lines == ("a",)


def test_words_say_what_became_of_them() -> None:
    card = Shown("text", WORDS, "words").card(np.array([2, 4, 0]), ["a"], np.array([3, 4, 0]))
    assert (card.form, card.words) == ("words", (("bad", "removed"), ("good", "added"), ("film", "kept")))


def test_letters_stand_together() -> None:
    look = Look(words=("", "?", "h", "e", "l", "o", " "), padding=0)
    card = Shown("text", look, "characters").card(np.array([2, 3, 4, 4, 5, 6, 2, 0, 0]), ["a"])
    assert (card.form, card.words) == ("letters", (("hello h", "kept"),))


def test_cells_of_a_table_are_named_and_changes_marked() -> None:
    shown = Shown("vector", Look(), cells=lambda learnt, sample: [("age", f"{sample[0]:g}"), ("size", f"{sample[1]:g}")])
    assert shown.card(np.array([3, 4]), ["a"]).words == (("age 3", "kept"), ("size 4", "kept"))
    assert shown.card(np.array([3, 5]), ["a"], np.array([3, 4])).words == (("age 3", "kept"), ("size 4 → 5", "added"))


IDS, NAMES = ["a", "b", "c", "d"], ("x", "y", "z")
THREE = np.array([[0.8, 0.1, 0.1], [0.1, 0.7, 0.2], [0.05, 0.9, 0.05], [0.3, 0.3, 0.4]], "float32")
TASKS = [
    pytest.param(
        Predictions("multiclass", IDS, np.array([0, 0, 0, 2]), THREE, NAMES),
        [
            ("predicted y · 0.90", "true x · 0.05", "c"),
            ("predicted y · 0.70", "true x · 0.10", "b"),
            ("predicted z · 0.40", "right", "d"),
        ],
        "2 of 4 test rows (50.0 %) are answered wrongly: here they come first, then 2 right answers",
        id="one of several classes",
    ),
    pytest.param(
        Predictions("binary", IDS, np.array([0, 1, 1, 0]), np.array([[0.9], [0.6], [0.2], [0.1]], "float32"), ("no", "yes")),
        [("predicted yes · 0.90", "true no · 0.10", "a"), ("predicted no · 0.80", "true yes · 0.20", "c")],
        "2 of 4 test rows",
        id="one of two classes",
    ),
    pytest.param(
        Predictions("multilabel", IDS, np.array([[1, 0, 0], [1, 1, 0], [0, 0, 1], [0, 0, 0]]), THREE, NAMES),
        [
            ("missed z · 0.05", "too many: y · 0.90", "true: z", "c"),
            ("missed x · 0.10", "true: x, y", "b"),
            ("right", "true: none", "d"),
        ],
        "2 of 4 test rows",
        id="several labels",
    ),
    pytest.param(
        Predictions("regression", IDS, np.array([[1.0], [2], [3], [4]]), np.array([[1.5], [2], [0.5], [4.1]], "float32"), ("p",)),
        [("predicted 0.5", "true 3", "off by -2.5", "c"), ("predicted 1.5", "true 1", "off by +0.5", "a")],
        "Of 4 test rows the 4 whose prediction is furthest off",
        id="numbers",
    ),
]


@pytest.mark.parametrize(("predictions", "expected", "note"), TASKS)
def test_the_worst_mistakes_come_first_with_what_was_said_and_what_is_true(
    predictions: Predictions, expected: list[tuple[str, ...]], note: str
) -> None:
    rows = np.array([40, 30, 20, 10])
    asked = []

    def take(numbers: np.ndarray) -> np.ndarray:
        asked.extend(numbers.tolist())
        return np.zeros((len(numbers), 4, 4, 1), "float32")

    gallery = mistakes(predictions, rows, take, Shown("picture", Look((0, 1))), "test")
    cards = gallery.parts[0].cards
    assert [card.lines for card in cards][: len(expected)] == expected
    assert asked == [rows["abcd".index(card.lines[-1])] for card in cards]
    assert note in gallery.note


def test_of_several_targets_the_one_that_is_furthest_off_in_its_own_spread_is_named() -> None:
    true = np.array([[1.0, 1000.0], [2.0, 2000.0], [3.0, 3000.0]])
    said = true + np.array([[0.0, 100.0], [0.9, 300.0], [0.1, 0.0]])
    gallery = mistakes(
        Predictions("regression", ["a", "b", "c"], true, said.astype("float32"), ("small", "large")), np.arange(3),
        lambda rows: np.zeros((len(rows), 5, 1), "float32"), Shown("series", Look()), "validation",
    )  # fmt: skip
    assert [card.lines[0] for card in gallery.parts[0].cards] == ["small: predicted 2.9", "large: predicted 1100", "small: predicted 3.1"]


def test_where_nothing_is_wrong_the_least_sure_answers_are_shown() -> None:
    scores = np.array([[0.9, 0.1], [0.6, 0.4]], "float32")
    gallery = mistakes(
        Predictions("multiclass", ["a", "b"], np.array([0, 0]), scores, ("x", "y")), np.arange(2), lambda rows: np.zeros((2, 3, 3, 1)),
        Shown("picture", Look((0, 1))), "test",
    )  # fmt: skip
    assert gallery.note.startswith("None of 2 test rows is answered wrongly")
    assert [card.lines[-1] for card in gallery.parts[0].cards] == ["b", "a"]


def test_no_more_are_read_than_shown() -> None:
    count = 500
    predictions = Predictions(
        "multiclass", [str(at) for at in range(count)], np.zeros(count, int), np.tile([[0.2, 0.8]], (count, 1)), ("x", "y")
    )

    def take(rows: np.ndarray) -> np.ndarray:
        assert len(rows) == MOST
        return np.zeros((len(rows), 3, 3, 1))

    gallery = mistakes(predictions, np.arange(count), take, Shown("picture", Look((0, 1))), "test")
    assert gallery.note.startswith("500 of 500 test rows (100.0 %) are answered wrongly; the worst")


def test_the_samples_shown_are_of_every_class_and_repeat() -> None:
    targets = np.repeat(np.arange(30), 3)
    chosen = choose(targets, seed=1, most=60)
    assert len(set(chosen)) == 60
    assert set(targets[chosen]) == set(range(30))
    assert chosen == choose(targets, seed=1, most=60) != choose(targets, seed=2, most=60)
    assert sorted(choose([0, 1, 0], seed=0, most=9)) == [0, 1, 2]


def test_samples_are_labelled(tmp_path: Path) -> None:
    gallery = samples(RANDOM.random((3, 8, 8, 3)), ["a", "b", "c"], Shown("picture", Look((0, 1))))
    assert [card.lines for card in kept(gallery, tmp_path).parts[0].cards] == [("a",), ("b",), ("c",)]
