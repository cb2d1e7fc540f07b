"""`specbuild lsp`, started and driven as an editor does."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))
from client import PATIENCE, Client, labels, markers, plain

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "specbuild", "lsp"]
HERE = {"PYTHONPATH": str(ROOT)}
DIGITS = (ROOT / "specs" / "digits.toml").read_text(encoding="utf-8")
EVERYTHING = {"start": {"line": 0, "character": 0}, "end": {"line": 10_000, "character": 0}}
HEAVY = {"keras", "numpy", "tensorflow", "jax", "torch", "matplotlib", "rich", "jsonschema"}
FUZZ = int(os.environ.get("SPECBUILD_FUZZ_SERVER", 5 * settings.default.max_examples // 2))


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with Client(COMMAND, tmp_path_factory.mktemp("open"), **HERE) as started:
        yield started
        assert not any(b"Traceback" in line for line in started.errors), b"".join(started.errors).decode()


class Sheet:
    """One open document."""

    def __init__(self, client: Client, name: str) -> None:
        self.client, self.uri, self.version = client, (client.root / name).as_uri(), 0

    def write(self, text: str) -> list[dict]:
        """Open or change it; gives what is underlined then."""
        before, self.version = self.client.published, self.version + 1
        if self.version == 1:
            self.client.open(self.uri, text)
        else:
            self.client.change(self.uri, text, self.version)
        self.client.wait(lambda: self.client.published > before, PATIENCE, "diagnostics")
        return self.client.diagnostics[self.uri]

    def hints(self) -> list[dict]:
        return self.client.ask("textDocument/inlayHint", {"textDocument": {"uri": self.uri}, "range": EVERYTHING})

    def actions(self, range_: dict) -> list[dict]:
        context = {"diagnostics": []}
        return self.client.ask("textDocument/codeAction", {"textDocument": {"uri": self.uri}, "range": range_, "context": context})

    def at(self, method: str, place: tuple[int, int]):
        return self.client.at(method, self.uri, *place)


@pytest.fixture
def sheet(client, request):
    return Sheet(client, re.sub(r"\W", "_", request.node.name) + ".toml")


def test_what_it_can_do(client):
    able = client.capabilities
    assert able["hoverProvider"]
    assert able["inlayHintProvider"]
    assert able["completionProvider"]
    assert able["definitionProvider"]
    assert "quickfix" in able["codeActionProvider"]["codeActionKinds"]
    assert "documentFormattingProvider" not in able, "that is left to the TOML servers"
    assert "renameProvider" not in able


def test_it_is_silent_on_a_good_spec(sheet):
    assert sheet.write(DIGITS) == []
    assert len(sheet.hints()) == DIGITS.count("[[layers]]") + DIGITS.count("[[preprocessing]]")


def test_it_is_silent_on_other_toml(sheet):
    assert sheet.write("[project]\nname = 3\n") == []
    assert sheet.hints() == []
    assert labels(sheet.at("completion", (1, 0))) == []
    assert sheet.at("hover", (1, 0)) is None


def test_findings_go_when_a_document_is_closed(sheet):
    assert sheet.write(DIGITS.replace('type = "Flatten"', 'type = "ReLU"'))
    before = sheet.client.published
    sheet.client.tell("textDocument/didClose", {"textDocument": {"uri": sheet.uri}})
    sheet.client.wait(lambda: sheet.client.published > before, PATIENCE, "diagnostics")
    assert sheet.client.diagnostics[sheet.uri] == []
    assert sheet.hints() == []


def test_a_base_that_was_mended_is_read_again_when_it_is_saved(sheet):
    base = sheet.client.root / "base.toml"
    base.write_text(DIGITS.replace('type = "Flatten"', 'type = "ReLU"'), encoding="utf-8")
    assert [one["message"][:10] for one in sheet.write('extends = "base.toml"\n')] == ["base.toml:"]
    base.write_text(DIGITS, encoding="utf-8")
    sheet.client.tell("textDocument/didSave", {"textDocument": {"uri": base.as_uri()}})
    sheet.client.wait(lambda: sheet.client.diagnostics[sheet.uri] == [], PATIENCE, "diagnostics")


@pytest.mark.parametrize(
    ("options", "flags", "told"),
    [
        pytest.param(None, [], [], id="unasked, nothing that the schema tells"),
        pytest.param({"all": True}, [], ["G002"], id="asked by the editor"),
        pytest.param(None, ["--all"], ["G002"], id="asked on the command line", marks=pytest.mark.slow),
    ],
)
def test_telling_what_the_schema_tells(options, flags, told, tmp_path):
    with Client([*COMMAND, *flags], tmp_path, options, **HERE) as started:
        found = Sheet(started, "spec.toml").write(DIGITS.replace("epochs", "epoch"))
    assert [one["code"] for one in found] == told


@pytest.mark.parametrize("encoding", ["utf-16", *(pytest.param(other, marks=pytest.mark.slow) for other in ("utf-8", "utf-32"))])
def test_columns_are_counted_as_the_editor_asked(encoding, tmp_path):
    line = 'name = { x = "🎉é", y🎉 = 1 }'
    units = {"utf-8": lambda text: len(text.encode()), "utf-16": lambda text: len(text.encode("utf-16-le")) // 2, "utf-32": len}[encoding]
    text = DIGITS.replace('type = "Flatten"', 'name = "é" # 🎉\ntype = "Flatten"').replace('name = "digits"', 'name = "digits🎉" # é', 1)
    with Client([*COMMAND, "--all"], tmp_path, encodings=(encoding,), **HERE) as started:
        assert started.capabilities["positionEncoding"] == encoding
        sheet = Sheet(started, "spec.toml")
        found = sheet.write(text)
        (one,) = [one for one in found if one["message"].startswith("`digits🎉`")]
        assert one["range"]["end"]["character"] - one["range"]["start"]["character"] == units('"digits🎉"')
        hints = sheet.hints()
        assert hints == []  # never planned yet
        sheet.write(text.replace("digits🎉", "digits").replace('name = "é"', 'name = "e"') + "\n" + f"# {line}\n")
        hint = next(hint for hint in sheet.hints() if hint["label"] == "→ 256")
        assert hint["position"]["character"] == units('type = "Flatten"')


@pytest.mark.slow
def test_it_imports_neither_keras_nor_numpy(tmp_path):
    program = f"""
