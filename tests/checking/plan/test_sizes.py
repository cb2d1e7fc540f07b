"""Half, the stated and double size of pictures, planned without changing the spec."""

from __future__ import annotations

from specbuild.checking.document.document import Document
from specbuild.checking.judge import judge
from specbuild.checking.plan.cost import cost
from specbuild.checking.plan.sizes import at_sizes

SPEC = """
format = 1
name = "sizes"
seed = 1
task.type = "multiclass"
loader = {{ type = "image_folder", path = "x", size = [{size}, {size}] }}
preprocessing = [{{ type = "Rescaling", scale = "1/255" }}]
[[layers]]
type = "Conv2D"
filters = 4
kernel_size = 5
[[layers]]
type = "GlobalAveragePooling2D"
[[layers]]
type = "Dense"
units = 3
"""


def sizes(text: str):
    judged = judge(Document.of(text))
    return at_sizes(judged.spec, judged.plan)


def test_the_work_is_counted_at_each_size():
    found = sizes(SPEC.format(size=20))
    assert [one.size for one in found] == [(10, 10), (20, 20), (40, 40)]
    assert [cost(one.plan).multiply_adds for one in found] == [side * side * 5 * 5 * 3 * 4 + 12 for side in (6, 16, 36)]


def test_a_size_that_cannot_be_says_why():
    half, stated, _ = sizes(SPEC.format(size=8))
    assert half.plan is None
    assert "larger than what is left" in half.problem
    assert stated.problem == ""


def test_where_the_loader_sets_no_size_there_is_nothing_to_compare():
    text = SPEC.format(size=8)
    assert sizes(text.replace('{ type = "image_folder", path = "x", size = [8, 8] }', '{ type = "bundled", name = "digits" }')) == ()
