"""The findings about run folders: the code of each, and what it means, as `specbuild explain` tells it."""

from __future__ import annotations

NAME = "W001"
NO_RUN = "W002"
MISSING = "W003"
BROKEN = "W004"
NOT_WRITTEN = "W005"
NO_COLUMN = "W006"
NOT_LISTED = "W007"
HELD = "W008"

EXPLANATIONS = {
    NAME: "A run is kept in `runs/<name>/<number>`, so the `name` of a spec has to be one that every file system takes as a folder.",
    NO_RUN: "The folder of a run holds its `spec.toml`. `specbuild runs` lists the runs below `runs/`, or below another folder.",
    MISSING: "A file that the run writes later is not there: the run was interrupted, or is still going on. `--resume` finishes it.",
    BROKEN: "A file of the run cannot be read. Files are written whole or not at all, so it was damaged or changed afterwards.",
    NOT_WRITTEN: "A file could not be written: the disk is full, the folder belongs to someone else, or it was removed meanwhile.",
    NO_COLUMN: "`specbuild runs` filters and sorts by `name`, `number`, `state`, `verdict`, `epochs`, `kept_epoch`, `seconds`, by a metric "
    "of a subset (`test.accuracy`), and by any key of the resolved spec (`training.epochs`, `layers.0.units`).",
    NOT_LISTED: "The folder of the runs is a file, or this user may not see what is in it.",
    HELD: "Two processes that train in one folder would mix their epochs and overwrite each other's checkpoints. "
    "A process that was killed holds nothing.",
}
