"""What the two TOML language servers read, whatever editor starts them."""

from __future__ import annotations

from collections.abc import Mapping

SCHEMA = "schemas/specbuild.schema.json"

FILES: Mapping[str, str] = {
    "tombi.toml": f"""[[schemas]]
path = "{SCHEMA}"
include = ["specs/**/*.toml", "**/*.specbuild.toml"]
""",
    ".taplo.toml": f"""[[rule]]
include = ["specs/**/*.toml", "**/*.specbuild.toml"]

[rule.schema]
path = "{SCHEMA}"
""",
}
