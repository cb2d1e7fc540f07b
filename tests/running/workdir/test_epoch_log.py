"""The table of the epochs: it grows, it goes on where it ended, and the same numbers give the same bytes."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running.workdir.epoch_log import EpochLog


def test_rows_are_written_as_they_come(tmp_path: Path) -> None:
    log = EpochLog(tmp_path / "metrics.csv")
    log.append(1, {"loss": np.float32(0.1), "val_loss": 1 / 3})
    assert log.path.read_text() == "epoch,loss,val_loss\n1,0.10000000149011612,0.3333333333333333\n"


def test_a_name_may_come_late_and_numbers_need_not_be_finite(tmp_path: Path) -> None:
    log = EpochLog(tmp_path / "metrics.csv")
    log.append(1, {"loss": math.inf})
    log.append(2, {"loss": math.nan, "val_loss": 0.5})
    found = EpochLog(log.path).columns()
    assert found["loss"][0] == math.inf
    assert math.isnan(found["loss"][1])
    assert math.isnan(found["val_loss"][0])
    assert found["val_loss"][1] == 0.5


def test_an_epoch_cannot_be_left_out_or_recorded_twice(tmp_path: Path) -> None:
    log = EpochLog(tmp_path / "metrics.csv")
    for epoch in (0, 2):
        with pytest.raises(ValueError, match="cannot follow"):
            log.append(epoch, {"loss": 1.0})
    assert not log.path.exists()


def test_a_run_resumed_gives_the_bytes_of_the_uninterrupted_run(tmp_path: Path) -> None:
    whole, cut = EpochLog(tmp_path / "whole.csv"), EpochLog(tmp_path / "cut.csv")
    for epoch in range(1, 6):
        whole.append(epoch, {"loss": 1 / epoch})
    for epoch in range(1, 5):
        cut.append(epoch, {"loss": 1 / epoch if epoch < 4 else 99.0, **({"late": 1.0} if epoch == 4 else {})})
    again = EpochLog(cut.path)
    again.keep(3)
    assert len(EpochLog(cut.path)) == 3
    for epoch in (4, 5):
        again.append(epoch, {"loss": 1 / epoch})
    assert cut.path.read_bytes() == whole.path.read_bytes()


@pytest.mark.parametrize(
    "text",
    ["", "loss\n1\n", "epoch,loss\n2,0.1\n", "epoch,loss\n1\n", "epoch,loss\n1,much\n", "epoch,loss\n1,0.1\n1,0.1\n"],
    ids=["empty", "no epochs", "begins late", "a cell short", "no number", "an epoch twice"],
)
def test_a_broken_table_is_told_of(tmp_path: Path, text: str) -> None:
    (tmp_path / "metrics.csv").write_text(text)
    with pytest.raises(Refused) as refused:
        EpochLog(tmp_path / "metrics.csv")
    assert [finding.code for finding in refused.value.findings] == ["W004"]
