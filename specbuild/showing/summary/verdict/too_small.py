"""The validation part is too small to tell."""

from __future__ import annotations

from specbuild.checking.diagnostic import counted
from specbuild.showing.summary.verdict.curves import Curves
from specbuild.showing.summary.verdict.kind import Kind, Verdict


def too_small(curves: Curves) -> Verdict | None:
    """So few validation rows that chance moves the curve more than learning does."""
    rows = curves.validation_rows
    if rows is None or not len(curves.validation) or rows >= 30:
        return None
    sentence = f"The validation part has only {counted(rows, 'row')}: chance moves its curve too much to tell how good the model is."
    return Verdict(Kind.VALIDATION_TOO_SMALL, None, sentence, "give it more rows: raise `split.validation`, or collect more data")
