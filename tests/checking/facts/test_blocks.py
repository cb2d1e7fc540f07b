"""Rules look inside blocks: what they find stands at the layer inside, and what a block keeps apart is not taken for neighbours."""

# ruff: noqa: E501  (a layer of a spec stays on its line)

from __future__ import annotations

import pytest

from specbuild.checking.document.document import Document
from specbuild.checking.facts.facts import Facts
from specbuild.checking.judge import judge

HEAD = """
format = 1
name = "blocks"
seed = 1
task.type = "{task}"
loader = {{ type = "image_folder", path = "x", size = [32, 32] }}
preprocessing = [{{ type = "Rescaling", scale = "1/255" }}]
layers = [
"""
CONV = '{ type = "Conv2D", filters = 8, kernel_size = 3, padding = "same", activation = "relu" }'
POOLED = '{ type = "GlobalAveragePooling2D" }'
DENSE = '{ type = "Dense", units = "classes" }'


def judged(*layers: str, task: str = "multiclass"):
    # TOML wants the array above the first header; dotted keys make no header.
    return judge(Document.of(HEAD.format(task=task) + ",\n".join(layers) + "\n]\n"))


def found(*layers: str, task: str = "multiclass"):
    return [(finding.code, ".".join(map(str, finding.path))) for finding in judged(*layers, task=task).findings]


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        pytest.param(
            [CONV.replace("filters", "use_bias = false, filters"), '{ type = "Residual", layers = [{ type = "Conv2D", filters = 8, kernel_size = 3, padding = "same" }, { type = "BatchNormalization" }] }',
             POOLED, DENSE],
            [("R310", "layers.1.layers.0.type")], id="a bias before a BatchNormalization, inside a Residual",
        ),
        pytest.param(
            [f'{{ type = "Branches", branches = [[{CONV}, {POOLED}], [{CONV}, {POOLED}, {{ type = "Flatten" }}]] }}', DENSE],
            [("R306", "layers.0.branches.1.2.type")], id="a Flatten of a vector, in the second branch",
        ),
        pytest.param(
            [CONV, POOLED, '{ type = "Repeat", times = 2, layers = [{ type = "Dense", units = 8, activation = "softmax" }] }', DENSE],
            [("R105", "layers.2.layers.0.activation")], id="a softmax in hidden layers, told once for all turns",
        ),
        pytest.param(
            [CONV, f'{{ type = "Residual", layers = [{CONV}] }}', POOLED, '{ type = "Repeat", times = 1, layers = [{ type = "Dense", units = 1, activation = "softmax" }] }'],
            [("R102", "layers.3.layers.0.activation")], id="one softmax unit, in a head inside a Repeat",
        ),
    ],
)  # fmt: skip
def test_what_is_found_stands_at_the_layer_inside(layers, expected) -> None:
    codes = found(*layers)
    assert {path for _, path in expected} <= {path for _, path in codes}, codes
    assert len([path for _, path in codes if path == expected[0][1]]) == 1


@pytest.mark.parametrize(
    "layers",
    [
        pytest.param([CONV, '{ type = "Branches", merge = "multiply", branches = [[], [{ type = "GlobalAveragePooling2D", keepdims = true }, { type = "Conv2D", filters = 8, kernel_size = 1, activation = "sigmoid" }]] }', POOLED, DENSE], id="the sigmoid of a gate"),
        pytest.param(
            ['{ type = "Conv2D", filters = 8, kernel_size = 3, padding = "same" }', f'{{ type = "Residual", layers = [{CONV}] }}', '{ type = "ReLU" }', POOLED, DENSE],
            id="a linear layer in front of a shortcut",
        ),
        pytest.param(
            [f'{{ type = "Branches", branches = [[{CONV.replace("8", "64")}], [{{ type = "MaxPooling2D", pool_size = 3, strides = 1, padding = "same" }}, {CONV}]] }}', POOLED, DENSE],
            id="a narrow branch beside a wide one",
        ),
        pytest.param(
            [CONV, POOLED, '{ type = "Branches", merge = "average", branches = [[{ type = "Dense", units = "classes", activation = "softmax" }], [{ type = "Dense", units = "classes", activation = "softmax" }]] }'],
            id="two heads whose probabilities are averaged",
        ),
    ],
)  # fmt: skip
def test_what_blocks_are_for_raises_nothing(layers) -> None:
    assert found(*layers) == []


def test_the_head_of_averaged_branches_gives_probabilities() -> None:
    softmax = '{ type = "Dense", units = "classes", activation = "softmax" }'
    from specbuild.checking.objective.head import head

    spec = judged(CONV, POOLED, f'{{ type = "Branches", merge = "average", branches = [[{softmax}], [{softmax}]] }}').spec
    assert head(spec.layers).activation == "softmax"
    summed = judged(CONV, POOLED, f'{{ type = "Branches", merge = "concatenate", branches = [[{softmax}], [{softmax}]] }}').spec
    assert head(summed.layers).activation == "linear"


def test_layers_come_in_the_order_of_the_data_with_their_shapes() -> None:
    one = judged(
        CONV,
        f'{{ type = "Repeat", times = 2, layers = [{{ type = "Residual", layers = [{CONV}] }}, {{ type = "MaxPooling2D" }}] }}',
        POOLED,
        DENSE,
    )
    facts = Facts(one.spec, one.plan, one.resolved, None, None, {})
    turn = ["Residual", "Conv2D", "Residual", "MaxPooling2D"]
    assert [layer.type for layer in facts.layers] == ["Conv2D", *turn, *turn, "GlobalAveragePooling2D", "Dense"]
    assert [layer.output[0] for layer in facts.layers if layer.type == "MaxPooling2D"] == [16, 8]
    assert sum(layer.parameters for layer in facts.layers[:-1]) == 224 + 2 * 584
