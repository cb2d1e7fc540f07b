"""The report: one file without scripts or network, that says what the run's folder holds, whatever things are called."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from specbuild.checking.diagnostic import Refused
from specbuild.checking.plan.plan import Plan, Planned, Step
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.result import Result
from specbuild.showing.gallery import sheet
from specbuild.showing.gallery.gallery import Card, Gallery, Part
from specbuild.showing.plots import folder as plots
from specbuild.showing.report import html, page

EVIL = "<script>alert(1)</script>&\"'\udcff\x00"


def write_galleries(run: RunFolder, name: str) -> None:
    """Samples as pictures, mistakes in words."""
    tile = Image.new("RGB", (30, 20), (200, 10, 10))
    said = Card((f"predicted {name} · 0.90", f"true {name}"), tile, "words", (("one", "kept"), (name, "added"), ("two", "removed")))
    for gallery, card in (("samples", Card((name,), tile, "photo")), ("mistakes", said)):
        (run.pictures / f"{gallery}.png").write_bytes(sheet.png(Gallery(name, name, (Part(name, (card, card)),))))


class Page(HTMLParser):
    """What a browser would make of a page, as far as these tests ask."""

    VOID = ("meta", "br", "img", "link")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attributes]
        self.ids.update(value or "" for name, value in attributes if name == "id")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]


def finished_run(parent: Path, *, name: str = "b", epochs: int = 4, classes: int = 2, with_plots: bool = True) -> RunFolder:
    """The folder of a run with a class of this name."""
    run = RunFolder.create(parent, "flowers")
    run.write_spec(f"name = 'flowers'  # {name!r}\n".encode("utf-8", "replace"))
    run.write_resolved({"name": "flowers", "epochs": 4}, {("epochs",): "default"})
    names = (*(f"class {at}" for at in range(classes - 1)), name)
    rows = np.arange(classes * 3) % classes
    run.write_split(
        [f"{name}{row}" for row in rows],
        ["train", "test", "train"] * classes,
        {"class": [names[row] for row in rows]},
        ["0" * 64] * len(rows),
    )
    run.write_plan(Plan((4,), (Step(("layers", 0), "Dense", (4,), Planned((2,), 10, 0, 8)),), complete=True))
    run.write_environment({"python": "3.12.1", "packages": {"keras": "3.15.1", name: "1"}, "git": {"revision": "a" * 40, "changed": True}})
    run.write_quarantined({f"{name}.png": f"{name} is cut off"})
    log = run.metrics_log()
    for epoch in range(1, epochs + 1):
        log.append(epoch, {"loss": 1 / epoch, "val_loss": 1.5 / epoch, "accuracy": 0.5})
    test = Predictions("multiclass", [str(row) for row in rows], rows, np.eye(classes, dtype=np.float32)[rows[::-1]], names)
    run.write_predictions("test", test)
    numbers = {"accuracy": 0.9712, "roc_auc": float("nan")}
    verdict = {"kind": "overfitting", "epoch": 3, "sentence": f"Overfitting of {name}.", "advice": "add `Dropout`"}
    result = Result(
        "multiclass", names, {"train": numbers, "test": numbers}, {"test": {"accuracy": 0.1234}}, verdict, epochs,
        intervals={"test": {"accuracy": (0.951, 0.988)}}, each={"test": {label: {"rows": 3, "f1": 0.875} for label in names}},
        kept_epoch=2, timings={"training": 75.0}, hashes={"spec.toml": "f" * 64}, notes=(f"allowed because {name}",),
    )  # fmt: skip
    if with_plots:
        plots.write(run, log.columns(), result, test)
        write_galleries(run, name)
    run.write_result(result)
    return run


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Page]:
    run = finished_run(tmp_path_factory.mktemp("runs"), name=EVIL)
    page.write(run)
    text = run.report.read_text(encoding="utf-8")
    return text, Page(text)


def test_every_element_is_closed(evil: tuple[str, Page]) -> None:
    assert evil[1].open == []


def test_a_name_cannot_become_markup(evil: tuple[str, Page]) -> None:
    text, found = evil
    assert found.tags["script"] == 0
    assert not [name for _, name, _ in found.attributes if name.startswith("on")]
    assert text.count("&lt;script&gt;") > 10
    assert "\x00" not in text


def test_nothing_is_fetched(evil: tuple[str, Page]) -> None:
    text, found = evil
    assert all(value.startswith(("#", "data:")) for name in ("href", "src", "xlink:href") for value in found.values(name))
    assert all(target.startswith("#") for target in re.findall(r"url\(['\"]?([^)]*)", text))
    assert "@import" not in text
    assert any("default-src 'none'" in value for value in found.values("content"))


def test_ids_are_unique_and_every_link_has_its_target(evil: tuple[str, Page]) -> None:
    text, found = evil
    assert [name for name, count in found.ids.items() if count > 1] == []
    targets = [value[1:] for name in ("href", "xlink:href") for value in found.values(name) if value.startswith("#")]
    targets += re.findall(r"url\(#([^)]*)\)", text) + found.values("aria-labelledby")
    assert set(targets) <= set(found.ids)


def test_it_can_be_read_without_seeing_it(evil: tuple[str, Page]) -> None:
    text, found = evil
    assert ("html", "lang", "en") in found.attributes
    assert found.tags["h1"] == 1
    assert found.tags["main"] == found.tags["nav"] == 1
    drawings = re.findall(r"<svg [^>]*>", text)
    assert len(drawings) == 6  # two curves, confusion, ROC, precision, calibration
    assert found.tags["img"] == 2
    assert all(len(value) > 8 for tag, name, value in found.attributes if (tag, name) == ("img", "alt"))
    assert found.tags["ins"] == found.tags["del"] == 2
    assert all('role="img"' in drawing and re.search(r'aria-label="[^"]{10,}"', drawing) for drawing in drawings)
    assert found.tags["caption"] == found.tags["table"] > 4
    assert all(value in ("col", "row") for value in found.values("scope"))


def test_it_says_what_the_run_came_to(evil: tuple[str, Page]) -> None:
    words = " ".join(evil[1].words)
    for expected in (
        "flowers 1",
        "0.9712",
        "0.9510 – 0.9880",
        "0.1234",
        "Overfitting of",
        "add `Dropout`",
        "kept: epoch 2",
        "1 min 15 s",
        "10",
    ):
        assert expected in words
    for expected in ("is cut off", "allowed because", "keras", "3.15.1", "a" * 40 + " (and changes)", "f" * 64, "default", "0.8750"):
        assert expected in words


def test_drawings_take_the_colours_of_the_page(evil: tuple[str, Page]) -> None:
    text = evil[0]
    drawing = text[text.index("<svg") : text.index("</svg>")]
    assert "var(--training)" in drawing
    assert "var(--ink)" in drawing
    assert not re.search(r"#(1f2430|0072b2|ffffff)", drawing)
    assert "DejaVu" not in drawing


def test_a_run_without_plots_has_a_report(tmp_path: Path) -> None:
    run = finished_run(tmp_path, with_plots=False)
    page.write(run)
    assert Page(run.report.read_text()).tags["svg"] == 0


def test_a_run_that_is_not_finished_has_none(tmp_path: Path) -> None:
    run = finished_run(tmp_path, with_plots=False)
    (run.path / "result.json").unlink()
    with pytest.raises(Refused, match=r"result\.json"):
        page.write(run)
    assert not run.report.exists()


@pytest.mark.slow
def test_the_report_of_the_same_run_is_the_same(tmp_path: Path) -> None:
    first, second = (finished_run(tmp_path / parent) for parent in "ab")
    page.write(first)
    page.write(second)
    assert first.report.read_bytes() == second.report.read_bytes()


@pytest.mark.slow
def test_a_hundred_classes_and_fifty_epochs_stay_below_two_megabytes(tmp_path: Path) -> None:
    run = finished_run(tmp_path, classes=100, epochs=50)
    page.write(run)
    assert run.report.stat().st_size < 2_000_000


@given(some.text(some.characters(exclude_categories=[])), some.text(some.characters(exclude_categories=[])))
def test_text_is_escaped_wherever_it_stands(content: str, value: str) -> None:
    made = html.element("p", content, title=value)
    made.encode("utf-8")
    found = Page(made)
    assert (found.tags, found.open) == (Counter({"p": 1}), [])
    assert [name for _, name, _ in found.attributes] == ["title"]
    assert html.safe(made) is made
