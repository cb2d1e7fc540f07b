"""Train the network of a spec, and leave a run folder that says everything about it."""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from specbuild.checking.diagnostic import Refused
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.judge import Whole, judge_file, without_errors
from specbuild.showing.findings.text import show as show_findings
from specbuild.verbs._arguments import add_overrides

if TYPE_CHECKING:
    from specbuild.running.experiment.data import Data
    from specbuild.running.experiment.setup import Setup
    from specbuild.running.metrics.predictions import Predictions
    from specbuild.running.train.history import Epoch, History
    from specbuild.running.train.state import State
    from specbuild.running.workdir.folder import RunFolder
    from specbuild.running.workdir.result import Result


class Curved(TypedDict):
    """What a verdict on curves has to know beside them; see `showing.summary.verdict`."""

    validation_rows: int | None
    trivial_loss: float | None
    harder: bool


class Stopped(KeyboardInterrupt):
    """The user stopped a run while it trained; `folder` is where it can go on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


class Finished(NamedTuple):
    """A run that has ended: its folder, and what came out."""

    folder: RunFolder
    result: Result


def run(
    spec: str | Path,
    overrides: Sequence[str] = (),
    into: str | Path = "runs",
    resume: str | Path | None = None,
    *,
    canary: bool = False,
    drawn: bool = True,
) -> Finished:
    """Train the network of a spec.

    Args:
        spec: The spec file.
        overrides: `KEY=VALUE` texts, as after `--set`.
        into: The folder that gets `<name>/<number>/`.
        resume: The folder of a run of this spec to go on with, instead of a new one.
        canary: Whether to train twice for a minute first, to see that one batch can be learnt and shuffled labels cannot.
        drawn: Whether to draw plots and to write the report at the end.

    Returns:
        The run folder and what came out.

    Raises:
        Refused: the spec, the data or the run folder have findings; nothing was trained.
        Stopped: the user stopped it while it trained; the run can be resumed.
        KeyboardInterrupt: the user stopped it before.
    """
    from specbuild.running import backend

    started = time.perf_counter()
    judged = without_errors(judge_file(Path(spec), overrides))
    chosen = backend.choose(judged.spec.backend)
    backend.preload()
    from specbuild.running.experiment.bound import load_and_judge
    from specbuild.running.experiment.placing import placing
    from specbuild.showing.progress.counting import Counting

    with placing(judged):
        with Counting("reading the data", None) as counting:
            data, judged = load_and_judge(judged, Path(spec).parent, counting.reached)
        judged = without_errors(judged)
        show_findings(judged.findings, sys.stderr)
        if canary:
            _canary(judged, data)
        return _train(judged, data, chosen, Path(into), Path(resume) if resume else None, started, drawn=drawn)


def _canary(judged: Whole, data: Data) -> None:
    """Do the two short checks and say how they went; raises Refused where one failed."""
    from specbuild.checking.objective.derive import derive
    from specbuild.running.experiment.canary import canary

    objective = derive(judged.spec, judged.plan, validated=len(data.split.validation) > 0)
    checks = canary(judged.spec, judged.plan, objective, data)
    for check in checks:
        if check.passed:
            print(f"canary: {check.sentence}", file=sys.stderr)
    if failed := [check.finding for check in checks if check.finding is not None]:
        raise Refused(*failed)


def _train(judged: Whole, data: Data, backend: str, into: Path, resume: Path | None, started: float, *, drawn: bool) -> Finished:
    from specbuild.checking.objective.derive import derive
    from specbuild.running.experiment.setup import set_up
    from specbuild.running.workdir.finished import open_run
    from specbuild.running.workdir.held import held

    objective = derive(judged.spec, judged.plan, validated=len(data.split.validation) > 0)
    setup = set_up(judged.spec, judged.plan, objective, data)
    folder = _begin(judged, data, backend, into) if resume is None else open_run(resume)
    with held(folder.path):
        state = _state(folder, judged.spec, data) if resume is not None else None
        history, seconds = _fit(folder, setup, state, started, drawn=drawn)
        return _finish(folder, setup, history, seconds, drawn=drawn)


def _fit(folder: RunFolder, setup: Setup, state: State | None, started: float, *, drawn: bool) -> tuple[History, Mapping[str, float]]:
    from specbuild.running.experiment.log import Log
    from specbuild.running.train.loop import fit
    from specbuild.showing import ahead
    from specbuild.showing.progress.training import TrainingProgress
    from specbuild.showing.progress.watch import Watch
    from specbuild.showing.summary.start import show_start

    done, epochs = state.epoch if state else 0, setup.spec.training.epochs
    show_start(folder, setup.data.samples, setup.data.parts(), resumed=done)
    log, ready = Log(folder, done=done), time.perf_counter()
    watch = Watch(state.history if state else {}, **_facts(setup))
    if drawn:
        ahead.preload()
    with TrainingProgress(epochs, setup.source.steps, setup.source.size, done=done) as progress, setup.source.raising():

        def on_epoch(epoch: Epoch) -> None:
            log.epoch(epoch)
            progress.epoch(epoch.number, epoch.numbers, epoch.training_seconds)
            if said := watch.epoch(epoch.numbers):
                progress.note(said)

        try:
            history = fit(
                setup.built.model, setup.training(done), steps=setup.source.steps, epochs=epochs, callbacks=setup.callbacks,
                validate=setup.validate(), on_epoch=on_epoch, on_step=progress.batch if progress.is_live else None, save=log.state,
                state=state,
            )  # fmt: skip
        except KeyboardInterrupt as stopped:
            raise Stopped(folder.path) from stopped
    return history, {"setup": ready - started, "training": time.perf_counter() - ready}


def _facts(setup: Setup) -> Curved:
    """What a verdict on curves has to know beside them."""
    from specbuild.running.experiment.finish import harder, trivial_loss

    rows = len(setup.data.split.validation) or None
    return {"validation_rows": rows, "trivial_loss": trivial_loss(setup), "harder": harder(setup.spec)}


def _begin(judged: Whole, data: Data, backend: str, into: Path) -> RunFolder:
    from specbuild.running.experiment.start import write_start
    from specbuild.running.workdir.folder import RunFolder

    folder = RunFolder.create(into, judged.spec.name)
    write_start(folder, judged, data, backend)
    return folder


def _state(folder: RunFolder, spec: Spec, data: Data) -> State:
    """Where a run of this spec stopped."""
    from specbuild.running.experiment.filled import filled
    from specbuild.running.experiment.recorded import recorded_spec
    from specbuild.running.experiment.resume import check_same_data, check_same_spec, load_state

    check_same_spec(filled(spec, data.samples), recorded_spec(folder))
    check_same_data(folder, data)
    return load_state(folder)


def _finish(folder: RunFolder, setup: Setup, history: History, seconds: Mapping[str, float], *, drawn: bool) -> Finished:
    from specbuild.running.experiment.finish import augmentation_budget, best_epoch, measure, predict_all, tried
    from specbuild.running.train.compile import save
    from specbuild.running.train.history import DIVERGED
    from specbuild.showing.summary.verdict.judge import verdict

    begun = time.perf_counter()
    kept = best_epoch(history, setup.callbacks)
    said = verdict(history.numbers, **_facts(setup), kept_epoch=kept, tried=tried(setup.spec))
    predictions = predict_all(setup) if history.stopped != DIVERGED else {}
    with folder.replacing(folder.model) as temporary:
        save(setup.built.model, setup.objective, temporary)
    if setup.spec.augmentation:
        folder.write_augmentation(augmentation_budget(setup, history.epochs))
    for part, one in predictions.items():
        if part != "train":
            folder.write_predictions(part, one)
    result = measure(setup, predictions, history, kept, said.as_json(), {**seconds, "evaluation": time.perf_counter() - begun})
    result = replace(result, hashes=folder.hashes())
    folder.write_result(result)
    if drawn:
        _draw(folder, setup, history, result, predictions)
    return Finished(folder, result)


def _draw(folder: RunFolder, setup: Setup, history: History, result: Result, predictions: Mapping[str, Predictions]) -> None:
    from specbuild.running.experiment.saw import worth_seeing
    from specbuild.showing.gallery import write as gallery
    from specbuild.showing.plots import folder as plots
    from specbuild.showing.report.page import write as write_report

    part = next((part for part in ("test", "validation") if part in predictions), None)
    judged = predictions[part] if part else None
    plots.write(folder, history.numbers, result, judged)
    shown = gallery.how(setup.data, setup.source.pipeline.facts)
    gallery.write(folder, setup.spec, setup.data, shown, part, judged, worth_seeing(setup.source, setup.spec, history.epochs))
    write_report(folder)


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild run", description=__doc__)
    parser.add_argument("spec", metavar="SPEC", help="a spec file")
    add_overrides(parser)
    parser.add_argument("--into", default="runs", metavar="DIR", help="the folder that gets NAME/NUMBER/ (default: runs)")
    parser.add_argument("--resume", metavar="RUN", help="go on with a run of this spec that was stopped, from its last finished epoch")
    parser.add_argument(
        "--canary", action="store_true", help="first see whether one batch can be learnt by heart, and shuffled labels not at all"
    )
    options = parser.parse_args(words)
    try:
        finished = run(options.spec, options.overrides, options.into, options.resume, canary=options.canary)
    except Stopped as stopped:
        overrides = [word for override in options.overrides for word in ("--set", override)]
        command = shlex.join(["specbuild", "run", options.spec, *overrides, "--resume", str(stopped.folder)])
        print(f"\nstopped; this goes on after the last finished epoch:\n\n    {command}", file=sys.stderr)
        return 130
    from rich.console import Console

    from specbuild.showing.summary.result_table import show

    show(finished.result, finished.folder.path, Console())
    return 1 if finished.result.verdict.get("kind") == "diverged" else 0
