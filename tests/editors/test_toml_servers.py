"""The real language servers of TOML, driven as an editor does: Taplo (as olpat and as VS Code's own build of it) and Tombi."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from specbuild.catalogue import read
from specbuild.verbs.schema import schema

sys.path.insert(0, str(Path(__file__).parent))
from client import PATIENCE, Client, labels, markers, plain

pytestmark = pytest.mark.slow  # starts a server of others each
ROOT = Path(__file__).parents[2]
GOOD = """#:schema ../schemas/specbuild.schema.json

format = 1
name = "small"

[task]
type = "multiclass"

[loader]
type = "bundled"
name = "digits"

[[layers]]
type = "Conv2D"
filters = 32
kernel_size = 3
padding = "same"
activation = "relu"

[[layers]]
type = "MaxPooling2D"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"

[training]
epochs = 40
"""
MODULES = Path(os.environ.get("TAPLO_LSP_MODULES", ROOT))  # where `npm install @taplo/lsp fast-glob` was run
CONV = tuple(read.table("layers")["Conv2D"].arguments)


class Server(NamedTuple):
    """A language server: how it is started, why it cannot be, and whether it offers the keys of the layer at hand alone."""

    command: list[str]
    missing: str
    narrows: bool


def _program(name: str) -> str:
    """A program of this Python's environment, or of the path."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name) or ""


def _servers() -> dict[str, Server]:
    olpat, tombi, node = _program("olpat"), _program("tombi"), shutil.which("node") or ""
    vscode = "" if node and (MODULES / "node_modules" / "@taplo" / "lsp").is_dir() else "needs node and `npm install @taplo/lsp fast-glob`"
    return {
        "olpat": Server([olpat, "lsp", "stdio"], "" if olpat else "needs `pip install olpat`", narrows=False),
        "tombi": Server([tombi, "lsp"], "" if tombi else "needs `pip install tombi`", narrows=True),
        "vscode": Server([node, str(Path(__file__).with_name("taplo_lsp.mjs"))], vscode, narrows=False),
    }


SERVERS = _servers()


class Desk:
    """A folder with the schema, and a server that has it open."""

    def __init__(self, client: Client, root: Path, server: Server) -> None:
        self.client, self.root, self.server, self.opened = client, root, server, 0

    def open(self, text: str) -> tuple[str, list[tuple[int, int]]]:
        """Open a text whose markers are taken out, and wait for what is said of it."""
        clean, places = markers(text)
        self.opened += 1
        uri = (self.root / "specs" / f"{self.opened}.toml").as_uri()
        Path(self.root / "specs" / f"{self.opened}.toml").write_text(clean, encoding="utf-8")
        self.client.open(uri, clean)
        self.client.wait(lambda: uri in self.client.diagnostics, PATIENCE, "diagnostics")
        return uri, places

    def marked(self, text: str) -> list[tuple[str, str]]:
        """What is underlined in a text with a mistake, and the message."""
        uri, _ = self.open(text)
        self.client.wait(lambda: self.client.diagnostics[uri], PATIENCE, "findings")
        lines = markers(text)[0].split("\n")
        return [
            (lines[range_["start"]["line"]][range_["start"]["character"] : range_["end"]["character"]], one["message"])
            for one in self.client.diagnostics[uri]
            if (range_ := one["range"])["start"]["line"] == range_["end"]["line"]
        ]

    def offered(self, text: str) -> list[str]:
        """What is offered at the marker."""
        uri, ((line, column),) = self.open(text)
        return [label.strip('"') for label in labels(self.client.ask("textDocument/completion", self._at(uri, line, column)))]

    def told(self, text: str) -> str:
        """What is told on hovering over the marker."""
        uri, ((line, column),) = self.open(text)
        return plain(self.client.ask("textDocument/hover", self._at(uri, line, column)))

    @staticmethod
    def _at(uri: str, line: int, column: int) -> dict[str, object]:
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}


