"""The benchmark over sets of real data: which medians meet a bar, and that every row of it can be run."""

from __future__ import annotations

import pytest
import tomli

from specbuild.checking.judge import judge_file
from specbuild.workshop.benchmark.data_sets import BARS, SPECS, Outcome

ROWS = tomli.loads(BARS.read_text(encoding="utf-8"))


def outcome(bar: dict, *tests: dict, notes: tuple[str, ...] = ()) -> Outcome:
    results = [{"metrics": {"test": test}, "trivial": {"test": test}, "notes": notes} for test in tests]
    return Outcome("some", {"spec": "some", **bar}, results, 1.0)


@pytest.mark.parametrize("name", ROWS)
def test_every_row_has_a_spec_without_errors(name: str) -> None:
    judged = judge_file(SPECS / f"{ROWS[name]['spec']}.toml", [f'loader.path="{ROWS[name]["path"]}"', *ROWS[name].get("set", ())])
    assert not judged.errors


@pytest.mark.parametrize(
    ("bar", "tests", "met"),
    [
        pytest.param({"metric": "accuracy", "at_least": 0.9}, [0.8, 0.9, 1.0], True, id="the median counts, not the worst seed"),
        pytest.param({"metric": "accuracy", "at_least": 0.9}, [0.8, 0.89, 1.0], False, id="the median counts, not the best seed"),
        pytest.param({"metric": "rmse", "at_most": 22}, [21.0, 22.5, 20.0], True, id="an error may be as large as the bar"),
        pytest.param({"metric": "rmse", "at_most": 22}, [22.5, 22.5, 20.0], False, id="an error may not be larger"),
    ],
)
def test_the_median_is_held_against_the_bar(bar: dict, tests: list[float], met: bool) -> None:
    assert outcome(bar, *({bar["metric"]: value} for value in tests)).met is met


@pytest.mark.parametrize(
    ("balanced", "met"), [pytest.param(0.6, True, id="both reach their bar"), pytest.param(0.5, False, id="the second does not")]
)
def test_a_second_metric_has_to_reach_its_bar_too(balanced: float, met: bool) -> None:
    bar = {"metric": "roc_auc", "at_least": 0.7, "and_metric": "balanced_accuracy", "and_at_least": 0.55}
    assert outcome(bar, {"roc_auc": 0.8, "balanced_accuracy": balanced}).met is met


@pytest.mark.parametrize(
    ("notes", "met"), [pytest.param(("it is no better than the mean",), True, id="said"), pytest.param((), False, id="not said")]
)
def test_where_nothing_is_to_be_learnt_the_run_has_to_say_so(notes: tuple[str, ...], met: bool) -> None:
    assert outcome({"metric": "rmse", "at_most": 1, "says": "no better than"}, {"rmse": 0.5}, notes=notes).met is met
