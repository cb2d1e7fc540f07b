"""The outcome at a glance: the number that counts beside the trivial predictor, and the verdict."""

from __future__ import annotations

from specbuild.checking.diagnostic import counted
from specbuild.showing.report.html import Html, element, joined
from specbuild.showing.report.told import Told
from specbuild.showing.summary.result_table import judged, label
from specbuild.showing.words import duration, grouped, measured

_HEADLINE = {"regression": "mae"}


def html(told: Told) -> Html:
    """Four figures and a sentence."""
    result = told.result
    verdict = element(
        "div",
        element("p", element("strong", str(result.verdict.get("kind", "")).capitalize()), class_="kind"),
        element("p", str(result.verdict.get("sentence", ""))),
        *([element("p", "What may help: ", result.verdict["advice"], ".")] if result.verdict.get("advice") else []),
        class_="verdict",
        data_kind=str(result.verdict.get("kind", "")),
    )
    notes = [element("ul", *(element("li", note) for note in result.notes))] if result.notes else []
    return element("section", element("dl", joined(_figures(told)), class_="figures"), verdict, *notes, aria_label="outcome")


def _figures(told: Told) -> list[Html]:
    result, subset = told.result, judged(told.result)
    figures = []
    name = _HEADLINE.get(result.task, "accuracy")
    if subset and name in result.metrics[subset]:
        low_high = result.intervals.get(subset, {}).get(name)
        beside = [f"95 %: {measured(low_high[0])} to {measured(low_high[1])}"] if low_high else []
        trivial = result.trivial.get(subset, {}).get(name)
        beside += [f"trivial predictor: {measured(trivial)}"] if trivial is not None else []
        figures.append(_figure(f"{subset} {label(name)}", measured(result.metrics[subset][name]), " · ".join(beside)))
    figures.append(_figure("epochs", str(result.epochs), f"kept: epoch {result.kept_epoch}" if result.kept_epoch else ""))
    figures.append(_figure("parameters", grouped(told.plan["totals"]["parameters"]), counted(len(told.plan["layers"]), "layer")))
    if result.seconds is not None:
        figures.append(_figure("time", duration(result.seconds), str(told.environment.get("backend", ""))))
    return figures


def _figure(name: str, value: str, beside: str) -> Html:
    return element("div", element("dt", name), element("dd", element("b", value), element("span", beside)))
