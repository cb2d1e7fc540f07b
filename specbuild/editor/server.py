"""The server: messages of the protocol to the session, and its answers back."""

from __future__ import annotations

from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from specbuild import __version__
from specbuild.editor.actions import FIX_ALL, actions
from specbuild.editor.completion import completion
from specbuild.editor.definition import definition
from specbuild.editor.diagnostics import diagnostics
from specbuild.editor.documents import Session
from specbuild.editor.hints import hints
from specbuild.editor.hover import hover


def make(*, everything: bool = False) -> LanguageServer:
    """A server, not yet started.

    Args:
        everything: Whether to tell also what a TOML server with our schema tells; an editor can ask for it too, with the
            initialization option `{"all": true}`.
    """
    server = LanguageServer("specbuild", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
    session = Session(everything=everything)
    _follow(server, session)
    _answer(server, session)
    return server


def _follow(server: LanguageServer, session: Session) -> None:
    """The documents as they are opened, changed and closed."""

    def look(uri: str) -> None:
        seen = session.update(uri, server.workspace.get_text_document(uri).source)
        found = diagnostics(seen, everything=session.everything) if seen else []
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found))

    @server.feature(lsp.INITIALIZE)
    def _start(params: lsp.InitializeParams) -> None:
        options: Any = params.initialization_options
        if isinstance(options, dict) or hasattr(options, "all"):
            session.everything |= bool(options.get("all") if isinstance(options, dict) else options.all)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def _open(params: lsp.DidOpenTextDocumentParams) -> None:
        session.encoding = str(getattr(server.workspace.position_encoding, "value", server.workspace.position_encoding))
        look(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def _change(params: lsp.DidChangeTextDocumentParams) -> None:
        look(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def _save(params: lsp.DidSaveTextDocumentParams) -> None:
        for uri in list(session.documents):  # it may be the base of others
            look(uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def _close(params: lsp.DidCloseTextDocumentParams) -> None:
        session.close(params.text_document.uri)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))


def _answer(server: LanguageServer, session: Session) -> None:
    """The questions about a document."""

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def _hover(params: lsp.HoverParams) -> lsp.Hover | None:
        seen = session.documents.get(params.text_document.uri)
        return hover(seen, params.position) if seen else None

    @server.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
    def _hints(params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        seen = session.documents.get(params.text_document.uri)
        return hints(seen, params.range) if seen else []

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=['"', ".", "[", "{", "=", ","]))
    def _completion(params: lsp.CompletionParams) -> lsp.CompletionList:
        seen = session.documents.get(params.text_document.uri)
        return lsp.CompletionList(is_incomplete=False, items=completion(seen, params.position) if seen else [])

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def _definition(params: lsp.DefinitionParams) -> lsp.Location | None:
        seen = session.documents.get(params.text_document.uri)
        return definition(seen, params.position) if seen else None

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, FIX_ALL]))
    def _actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        seen = session.documents.get(params.text_document.uri)
        only = [str(getattr(kind, "value", kind)) for kind in params.context.only] if params.context.only else None
        return actions(seen, params.range, only) if seen else []
