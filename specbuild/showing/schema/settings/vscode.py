"""Visual Studio Code: Tombi reads `tombi.toml`; Even Better TOML has a setting of its own."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.showing.schema.settings import servers

FILES: Mapping[str, str] = {
    **servers.FILES,
    ".vscode/settings.json": f"""{{
  "evenBetterToml.schema.associations": {{
    "^.*/specs/.*\\\\.toml$": "./{servers.SCHEMA}",
    "^.*\\\\.specbuild\\\\.toml$": "./{servers.SCHEMA}"
  }}
}}
""",
    ".vscode/extensions.json": """{
  "recommendations": ["tombi-toml.tombi"]
}
""",
}
AFTER = "Install the extension Tombi (better) or Even Better TOML; one of them, or each mistake is shown twice."
