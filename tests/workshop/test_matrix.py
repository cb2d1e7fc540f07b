"""The conformance matrix: nothing is left out of it, its published record has no red cell, and it still comes out as recorded."""

from __future__ import annotations

import pytest

from specbuild.catalogue.read import table
from specbuild.checking.plan.input import KINDS
from specbuild.running.backend import BACKENDS, installed
from specbuild.workshop.matrix import measure
from specbuild.workshop.matrix.answers import TASKS
from specbuild.workshop.matrix.rows import ROWS


def test_every_loader_and_every_kind_of_data_has_a_row():
    assert {row.loader for row in ROWS} == set(table("loaders"))
    assert {row.kind for row in ROWS} == set(KINDS)
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_record_holds_every_cell_and_none_is_red(row):
    recorded = measure.kept()["outcomes"][row.name]
    assert {task: dict.fromkeys(BACKENDS, row.refused.get(task, "green")) for task in TASKS} == recorded


def test_the_record_holds_nothing_else():
    assert set(measure.kept()["outcomes"]) == {row.name for row in ROWS}


@pytest.mark.slow
def test_the_matrix_comes_out_as_it_was_recorded():
    if missing := [backend for backend, package in BACKENDS.items() if not installed(package)]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    outcomes = measure.measure()
    assert not list(measure.red(outcomes))
    assert outcomes == measure.kept()["outcomes"]
