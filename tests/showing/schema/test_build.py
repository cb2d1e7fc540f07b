"""The schema as a document: a valid one, whole, and in the form that editors understand."""

from __future__ import annotations

import re

from jsonschema import Draft7Validator

from specbuild.showing.schema.build import schema, schema_text

TEXT = schema_text()


def test_it_is_a_schema_of_draft_7():
    Draft7Validator.check_schema(schema())


def test_every_reference_leads_somewhere():
    defined = set(schema()["$defs"])
    named = {name.replace("~1", "/").replace("~0", "~") for name in re.findall(r'"\$ref": "#/\$defs/([^"]+)"', TEXT)}
    assert named <= defined, sorted(named - defined)
    assert not {name for name in defined - named if ".complete" not in name}, "made for nobody"


def _objects(node, path=()):
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from _objects(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _objects(value, (*path, index))


def test_no_keyword_that_an_editor_does_not_know():
    newer = {"unevaluatedProperties", "prefixItems", "dependentRequired", "dependentSchemas", "format", "nullable"}
    # Names of arguments stand under `properties`; every other key is a keyword.
    used = {key for path, node in _objects(schema()) if not path or path[-1] not in ("properties", "$defs", "default") for key in node}
    assert not used & newer
    assert all(set(node) == {"$ref"} for path, node in _objects(schema()) if "$ref" in node), "in draft 7 nothing stands beside a reference"
