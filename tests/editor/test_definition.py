"""Go to definition: to the base, and to what is changed of it."""

from __future__ import annotations

import pytest

from specbuild.editor.definition import definition


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param('extends = "ba▮se.toml"\n', "format = 1", id="the base itself"),
        pytest.param('extends = "base.toml"\n[training]\nepo▮chs = 3\n', "epochs = 40", id="a key that is changed"),
        pytest.param('extends = "base.toml"\n[layers.he▮ad]\nunits = 3\n', "[[layers]]", id="an entry by its name"),
        pytest.param('extends = "base.toml"\n[layers.head]\nuni▮ts = 3\n', 'units = "classes"', id="an argument of an entry by its name"),
        pytest.param('extends = "base.toml"\nunset = ["training.epo▮chs"]\n', "epochs = 40", id="what is unset"),
    ],
)
def test_where_it_leads(text, line, opened, small, tmp_path):
    (tmp_path / "base.toml").write_text(small)
    seen, (position,) = opened(text, name="child.toml")
    found = definition(seen, position)
    assert found
    assert found.uri == (tmp_path / "base.toml").as_uri()
    assert small.split("\n")[found.range.start.line] == line


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("format = 1\nna▮me = 'x'\n", id="a spec of its own"),
        pytest.param('extends = "no▮where.toml"\n', id="a base that is not there"),
        pytest.param('extends = "base.toml"\nback▮end = "jax"\n', id="a key that the base does not have"),
        pytest.param("extends = 3▮\n", id="a base that is no name"),
    ],
)
def test_where_nothing_is(text, opened, small, tmp_path):
    (tmp_path / "base.toml").write_text(small)
    seen, (position,) = opened(text, name="child.toml")
    assert definition(seen, position) is None
