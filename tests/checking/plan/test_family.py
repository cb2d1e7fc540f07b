"""Every layer of the catalogue has a shape family, in exactly one file, and planning costs no Keras."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

from specbuild.catalogue import read
from specbuild.checking.plan.family import FAMILIES, RULES, TABLES, UNPLANNED

KNOWN = [name for table in TABLES for name in read.table(table)]


def test_every_layer_has_a_shape_family() -> None:
    newcomers = sorted(set(KNOWN) - set(RULES) - set(UNPLANNED))
    assert newcomers == [], (
        f"write a rule for {newcomers} in a file of specbuild/checking/plan/shapes, or list it there in UNPLANNED of family.py"
    )


def test_no_rule_is_for_a_layer_that_does_not_exist() -> None:
    assert sorted(set(RULES) - set(KNOWN)) == []


def test_at_most_five_types_are_unplanned() -> None:
    assert len(UNPLANNED) <= 5
    assert set(UNPLANNED) <= set(KNOWN) - set(RULES)


def test_no_type_belongs_to_two_families() -> None:
    times = Counter(name for family in FAMILIES for name in family.SHAPES)
    assert [name for name, often in times.items() if often > 1] == []


def test_planning_imports_neither_keras_nor_numpy() -> None:
    code = "import sys, specbuild.checking.plan.make, specbuild.checking.plan.cost; print({'keras', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
