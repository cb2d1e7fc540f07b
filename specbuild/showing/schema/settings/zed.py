"""Zed: its Tombi extension reads `tombi.toml`; other servers of TOML are switched off so that nothing is shown twice."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.showing.schema.settings import servers

FILES: Mapping[str, str] = {
    **servers.FILES,
    ".zed/settings.json": """{
  "languages": {
    "TOML": {
      "language_servers": ["tombi", "!taplo", "..."]
    }
  }
}
""",
}
AFTER = "Install the extension Tombi. Zed starts language servers only through extensions, and specbuild has none for its own server yet."
