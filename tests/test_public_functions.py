"""`import specbuild` costs nothing, and gives a function for every verb."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import specbuild
from specbuild.__main__ import verbs

VERBS = [verb.replace("-", "_") for verb in verbs()]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_a_documented_function(verb: str) -> None:
    function = getattr(specbuild, verb)
    assert callable(function)
    assert inspect.getdoc(function)
    assert verb in dir(specbuild)


def test_what_is_no_verb_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'fly'"):
        specbuild.fly  # noqa: B018


def test_importing_the_package_imports_no_library() -> None:
    code = "import sys, specbuild; print({'keras', 'numpy', 'pydantic', 'rich', 'tomli'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_function_does_what_its_verb_does() -> None:
    assert "Conv2D" in specbuild.list("layers")["layers"]
