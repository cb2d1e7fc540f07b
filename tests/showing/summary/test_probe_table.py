"""What a probe prints: all that was found, and a warning where it says little."""

from __future__ import annotations

import io

import pytest
import tomli
from rich.console import Console

from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.experiment.probe import advice
from specbuild.running.experiment.probe.battery import battery
from specbuild.running.experiment.probe.gain import Gain
from specbuild.running.experiment.probe.look import Looked, OfClass
from specbuild.running.experiment.probe.probe import Probed
from specbuild.showing.summary.probe_table import show_gains, show_probe, toml


def probed(sure=None, samples=60, left_out=0):
    trials = list(battery("picture", (20, 20, 1)))
    half = next(trial for trial in trials if trial.label == "turned by half")
    mild = trials[0]
    looked = (
        Looked(mild, (OfClass("b", samples, samples, 0), OfClass("[red]q", samples, samples, 0))),
        Looked(half, (OfClass("b", samples, 0, 0, {"[red]q": samples}), OfClass("[red]q", samples, samples, 0))),
    )
    says = {"orientation": "free"}
    facts = Facts((20, 20, 1), (0.0, 255.0), "multiclass", ("b", "[red]q"))
    return Probed(
        facts,
        "the reference",
        0.97,
        2 * samples,
        (2 * samples if sure is None else sure, 2 * samples if sure is None else sure),
        looked,
        left_out,
        advice.verdicts(looked),
        advice.contradictions(looked, says),
        advice.pairs(looked),
        advice.tolerances(looked),
    )


def printed(found):
    console = Console(file=io.StringIO(), width=100, highlight=False)
    show_probe(found, console)
    return console.file.getvalue()


def test_everything_is_said():
    said = printed(probed(left_out=3))
    assert "b -> [red]q, turned by half: 100 % (94 to 100 %)" in said
    assert '`orientation = "free"` allows what makes one class of another' in said
    assert "no time was left for 3 more changes" in said
    assert "turned by half: a collision, b -> [red]q 100 % (94 to 100 %)" in said
    assert "take this with care" not in said
    assert "97.0 % of 120 samples that it had not learnt from are known to the reference; those were changed" in said
    assert "it is sure about 100, 100.0 % of them rightly, and those 100 were changed" in printed(probed(sure=100))


@pytest.mark.parametrize(("found", "words"), [
    pytest.param(probed(sure=48), "only the clearest 40 % of the samples are judged", id="a reference that knows little"),
    pytest.param(probed(samples=9), "one class has only 9 that are known surely", id="a class of few samples"),
])  # fmt: skip
def test_a_weak_probe_says_so(found, words):
    assert f"take this with care: {words}" in printed(found)


def test_the_tolerances_are_toml_to_paste():
    assert tomli.loads(toml(probed().tolerances)) == {"meaning": {"orientation": 10}}


def test_gains_are_said_with_their_noise():
    console = Console(file=io.StringIO(), width=100, highlight=False)
    show_gains("accuracy", [Gain("1. RandomFlip", 0.03, 0.01), Gain("2. RandomHue", -0.03, 0.01), Gain("3. MixUp", 0.01, 0.02)], console)
    said = console.file.getvalue()
    for words in ("+0.0300", "± 0.0100", "helps", "harms", "within the noise"):
        assert words in said
