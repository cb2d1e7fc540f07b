"""`[task]`: what is predicted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from specbuild.checking.grammar.tables.strict import Table


class Task(Table):
    """What the network predicts for each sample."""

    type: Literal["binary", "multiclass", "multilabel", "regression"]
    """`binary`: one of two classes. `multiclass`: one of several. `multilabel`: any number of several. `regression`: numbers."""

    threshold: Annotated[float, Field(gt=0, lt=1)] = 0.5
    """From which probability on a sample counts as positive, for `binary` and `multilabel`."""

    target_scaling: Literal["auto", "standard", "none"] = "auto"
    """Whether the loss of a `regression` sees targets at mean 0 and standard deviation 1, by the training rows; the network gives them in
    their own unit in any case. `auto` does it where the loss is a distance and the last layer has no activation."""
