"""For every kind of data and every task: what a run said of its test rows is said again of the raw inputs, and its report shows them."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from PIL import Image

import specbuild
from specbuild.checking.plan import input as inputs
from specbuild.showing.gallery import sheet
from specbuild.verbs import activations, predict, report, run

sys.path.insert(0, str(Path(__file__).parent))  # pytest imports each file alone

from every_kind import KINDS, Kind

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=KINDS)
def made(request, tmp_path_factory) -> tuple[Kind, Path, Path]:
    """A kind, the folder of its data, and that of its run."""
    kind = KINDS[request.param]
    folder = tmp_path_factory.mktemp(kind.name)
    kind.write(folder)
    (folder / "spec.toml").write_text(kind.spec)
    return kind, folder, run.run(folder / "spec.toml", into=folder / "runs").folder.path


def recorded(path: Path) -> dict[str, tuple[str, ...]]:
    """What was said of each test row, as it is written down."""
    with (path / "test_predictions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    said = [name for name in rows[0] if name.startswith("probability of")] or [name for name in rows[0] if name.startswith("predicted")]
    return {row["id"]: tuple(row[name] for name in said) for row in rows}


def test_every_kind_is_here() -> None:
    assert set(inputs.KINDS) <= set(KINDS)


def test_predictions_of_raw_inputs_are_the_recorded_ones_to_the_bit(made) -> None:
    kind, folder, path = made
    known = recorded(path)
    backwards = list(known)[::-1]
    trained = specbuild.load(path)
    for ids in (backwards[:1], backwards[2:7], backwards):
        answers = trained.predict(kind.inputs(folder, ids))
        numbers = answers.scores if answers.task == "regression" else answers.probabilities
        assert not answers.unreadable
        assert [tuple(map(str, row)) for row in numbers] == [known[name] for name in ids]


@pytest.mark.parametrize("made", ["text", "vector", "forecast"], indirect=True)
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_table_on_standard_input_is_predicted_as_its_file_is(made, tmp_path, capsys, monkeypatch, form: str) -> None:
    _, folder, path = made
    table = folder / "data.csv"
    if form == "jsonl":
        with table.open(encoding="utf-8", newline="") as file:
            rows = [{name: value or None for name, value in row.items()} for row in csv.DictReader(file)]
        table = tmp_path / "data.jsonl"
        table.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    assert predict.main([str(path), str(table)]) == 0
    expected = list(csv.reader(capsys.readouterr().out.splitlines()))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(table.read_bytes())))
    assert predict.main([str(path), "-"]) == 0
    found = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert [row[1:] for row in found] == [row[1:] for row in expected]
    assert [row[0] for row in found[1:]] == [
        f"{'stdin.json' if form == 'jsonl' else 'stdin'}:{row[0].rsplit(':')[-1]}" for row in expected[1:]
    ]


def test_its_layers_and_grad_cam_are_drawn_by_command(made, tmp_path, capsys) -> None:
    kind, folder, path = made
    sources = [str(source) for source in kind.inputs(folder, list(recorded(path))[:2])]
    assert activations.main([str(path), *sources, "--unchecked", "--into", str(tmp_path)]) == 0
    said = capsys.readouterr()
    inputs = sorted(tmp_path.iterdir())
    assert len(inputs) == 2
    for one in inputs:
        names = [file.name for file in one.iterdir()]
        assert ("gradcam.png" in names) == kind.positions
        assert sum(name[:2].isdigit() for name in names) >= 2
        assert all(Image.open(one / name).format == "PNG" for name in names)
    assert ("I013" in said.err) == (not kind.positions)
    assert "dead" in said.out


def test_the_report_shows_where_it_fails_what_it_saw_and_what_it_looks_at(made) -> None:
    kind, _, path = made
    before = (path / "report.html").read_text(encoding="utf-8")
    assert "specbuild report runs/" in before  # how to get maps, which a run does not draw
    report.report(path)
    text = (path / "report.html").read_text(encoding="utf-8")
    shown = set(re.findall(r'<section id="(\w+)"', text))
    assert {"fails", "looks", "data"} <= shown
    assert ("saw" in shown) == kind.augmented
    assert 'class="note lost"' not in text.replace("There is no Grad-CAM", "") or not kind.positions
    assert ("There is no Grad-CAM of this network" in text) == (not kind.positions)
    drawn = {file.name.split("-")[0] for file in (path / "maps").iterdir()}
    assert drawn == ({"gradcam", "layer"} if kind.positions else {"layer"})
    worst = sheet.read(path / "pictures" / "mistakes.png").parts[0].cards
    assert len(worst) == 12
    assert all(card.words for card in worst) == (kind.name in ("text", "vector"))


def test_where_the_data_have_moved_the_report_says_so_and_keeps_what_it_has(made, tmp_path) -> None:
    kind, folder, path = made
    data = next(name for name in ("data", "data.csv") if (folder / name).exists())
    shutil.move(folder / data, tmp_path / data)
    try:
        report.report(path)
    finally:
        shutil.move(tmp_path / data, folder / data)
    text = (path / "report.html").read_text(encoding="utf-8")
    assert text.count("Not drawn anew: ") == (4 if kind.augmented else 3)
    assert "predicted" in text or kind.name == "text"
    assert "Traceback" not in text
