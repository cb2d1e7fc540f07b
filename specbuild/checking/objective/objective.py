"""What training works towards, once task, head, loss and metrics are known to agree."""

from __future__ import annotations

from dataclasses import dataclass

from specbuild.checking.grammar.entry import Entry


@dataclass(frozen=True, slots=True)
class Objective:
    """What training works towards.

    Attributes:
        task: "binary", "multiclass", "multilabel" or "regression".
        outputs: What the last layer gives: "logits", "probabilities", or "values" for regression.
        targets: The form that loss and metrics read: "class numbers", whole numbers of shape (rows,); or "a number for each output",
            floats of shape (rows, outputs): one-hot for multiclass, 0 or 1 for binary and multilabel, the targets for regression.
        loss: An entry of the table "losses" with `from_logits` filled in.
        metrics: Entries of the table "metrics", each with a `name`, and with `from_logits` and thresholds filled in.
        threshold: From which probability on a class is predicted, for binary and multilabel.
        scaled: Whether the loss sees targets and outputs at mean 0 and standard deviation 1, by the training rows.
    """

    task: str
    outputs: str
    targets: str
    loss: Entry
    metrics: tuple[Entry, ...]
    threshold: float
    scaled: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the numbers of one subset: the loss, then the metrics."""
        return ("loss", *(str(metric.given["name"]) for metric in self.metrics))