@pytest.fixture(scope="module", params=SERVERS)
def desk(request, tmp_path_factory):
    server = SERVERS[request.param]
    if server.missing:
        pytest.skip(server.missing)
    root = tmp_path_factory.mktemp(request.param)
    (root / "schemas").mkdir()
    (root / "specs").mkdir()
    (root / "schemas" / "specbuild.schema.json").write_text(schema(), encoding="utf-8")
    own = {
        "XDG_CACHE_HOME": str(root / "cache"),
        "XDG_CONFIG_HOME": str(root / "config"),
        "TOMBI_CACHE_HOME": str(root / "cache" / "tombi"),
    }
    with Client(server.command, root, **own, TOMBI_OFFLINE="true", TAPLO_LSP_MODULES=str(MODULES)) as client:
        yield Desk(client, root, server)


def inside(text: str) -> str:
    """The good spec with one more layer."""
    return GOOD.replace("[training]", f"[[layers]]\n{text}\n\n[training]", 1)


def test_a_good_spec_is_not_marked(desk):
    uri, _ = desk.open(GOOD)
    desk.client.settle(0.3)
    assert desk.client.diagnostics[uri] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param('activation = "relu"', 'activatioin = "relu"', "activatioin", id="a misspelt key"),
        pytest.param('padding = "same"', 'padding = "sane"', "valid", id="a choice that does not exist"),
        pytest.param("filters = 32", "filters = 0", "1", id="a number out of its bounds"),
        pytest.param("kernel_size = 3", "kernel_size = true", "", id="a value of another type"),
        pytest.param('type = "MaxPooling2D"', 'type = "MaxPoling2D"', "MaxPooling", id="a layer that does not exist"),
        pytest.param("epochs = 40", "epoch = 40", "epoch", id="a misspelt key of a table"),
    ],
)
def test_a_mistake_is_marked_at_its_place(desk, old, new, said):
    """Tombi underlines the key or the value, olpat the value, VS Code's Taplo the key; of an unknown key the table too, or alone."""
    assert old in GOOD
    key, value = new.split(" = ")
    found = desk.marked(GOOD.replace(old, new, 1))
    here = [message for marked, message in found if marked in (key, value, new)]
    table = desk.server is SERVERS["vscode"] and said == "epoch" and found[0][0] == "training"
    assert here or table, found
    assert all(said.lower() in message.lower() for _, message in found), found
    if SERVERS["vscode"] is not desk.server:
        assert len({marked for marked, _ in found}) == 1


def test_a_layer_without_what_it_needs_is_marked(desk):
    uri, _ = desk.open(GOOD.replace("filters = 32\n", "", 1))
    desk.client.wait(lambda: desk.client.diagnostics[uri], PATIENCE, "findings")
    said = [one["message"] for one in desk.client.diagnostics[uri]]
    assert all("filters" in message for message in said)


def test_the_types_of_layers_are_offered(desk):
    assert set(read.table("layers")) <= set(desk.offered(inside('type = "▮"')))


@pytest.mark.parametrize("line", [pytest.param("▮", id="on an empty line"), pytest.param("act▮", id="half typed")])
def test_the_keys_of_a_layer_are_offered(desk, line):
    offered = set(desk.offered(inside(f'type = "Conv2D"\n{line}')))
    expected = set(CONV) if line == "▮" else {"activation"}
    assert expected <= offered
    if desk.server.narrows:
        assert not offered & {"units", "rate", "pool_size"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('padding = "▮"', {"same", "valid"}, id="padding"),
        pytest.param('activation = "▮"', {"relu", "softmax", "gelu"}, id="activation"),
        pytest.param('kernel_initializer = { type = "▮" }', {"HeNormal", "GlorotUniform"}, id="the type of a table inside"),
    ],
)
def test_the_words_of_a_value_are_offered(desk, text, expected):
    assert expected <= set(desk.offered(inside(f'type = "Conv2D"\nfilters = 3\nkernel_size = 3\n{text}')))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('type = "Con▮v2D"', "2D convolution layer", id="a layer"),
        pytest.param('type = "Conv2D"\nfil▮ters = 3', "the number of filters in the convolution", id="an argument of an incomplete layer"),
        pytest.param('type = "Flatten"\n[training]\nepo▮chs = 3', "How often all training rows are seen", id="a key of a table"),
    ],
)
def test_documentation_is_shown_on_hover(desk, text, expected):
    base = GOOD.split("[training]")[0]
    assert expected in desk.told(f"{base}[[layers]]\n{text}\n")
