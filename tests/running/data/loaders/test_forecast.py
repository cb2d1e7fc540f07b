"""Windows over one series: the right steps, the right targets, and nothing of validation or test in what is learnt."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.loaders import forecast as module
from specbuild.running.data.loaders.forecast import forecast
from specbuild.running.data.splits.time import time

from .inputs_agree import defaults


def load(folder, text, **arguments):
    (folder / "s.csv").write_text(text)
    return forecast(LoadContext(folder, task="regression"), path="s.csv", **{"target": "v", "scale": "none", **arguments})


def values(numbers):
    return "v\n" + "".join(f"{number}\n" for number in numbers)


def test_windows_and_what_follows_them(tmp_path):
    samples = load(tmp_path, values(range(8)), history=3, horizon=2)
    _, made = samples.learn(np.arange(2))
    assert made.shape == (3, 1)
    assert made.read(np.array([0, 3]))[:, :, 0].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert made.targets.tolist() == [[3, 4], [4, 5], [5, 6], [6, 7]]
    assert made.target_names == ("v in 1 step", "v in 2 steps")
    assert made.ids[0] == "s.csv:5"


def test_several_targets_and_further_channels(tmp_path):
    samples = load(tmp_path, "v,w,x\n1,2,3\n4,5,6\n7,8,9\n", target=["v", "w"], values=["x", "v"], history=2)
    _, made = samples.learn(np.arange(1))
    assert made.read(np.array([0]))[0].tolist() == [[3, 1], [6, 4]]
    assert made.targets.tolist() == [[7, 8]]


def test_windows_across_a_gap_in_time_are_left_out_and_said(tmp_path):
    days = [1, 2, 3, 4, 9, 10, 11]
    samples = load(tmp_path, "day,v\n" + "".join(f"2024-01-{day:02},{day}\n" for day in days), time="day", history=2)
    assert samples.targets[:, 0].tolist() == [3, 4, 11]
    assert any("a gap" in note and "row 6" in note for note in samples.notes)


def test_windows_with_a_missing_value_are_skipped_if_asked(tmp_path):
    text = values([0, 1, "", 3, 4, 5])
    with pytest.raises(Refused) as refused:
        load(tmp_path, text, history=2)
    assert "row 4" in refused.value.findings[0].message
    samples = load(tmp_path, text, history=2, on_missing="skip")
    assert samples.targets[:, 0].tolist() == [5]


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        pytest.param(values(range(3)), {"history": 3}, "D610", id="too short for one window"),
        pytest.param("t,v\n2,1\n1,2\n3,3\n", {"history": 1, "time": "t"}, "D609", id="times that go back"),
        pytest.param("t,v\n1,1\n1,2\n3,3\n", {"history": 1, "time": "t"}, "D609", id="two rows of one moment"),
        pytest.param(values([1, "x", 3]), {"history": 1}, "D314", id="a word"),
    ],
)
def test_refused(tmp_path, text, arguments, code):
    with pytest.raises(Refused) as refused:
        load(tmp_path, text, **arguments)
    assert refused.value.findings[0].code == code


def test_classes_cannot_be_forecast(tmp_path):
    with pytest.raises(Refused) as refused:
        forecast(LoadContext(tmp_path, task="binary"), path="s.csv", target="v", history=2)
    assert refused.value.findings[0].code == "D611"


@given(
    st.integers(30, 60), st.integers(1, 6), st.integers(1, 3), st.integers(1, 3), st.sampled_from([0.0, 0.2]), st.sampled_from([0.2, 0.3]),
    st.sampled_from(["within", "before"]), st.data(),
)  # fmt: skip
def test_nothing_of_validation_or_test_is_in_a_training_window_or_in_what_is_learnt(
    tmp_path_factory, steps, history, horizon, stride, validation, test, reach, data
):
    folder = tmp_path_factory.mktemp("law")
    numbers = data.draw(st.lists(st.integers(-99, 99), min_size=steps, max_size=steps))
    arguments = {"history": history, "horizon": horizon, "stride": stride, "scale": "standard"}
    samples = load(folder, values(numbers), **arguments)
    split = time(samples, validation=validation, test=test, history=reach)
    if not len(split.train) or not len(split.test):
        return
    begin, end = int(samples.spans[:, 0].min()), int(samples.spans[:, 2].max())  # with a stride windows may leave out the first steps
    border = end - round(test * (end - begin)) - round(validation * (end - begin))
    for part in (split.validation, split.test):
        assert not len(part) or samples.spans[part][:, 1].min() >= border
    assert samples.spans[split.train][:, 2].max() <= border
    learnt, made = samples.learn(split.train)
    later = numbers[:border] + data.draw(st.lists(st.integers(-99, 99), min_size=steps - border, max_size=steps - border))
    learnt_then, made_then = load(folder, values(later), **arguments).learn(split.train)
    assert learnt == learnt_then
    np.testing.assert_array_equal(made.read(split.train), made_then.read(split.train))
    np.testing.assert_array_equal(made.targets[split.train], made_then.targets[split.train])


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        pytest.param("1,1 2,2 3,3 4,4", "", id="all is well"),
        pytest.param("1,lots 2,2 3,3 4,4", "", id="a bad cell before what is known"),
        pytest.param("1,1 2,lots 3,3 4,4", "cannot be read: row 3: `lots` in the column `v` is not a number", id="a bad cell"),
        pytest.param("1,1 2,2 4,4 3,3", "the time `3` is not after `4` of the row before", id="out of order"),
        pytest.param("1,1 2,2 3,3 9,4", "has a gap in time before row 5, among its last 3 steps", id="a gap in what is known"),
        pytest.param("1,1 5,2 6,3 7,4", "", id="a gap before what is known"),
        pytest.param("1,1 2,2 3, 4,4", "does not end in 3 steps without a missing value", id="a value that is missing"),
    ],
)
def test_what_a_forecast_begins_from_has_to_be_whole(tmp_path, rows, reason):
    samples = load(tmp_path, values(range(10)), history=3)
    learnt, _ = samples.learn(np.arange(len(samples)))
    (tmp_path / "new.csv").write_text("t,v\n" + rows.replace(" ", "\n"))
    found = module.inputs(
        LoadContext(tmp_path), [tmp_path / "new.csv"], learnt, **defaults(module, path="s.csv", target="v", time="t", history=3)
    )
    assert len(found) == (not reason)
    assert reason in "".join(found.unreadable.values())


@pytest.mark.parametrize(
    "times",
    [
        pytest.param([f"{1950 + quarter // 4}-Q{quarter % 4 + 1}" for quarter in range(8)], id="quarters"),
        pytest.param(["1950-11", "1950-12", "1951-01", "1951-02", "1951-03"], id="months"),
        pytest.param(["20231230", "20231231", "20240101", "20240102", "20240103"], id="days as one number"),
        pytest.param(["2024-W51", "2024-W52", "2025-W01", "2025-W02", "2025-W03", "2025-W04"], id="weeks"),
        pytest.param([str(year) for year in range(1950, 1957)], id="years"),
        pytest.param(
            [
                "2024-03-31T00:30+00:00",
                "2024-03-31T02:30+01:00",
                "2024-03-31T04:30+02:00",
                "2024-03-31T05:30+02:00",
                "2024-03-31T06:30+02:00",
            ],
            id="zones",
        ),
    ],
)
def test_times_of_many_forms_run_on_without_a_gap(tmp_path, times):
    rows = [f"{time},{value}\n" for value, time in enumerate(times)]
    whole, broken = (load(tmp_path, "t,v\n" + "".join(some), history=1, time="t") for some in (rows, rows[:2] + rows[3:]))
    assert len(whole) == len(times) - 1
    assert not whole.notes
    assert len(broken) == len(times) - 3  # the last step but one before the gap, and the first behind it, are in no window together


def test_times_of_another_form_are_refused_with_the_format_that_reads_them(tmp_path):
    with pytest.raises(Refused) as refused:
        load(tmp_path, "t,v\nJan 1950,1\nFeb 1950,2\nMar 1950,3\n", history=1, time="t")
    assert refused.value.findings[0].help == 'state `date_format = "%b %Y"`'


def test_what_comes_after_the_end_is_predicted_from_the_last_steps(tmp_path):
    samples = load(tmp_path, values(range(10)), history=3, scale="standard")
    learnt, made = samples.learn(np.arange(len(samples)))
    arguments = defaults(module, path="s.csv", target="v", history=3)
    (tmp_path / "new.csv").write_text(values(range(9)))
    (tmp_path / "short.csv").write_text(values(range(2)))
    found = module.inputs(LoadContext(tmp_path), [tmp_path / "new.csv", tmp_path / "short.csv"], learnt, **arguments)
    np.testing.assert_array_equal(found.read(np.array([0])), made.read(np.array([len(samples) - 1])))
    assert len(found.unreadable) == 1
