"""A language client as small as one can be: starts a server over stdio, opens a text, asks. Only the standard library."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

PATIENCE = 120.0  # seconds: reached by a server that hangs, and by no machine that is busy with other things
SETTINGS = {"evenBetterToml": {"schema": {"enabled": True, "catalogs": []}}}  # without `catalogs` Taplo goes online first
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {
        "configuration": True,
        "workspaceFolders": True,
        "didChangeConfiguration": {},
        "workspaceEdit": {"documentChanges": True},
    },
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "codeDescriptionSupport": True},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        "inlayHint": {},
    },
}


class Client:
    """A running server, asked one question at a time."""

    def __init__(
        self, command: list[str], root: Path, options: Any = None, encodings: tuple[str, ...] = ("utf-16",), **environment: str
    ) -> None:
        self.command, self.root = command, root
        self.process = subprocess.Popen(
            command,
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "NO_COLOR": "1", **environment},
        )
        self.inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.published = 0
        self.answers: dict[int, dict[str, Any]] = {}
        self.requests: list[str] = []
        self.number = 0
        self.errors: list[bytes] = []
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._drain, daemon=True).start()
        general = {**CAPABILITIES, "general": {"positionEncodings": list(encodings)}}
        self.capabilities = self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": root.name}],
                "initializationOptions": options,
                "capabilities": general,
            },
        )["capabilities"]
        self.tell("initialized", {})

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.ask("shutdown", timeout=5)
            self.tell("exit")
            self.process.wait(5)
        except (AssertionError, OSError, subprocess.TimeoutExpired):
            self.process.kill()

    def ask(self, method: str, params: Any = None, timeout: float = PATIENCE) -> Any:
        """Send a request and give its result; an error or silence fails the test."""
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method} | ({} if params is None else {"params": params}))
        self.wait(lambda: number in self.answers, timeout, method)
        answer = self.answers.pop(number)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def tell(self, method: str, params: Any = None) -> None:
        """Send a notification."""
        self._send({"method": method} | ({} if params is None else {"params": params}))

    def open(self, uri: str, text: str) -> None:
        """Open a text, as an editor does."""
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "toml", "version": 1, "text": text}})

    def change(self, uri: str, text: str, version: int) -> None:
        """Replace an open text by another."""
        self.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]})

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        """Ask about a position; lines and characters from 0."""
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})

    def wait(self, done: Any, timeout: float, what: str) -> None:
        """Take messages in until something is so."""
        until = time.monotonic() + timeout
        while not done():
            left = until - time.monotonic()
            assert left > 0, f"{what}: no answer of {self.command[0]} within {timeout} s; {self.errors[-5:]}"
            try:
                message = self.inbox.get(timeout=left)
            except queue.Empty:
                continue
            assert message is not None, f"{what}: {self.command[0]} has ended; {self.errors[-5:]}"
            self._take(message)

    def settle(self, seconds: float) -> None:
        """Take messages in until none has come for a while."""
        while True:
            try:
                message = self.inbox.get(timeout=seconds)
            except queue.Empty:
                return
            assert message is not None, f"{self.command[0]} has ended; {self.errors[-5:]}"
            self._take(message)

    def _take(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method is None:
            self.answers[message["id"]] = message
        elif "id" in message:
            self.requests.append(method)
            asked = message.get("params") or {}
            result = [SETTINGS.get(item.get("section")) for item in asked.get("items", [])] if method == "workspace/configuration" else None
            self._send({"id": message["id"], "result": result})
        elif method == "textDocument/publishDiagnostics":
            self.published += 1
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
                while stream.readline().strip():
                    pass
                self.inbox.put(json.loads(stream.read(length)))
        self.inbox.put(None)

    def _drain(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.errors.append(line)


def markers(text: str, marker: str = "▮") -> tuple[str, list[tuple[int, int]]]:
    """A text without its markers, and where they stood: (line, UTF-16 unit) from 0."""
    clean, places = "", []
    for piece in text.split(marker)[:-1]:
        clean += piece
        line = clean[clean.rfind("\n") + 1 :]
        places.append((clean.count("\n"), len(line.encode("utf-16-le")) // 2))
    return clean + text.split(marker)[-1], places


def plain(value: Any) -> str:
    """What a hover or a documentation says, whichever of the protocol's forms it has."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n\n".join(map(plain, value))
    return str(value.get("value", value.get("contents", "")) if "value" in value else plain(value.get("contents")))


def labels(answer: Any) -> list[str]:
    """The labels of a completion."""
    items = answer["items"] if isinstance(answer, dict) else answer or []
    return [item["label"] for item in items]
