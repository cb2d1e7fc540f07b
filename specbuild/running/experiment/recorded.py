"""The spec that a run keeps, read without Keras."""

from __future__ import annotations

from specbuild.checking.diagnostic import Refused
from specbuild.checking.document.document import Document
from specbuild.checking.grammar.read import read_spec
from specbuild.checking.grammar.spec import Spec
from specbuild.running.workdir import finished
from specbuild.running.workdir.folder import RESOLVED, RunFolder


def recorded_spec(run: RunFolder) -> Spec:
    """The spec of a run, as it was resolved when the run began.

    Raises:
        Refused: the folder is no run, or its spec was changed into something that is none.
    """
    document = Document.of(finished.resolved(run), str(run.path / RESOLVED))
    spec, findings = read_spec(document.values)
    if spec is None:
        raise Refused(*(finding.placed(document.place(finding.path, finding.about)) for finding in findings))
    return spec
