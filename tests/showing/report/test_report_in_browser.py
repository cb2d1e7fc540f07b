"""The report in a real browser: no errors, nothing fetched, no page wider than a phone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from sklearn.datasets import load_digits

from specbuild.checking.plan.plan import Plan, Planned, Step
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.result import Result
from specbuild.showing.gallery import sheet
from specbuild.showing.gallery.gallery import Card, Gallery, Part
from specbuild.showing.gallery.samples import samples
from specbuild.showing.gallery.shown import Shown
from specbuild.showing.plots import folder as plots
from specbuild.showing.report import page
from specbuild.showing.tiles.look import Look

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="no Chromium here")]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a run whose names are as long as they can be."""
    run = RunFolder.create(tmp_path_factory.mktemp("runs"), "a_name_that_is_rather_long_and_has_no_spaces_in_it_at_all")
    digits, classes = load_digits(), tuple(f"class_{at}_{'x' * 40}" for at in range(10))
    run.write_spec(b"name = 'digits'  # " + b"long " * 60)
    run.write_resolved({"name": "digits"}, {})
    run.write_split(["1", "2"], ["train", "test"], {"class": classes[:2]}, ["0" * 64] * 2)
    run.write_plan(Plan((8, 8, 1), (Step(("layers", 0), "BatchNormalization", (8, 8, 1), Planned((8, 8, 1), 2, 2, 128)),), complete=True))
    run.write_environment({"platform": "Linux-" + "x" * 120, "packages": {"keras": "3.15.1"}})
    log = run.metrics_log()
    for epoch in range(1, 30):
        log.append(epoch, {"loss": 1 / epoch, "val_loss": 1 / epoch + 0.1, "accuracy": 0.5, "val_accuracy": 0.4})
    numbers = {"accuracy": 0.9, "balanced_accuracy": 0.9, "log_loss": 0.1}
    verdict = {"kind": "fine", "sentence": "Well.", "advice": ""}
    result = Result("multiclass", classes, {"train": numbers, "validation": numbers, "test": numbers}, {"test": numbers}, verdict, 29)
    plots.write(run, log.columns(), result, None)
    some = samples(digits.images[:24, ..., None], [classes[at] for at in digits.target[:24]], Shown("picture", Look((0, 16))))
    (run.pictures / "samples.png").write_bytes(sheet.png(some))
    wide = Card((classes[0],), Image.new("RGB", (900, 40)), "drawing")
    said = Card((classes[0],), wide.tile, "cells", tuple((f"column_{'y' * 60} {at}", "kept") for at in range(20)))
    (run.pictures / "mistakes.png").write_bytes(sheet.png(Gallery("a", "b", (Part("", (wide, said)),))))
    run.write_result(result)
    page.write(run)
    return run.report


def browse(address: Path, *options: str) -> tuple[str, str]:
    """The page as the browser has it at the end, and what it logged."""
    assert BROWSER is not None
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom", *options, address.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, done.stderr


@pytest.mark.parametrize("scheme", [0, 1], ids=["dark", "light"])
def test_the_browser_has_nothing_to_complain_of(report: Path, scheme: int) -> None:
    shown, logged = browse(report, f"--blink-settings=preferredColorScheme={scheme}")
    assert "specbuild report" in shown
    assert "CONSOLE" not in logged


def test_a_complaint_would_be_seen(tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><img src="https://example.invalid/a.png">')
    assert "CONSOLE" in browse(broken)[1]


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_page_is_no_wider_than_the_screen(report: Path, tmp_path: Path, width: int) -> None:
    frame = tmp_path / "frame.html"
    measure = "let page = this.contentDocument.documentElement; document.title = `too wide by ${page.scrollWidth - page.clientWidth}`"
    frame.write_text(f'<iframe src="{report.as_uri()}" style="width: {width}px; height: 800px; border: 0" onload="{measure}"></iframe>')
    shown, _ = browse(frame, "--allow-file-access-from-files")
    assert "<title>too wide by 0</title>" in shown
