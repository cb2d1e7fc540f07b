"""Where findings stand that are about what is not written: at the nearest thing around it, never at the beginning of the file."""

from __future__ import annotations

import pytest

from specbuild.checking.document.document import Document

TEXT = """format = 1
layers = ["Flatten", { type = "Dense", units = 3 }]

[training]
callbacks = ["EarlyStopping"]
optimizer = "Adam"
"""


@pytest.mark.parametrize(
    ("path", "line", "words"),
    [
        pytest.param(("training", "callbacks", 0, "patience"), 5, '"EarlyStopping"', id="an argument of a bare word in a list"),
        pytest.param(("layers", 0, "type"), 2, '"Flatten"', id="the type of a bare word in a list"),
        pytest.param(("layers", 1, "activation"), 2, '{ type = "Dense", units = 3 }', id="an argument that braces do not have"),
        pytest.param(("training", "optimizer", "learning_rate"), 6, "optimizer", id="an argument of a bare word behind a key"),
        pytest.param(("training", "epochs"), 4, "[training]", id="a key that a table does not have"),
    ],
)
def test_what_is_not_written(path, line, words):
    place = Document.of(TEXT, "a.toml").place(path)
    assert (place.line, place.source[place.column - 1 : place.end_column - 1]) == (line, words)