import sys
from lsprotocol import types as lsp
from specbuild.editor import actions, completion, definition, diagnostics, documents, hints, hover, server
server.make()
session = documents.Session()
text = open({str(ROOT / "specs" / "digits.toml")!r}, encoding="utf-8").read()
for content in (text, text.replace("epochs", "epoch"), text.replace("epochs = ", "epochs"), text):
    seen = session.update("file:///a.toml", content)
    diagnostics.diagnostics(seen, everything=True), hints.hints(seen)
    for line in range(content.count("\\n")):
        at = lsp.Position(line, 4)
        hover.hover(seen, at), completion.completion(seen, at), definition.definition(seen, at), actions.actions(seen, lsp.Range(at, at))
print(sorted({{name.split(".")[0] for name in sys.modules}} & {HEAVY!r}))
"""
    environment = {**os.environ, **HERE}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path, env=environment)
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_pygls_it_says_what_to_install(monkeypatch, capsys):
    from specbuild.__main__ import main

    monkeypatch.setattr("specbuild.verbs.lsp.find_spec", lambda name: None)
    assert main(["lsp"]) == 1
    assert 'pip install "specbuild[editor]"' in capsys.readouterr().err


def layers_100() -> str:
    """A spec of a hundred layers."""
    block = '[[layers]]\ntype = "Conv2D"\nfilters = 8\nkernel_size = 3\npadding = "same"\n\n[[layers]]\ntype = "ReLU"\n\n'
    head, _, rest = DIGITS.partition("[[layers]]")
    tail = rest[rest.index('[[layers]]\ntype = "Flatten"') :]
    return head + block * 48 + tail


def test_it_answers_on_a_hundred_layers(sheet):
    text = layers_100()
    line = text[: text.index('type = "Conv2D"')].count("\n")
    assert sheet.write(text) == []
    assert len(sheet.hints()) >= 100
    assert sheet.at("hover", (line, 9))
    assert sheet.at("completion", (line + 1, 0))
    sheet.write(text.replace("epochs = ", "epochs"))
    assert len(sheet.hints()) >= 100, "half typed, it has the sizes of before"


def sources() -> list[str]:
    """Real specs, good and broken."""
    folders = ("specs", "tests/broken_specs", "tests/checking/rules/known_stacks")
    return [path.read_text(encoding="utf-8", errors="replace") for folder in folders for path in sorted((ROOT / folder).glob("*.toml"))]


def half_typed(chance: random.Random, texts: list[str]) -> str:
    """A spec as it is while somebody types: cut off, or with a line that is not finished, or with something inserted or gone."""
    text = chance.choice(texts)
    at = chance.randrange(len(text) + 1)
    end = min(len(text), at + chance.choice((1, 1, 3, 20, 200)))
    line_end = text.find("\n", at) if "\n" in text[at:] else len(text)
    junk = chance.choice(
        (
            "[",
            "[[",
            '"',
            "'",
            "{",
            "}",
            "=",
            ".",
            ",",
            "#",
            "\r",
            "\n",
            "\x00",
            "\ud800",
            "é🎉",
            "= [",
            "'''",
            "[layers.x]\n",
            "\u2028",
            "type",
        )
    )
    return chance.choice(
        (text[:at], text[:at] + text[line_end:], text[:at] + text[end:], text[:at] + junk + text[at:], text[:at] + text[at:end] + text[at:])
    )


@pytest.mark.parametrize("shard", range(2))
def test_whatever_is_typed_it_answers(shard, sheet):
    chance, texts = random.Random(f"typing {shard}"), sources()
    for number in range(FUZZ // 2):
        text = half_typed(chance, texts).encode("utf-8", "replace").decode()
        for one in sheet.write("# specbuild\n" + text):
            start, end = one["range"]["start"], one["range"]["end"]
            assert 0 <= start["line"] <= end["line"] <= len(re.findall(r"\r\n|\n|\r", text)) + 1, (number, one)
            assert (start["line"], start["character"]) <= (end["line"], end["character"]), (number, one)
        lines = text.split("\n")
        line = chance.randrange(len(lines)) + 1
        place = (line, chance.randrange(len(lines[line - 1]) + 1))
        for method in ("hover", "completion", "definition"):
            sheet.at(method, place)
        sheet.hints()
        sheet.actions({"start": {"line": line, "character": 0}, "end": {"line": line + 3, "character": 0}})


def test_what_an_editor_shows_of_a_marker_is_what_is_meant(sheet):
    text, (place,) = markers(DIGITS.replace('"MaxPooling2D"', '"Max▮Pooling2D"', 1))
    sheet.write(text)
    assert "→ **4 × 4 × 32**" in plain(sheet.at("hover", place))
