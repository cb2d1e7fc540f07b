"""Series are read exactly from every layout, learn their scale from training rows alone, and their padding can be masked."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.loaders import series as module
from specbuild.running.data.loaders.series import series
from specbuild.running.data.series.cells import NoStep, steps_of
from specbuild.running.data.series.lengths import Fit, Shaping
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.missing import USUAL
from specbuild.running.data.tables.numbers import Notation

from .inputs_agree import assert_inputs_agree, defaults

STEPS = {"a1": ([1.0, 2.0, 3.0], "up"), "b1": ([3.0, 2.0], "down"), "a2": ([2.0, 4.0, 6.0, 8.0], "up"), "b2": ([9.0, 5.0, 1.0], "down")}


def wide(rows=STEPS):
    longest = max(len(steps) for steps, _ in rows.values())
    head = ",".join(["name", *(f"t{step}" for step in range(longest)), "kind"])
    body = [",".join([name, *map(str, steps), *[""] * (longest - len(steps)), kind]) for name, (steps, kind) in rows.items()]
    return "\n".join([head, *body]) + "\n"


def long(rows=STEPS):
    lines = [f"{name},{step},{value},{kind}" for name, (steps, kind) in rows.items() for step, value in enumerate(steps)]
    return "\n".join(["name,step,value,kind", *lines[::-1]]) + "\n"


def folders(folder, rows=STEPS):
    for name, (steps, kind) in rows.items():
        (folder / kind).mkdir(exist_ok=True)
        (folder / kind / f"{name}.csv").write_text("value\n" + "".join(f"{step}\n" for step in steps))


def cells(folder, rows=STEPS):
    lines = [json.dumps({"name": name, "value": steps, "kind": kind}) for name, (steps, kind) in rows.items()]
    (folder / "s.jsonl").write_text("\n".join(lines))


def load(folder, layout, text=None, task="binary", **arguments):
    if text is not None:
        (folder / "s.csv").write_text(text)
    arguments = {"path": "." if text is None else "s.csv", **arguments}
    return series(LoadContext(folder, task=task), layout=layout, **arguments)


LAYOUTS = {
    "wide": lambda folder, **more: load(folder, "wide", wide(), target="kind", id="name", **more),
    "long": lambda folder, **more: load(folder, "long", long(), target="kind", id="name", time="step", **more),
    "cells": lambda folder, **more: (cells(folder), load(folder, "cells", path="s.jsonl", target="kind", id="name", **more))[1],
    "folders": lambda folder, **more: (folders(folder), load(folder, "folders", **more))[1],
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_series_in_every_layout(tmp_path, layout):
    samples = LAYOUTS[layout](tmp_path, scale="none", padding=-1.0)
    learnt, made = samples.learn(np.arange(4))
    assert made.shape == (4, 1)
    assert made.padding == -1.0
    assert made.classes == ("down", "up")
    found = {tuple(made.read(np.array([row]))[0, :, 0]): made.classes[made.targets[row]] for row in range(4)}
    assert found == {tuple([*steps, -1.0, -1.0][:4]): kind for steps, kind in STEPS.values()}
    assert learnt["length"] == 4


def test_the_scale_is_that_of_the_real_steps_of_training_rows(tmp_path):
    learnt, made = LAYOUTS["wide"](tmp_path).learn(np.array([0, 1]))
    steps = np.array([1, 2, 3, 3, 2])
    assert learnt["mean"] == [pytest.approx(steps.mean())]
    assert learnt["scale"] == [pytest.approx(steps.std())]
    np.testing.assert_allclose(made.read(np.array([2]))[0, :, 0], (np.array([2, 4, 6, 8]) - steps.mean()) / steps.std(), rtol=1e-6)


def test_each_series_by_its_own_mean_and_spread(tmp_path):
    _, made = LAYOUTS["wide"](tmp_path, scale="series", padding=-9.0).learn(np.array([0]))
    first = made.read(np.array([0]))[0, :3, 0]
    assert (first.mean(), first.std()) == (pytest.approx(0, abs=1e-6), pytest.approx(1, rel=1e-6))


def test_stretched_to_one_length_nothing_is_padded(tmp_path):
    _, made = LAYOUTS["wide"](tmp_path, scale="none", resize="stretch", length=5).learn(np.array([0]))
    assert made.padding is None
    assert made.read(np.array([0]))[0, :, 0].tolist() == [1.0, 1.5, 2.0, 2.5, 3.0]


@pytest.mark.parametrize("resize", ["pad", "stretch"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_last_channel_says_how_long_each_series_was(tmp_path, layout, resize):
    samples = LAYOUTS[layout](tmp_path, length=4, resize=resize, padding=-9.0, length_channel=True)
    steps = [len(STEPS[Path(name).stem][0]) for name in samples.ids]
    learnt, made = samples.learn(np.array([0, 2]))
    logarithms = np.log([steps[0], steps[2]])
    mean, spread = logarithms.mean(), logarithms.std() or 1.0
    assert learnt["log_length"] == [pytest.approx(mean), pytest.approx(spread)]
    assert made.shape == (4, 2)
    for row, size in enumerate(steps):
        told = np.full(4, (np.log(size) - mean) / spread)
        if resize == "pad":
            told[size:] = -9.0  # in all channels, as `Masking` wants it
        np.testing.assert_allclose(made.read(np.array([row]))[0, :, 1], told, rtol=1e-5)


def test_without_a_scale_the_channel_is_the_logarithm_itself(tmp_path):
    _, made = LAYOUTS["wide"](tmp_path, scale="none", resize="stretch", length_channel=True).learn(np.array([0, 1]))
    np.testing.assert_allclose(made.read(np.arange(4))[:, 0, 1], np.log([3, 2, 4, 3]), rtol=1e-6)


def test_longer_series_are_cut_at_the_end_and_counted(tmp_path):
    _, made = LAYOUTS["wide"](tmp_path, scale="none", length=2).learn(np.array([0]))
    assert made.read(np.array([2]))[0, :, 0].tolist() == [2.0, 4.0]
    assert any("3 series are longer than 2 steps" in note for note in made.notes)


def test_several_channels(tmp_path):
    text = "a0,a1,b0,b1,kind\n1,2,10,20,x\n3,4,30,40,y\n"
    _, made = load(tmp_path, "wide", text, target="kind", channels=2, scale="none").learn(np.array([0]))
    assert made.read(np.array([1]))[0].tolist() == [[3, 30], [4, 40]]
    text = "id,t,a,b,kind\n1,0,1,10,x\n1,1,2,20,x\n2,1,4,40,y\n2,0,3,30,y\n"
    _, made = load(tmp_path, "long", text, target="kind", id="id", time="t", scale="none").learn(np.array([0]))
    assert made.read(np.array([1]))[0].tolist() == [[3, 30], [4, 40]]


def test_a_series_of_numbers_to_predict(tmp_path):
    samples = load(tmp_path, "wide", "t0,t1,y\n1,2,0.5\n3,4,-0.5\n", target="y", task="regression")
    assert samples.targets.tolist() == [[0.5], [-0.5]]
    assert samples.target_names == ("y",)


def test_a_step_missing_between_others_is_interpolated_if_asked(tmp_path):
    text = "t0,t1,t2,kind\n1,,3,a\n2,4,,b\n"
    with pytest.raises(Refused) as refused:
        load(tmp_path, "wide", text, target="kind")
    assert refused.value.findings[0].code == "D602"
    assert "row 2: step 2" in refused.value.findings[0].message
    _, made = load(tmp_path, "wide", text, target="kind", on_missing="interpolate", scale="none", padding=-1.0).learn(np.array([0]))
    assert made.read(np.array([0, 1]))[:, :, 0].tolist() == [[1, 2, 3], [2, 4, -1]]


@pytest.mark.parametrize(
    ("layout", "text", "arguments", "code", "words"),
    [
        pytest.param("wide", "t0,t1,kind\n1,x,a\n2,3,b\n", {"target": "kind"}, "D314", ["row 2", "`x`"], id="a word among the steps"),
        pytest.param("wide", "t0,t1,kind\n,,a\n2,3,b\n", {"target": "kind"}, "D603", ["row 2"], id="a series without steps"),
        pytest.param(
            "wide", "t0,t1,t2,kind\n1,2,3,a\n2,3,4,b\n", {"target": "kind", "channels": 2}, "D608", [],
            id="3 columns, 2 channels",
        ),
        pytest.param("wide", "t0,t1\n1,2\n", {}, "D601", [], id="nothing to predict"),
        pytest.param("wide", "t0,kind\n1,a\n2,b\n", {"target": "kind", "values": ["t0", "kind"]}, "D312", [], id="the target is no step"),
        pytest.param(
            "long", "i,v,k\n1,2,a\n1,3,b\n2,2,b\n", {"target": "k", "id": "i"}, "D604", ["`1`", "row 3"],
            id="two targets a series",
        ),
        pytest.param(
            "long", "i,t,v,k\n1,0,2,a\n1,0,3,a\n2,0,1,b\n", {"target": "k", "id": "i", "time": "t"}, "D609", ["row 3"],
            id="two steps at once",
        ),
        pytest.param("long", "i,v,k\n1,2,a\n2,3,b\n", {"target": "k"}, "D601", [], id="a long table without id"),
        pytest.param(
            "wide", "t0,t1,k\n1,2,a\n2,3,b\n", {"target": "k", "length_channel": True}, "D613", ["2 steps"],
            id="the length of series that are equally long",
        ),
    ],
)  # fmt: skip
def test_refused(tmp_path, layout, text, arguments, code, words):
    with pytest.raises(Refused) as refused:
        load(tmp_path, layout, text, **arguments)
    assert [finding.code for finding in refused.value.findings] == [code]
    assert all(word in refused.value.findings[0].message for word in words), refused.value.findings[0].message


def test_files_of_other_columns_are_named(tmp_path):
    folders(tmp_path)
    (tmp_path / "up" / "a1.csv").write_text("other\n1\n2\n")
    with pytest.raises(Refused) as refused:
        load(tmp_path, "folders")
    assert {finding.code for finding in refused.value.findings} == {"D605"}


def test_a_real_step_that_looks_like_padding_is_refused(tmp_path):
    samples = load(tmp_path, "wide", "t0,t1,t2,kind\n1,0,3,a\n2,4,,b\n", target="kind", scale="none")
    with pytest.raises(Refused) as refused:
        samples.learn(np.array([0, 1]))
    assert refused.value.findings[0].code == "D607"


@pytest.mark.parametrize("length_channel", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_series_to_predict_for_become_the_same_numbers(tmp_path, layout, length_channel):
    LAYOUTS[layout](tmp_path)
    more = {"wide": {"id": "name", "target": "kind"}, "long": {"id": "name", "target": "kind", "time": "step"}}.get(layout, {})
    more = {"id": "name", "target": "kind"} if layout == "cells" else more
    path = {"folders": ".", "cells": "s.jsonl"}.get(layout, "s.csv")
    sources = [tmp_path / kind for kind in ("down", "up")] if layout == "folders" else [tmp_path / path]
    rows = range(4)
    arguments = defaults(module, path=path, layout=layout, length=4, padding=-9.0, length_channel=length_channel, **more)
    assert_inputs_agree(module, tmp_path, arguments, sources, list(rows), "binary")


WIDE = "kind,t0,t1,t2\na,1,2,3\nb,4,5,7\na,6,5,3\n"


def wide_asked(folder, text, **more):
    made = load(folder, "wide", WIDE if more.get("header", True) else WIDE.split("\n", 1)[1], target=1, **more)
    said, _ = made.learn(np.arange(3))
    (folder / "new.csv").write_text(text)
    arguments = defaults(module, path="s.csv", layout="wide", target=1, **more)
    return module.inputs(LoadContext(folder), [folder / "new.csv"], said, **arguments), made.learn(np.arange(3))[1]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        pytest.param("kind,t0,t1,t2\n?,4,5,7\n", {}, id="with the column of the target"),
        pytest.param("t0,t1,t2\n4,5,7\n", {}, id="without it"),
        pytest.param("b,4,5,7\n", {"header": False}, id="no header, with the target"),
        pytest.param("4,5,7\n", {"header": False}, id="no header, without it"),
        pytest.param("t2,t0,t1\n7,4,5\n", {}, id="in another order"),
    ],
)
def test_the_steps_of_wide_series_to_predict_are_those_of_training(tmp_path, text, more):
    found, made = wide_asked(tmp_path, text, **more)
    assert dict(found.unreadable) == {}
    assert np.array_equal(found.read(np.array([0])), made.read(np.array([1])))


def test_each_wide_series_that_cannot_be_read_is_named_and_the_others_are_predicted(tmp_path):
    found, made = wide_asked(tmp_path, "t0,t1,t2\n4,5,7\n4,lots,7\n4,,7\n4,5\n,,\n6,5,3\n,,\n")
    assert [name.rpartition(":")[2] for name in found.ids] == ["2", "7"]
    assert np.array_equal(found.read(np.arange(2)), made.read(np.array([1, 2])))
    assert {name.rpartition(":")[2]: why for name, why in found.unreadable.items()} == {
        "5": "cannot be read: has 2 cells, and the table 3 columns",
        "3": "cannot be read: `lots` in the column `t1` is not a number",
        "4": "cannot be read: step 2 of 3 is missing",
        "6": "cannot be read: a channel of the series has no steps",
    }


def test_each_long_series_that_cannot_be_read_is_named_and_the_others_are_predicted(tmp_path):
    samples = LAYOUTS["long"](tmp_path)
    said, _ = samples.learn(np.arange(4))
    channels = ",".join(said["channels"])
    rows = {"good": "1 2", "word": "1 lots", "twice": "1 1", "gap": "1 ", "time": "1 soon"}
    lines = [f"name,step,{channels}"]
    for name, cells in rows.items():
        values = [("1" if name in ("twice", "time") else cell) or "" for cell in cells.split(" ")]
        steps = cells.split(" ") if name in ("twice", "time") else ["1", "2"]
        lines += [",".join([name, step, *[value] * len(said["channels"])]) for step, value in zip(steps, values, strict=True)]
    (tmp_path / "new.csv").write_text("\n".join([*lines, ",".join(["gap", "3", *["1"] * len(said["channels"])])]))
    arguments = defaults(module, path="s.csv", layout="long", id="name", target="kind", time="step")
    found = module.inputs(LoadContext(tmp_path), [tmp_path / "new.csv"], said, **arguments)
    assert [name.rpartition(":")[2] for name in found.ids] == ["good"]
    whys = {name.rpartition(":")[2]: why for name, why in found.unreadable.items()}
    assert sorted(whys) == ["gap", "time", "twice", "word"]
    assert whys["word"].startswith("cannot be read: row 5: `lots` in the column")
    assert whys["twice"] == "cannot be read: row 7: it has another step at `1`"
    assert whys["gap"] == "cannot be read: step 2 of 3 is missing"
    assert whys["time"] == "cannot be read: row 11: `soon` in the column `step` is not a time"


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        pytest.param("1,2.5,-3e2", [1, 2.5, -300], id="commas"),
        pytest.param("[1.0, 2.5, -300]", [1, 2.5, -300], id="a list"),
        pytest.param("(1 2.5\n -300)", [1, 2.5, -300], id="as NumPy prints it"),
        pytest.param("1;2.5;-300;;", [1, 2.5, -300], id="steps that were never there"),
        pytest.param("1|?|3", [1, np.nan, 3], id="a step that is missing"),
        pytest.param("1,,3", [1, np.nan, 3], id="nothing between two commas"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_the_steps_of_a_cell(cell, steps):
    np.testing.assert_array_equal(steps_of(cell, Words(USUAL)), steps)


def test_a_cell_with_decimal_commas():
    assert steps_of("1,5; 2,25", Words(USUAL, Notation(","))).tolist() == [1.5, 2.25]


@pytest.mark.parametrize("cell", ["1,two,3", "1,1_000", "1,inf", "(0,1.5),(1,2.5)", "[[1, 2], [3, 4]]"])
def test_what_is_no_step_is_named(cell):
    with pytest.raises(NoStep, match="among the steps is not a number"):
        steps_of(cell, Words(USUAL))


def test_each_cell_that_cannot_be_read_is_named_and_the_other_series_are_predicted(tmp_path):
    said, _ = LAYOUTS["cells"](tmp_path).learn(np.arange(4))
    lines = [{"value": [1, 2]}, {"value": [1, "lots"]}, {"value": [1, None, 2]}, {"value": []}, {"x": 1}, {"value": [3, 4, 5]}]
    (tmp_path / "new.jsonl").write_text("\n".join(map(json.dumps, lines)))
    found = module.inputs(LoadContext(tmp_path), [tmp_path / "new.jsonl"], said, **defaults(module, path="s.jsonl", layout="cells"))
    assert [name.rpartition(":")[2] for name in found.ids] == ["1", "6"]
    assert {name.rpartition(":")[2]: why for name, why in found.unreadable.items()} == {
        "5": "cannot be read: has other keys than most rows: `value`, `x`",
        "2": 'cannot be read: `"lots"` among the steps is not a number',
        "3": "cannot be read: step 2 of 3 is missing",
        "4": "cannot be read: a channel of the series has no steps",
    }


def test_a_file_of_a_folder_of_series_that_cannot_be_read_is_named_and_the_others_are_predicted(tmp_path):
    samples = LAYOUTS["folders"](tmp_path)
    said, _ = samples.learn(np.arange(4))
    first = sorted((tmp_path / "up").iterdir())[0]
    (tmp_path / "up" / "z.csv").write_text(first.read_text() + ",".join(["lots"] * len(said["channels"])) + "\n")
    found = module.inputs(LoadContext(tmp_path), [tmp_path / "up"], said, **defaults(module, path=".", layout="folders"))
    assert len(found) == len(list((tmp_path / "up").iterdir())) - 1
    assert [name.rpartition("/")[2] for name in found.unreadable] == ["z.csv"]


def test_columns_that_training_did_not_have_are_refused_by_name(tmp_path):
    found, _ = wide_asked(tmp_path, "t0,t1,t2,t3\n4,5,7,8\n")
    assert len(found) == 0
    assert "columns that training did not have: `t3`" in next(iter(found.unreadable.values()))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_another_run_learnt_is_applied_to_the_same_series(tmp_path, layout):
    samples = LAYOUTS[layout](tmp_path, length=4, padding=-9.0)
    said, made = samples.learn(np.array([0, 1]))
    assert np.array_equal(samples.apply(said).read(np.arange(4)), made.read(np.arange(4)))


@pytest.mark.slow
@given(st.integers(1, 6), st.integers(0, 3))
def test_padding_more_never_changes_a_prediction(extra, seed):
    import keras

    random = np.random.default_rng(seed)
    network = keras.Sequential([
        keras.Input((None, 2)), keras.layers.Masking(mask_value=-7.0), keras.layers.GRU(3, return_sequences=True),
        keras.layers.Dense(2), keras.layers.GlobalAveragePooling1D(),
    ])  # fmt: skip
    shaping = Shaping(None, "pad", -7.0, "none")
    fit = Fit(8, shaping, (0.0, 0.0), (1.0, 1.0))
    more = Fit(8 + extra, shaping, (0.0, 0.0), (1.0, 1.0))
    some = [random.normal(size=(steps, 2)).astype("float32") for steps in (8, 5, 1)]
    one, two = (network(np.stack([how(steps) for steps in some]), training=False).numpy() for how in (fit, more))
    np.testing.assert_allclose(one, two, atol=1e-6)
