"""Completion knows where it is: each case is a text with a marker, what is offered there and what is not."""

from __future__ import annotations

import pytest

from specbuild.catalogue import read
from specbuild.editor.completion import completion


def before_training(text):
    return lambda small: small.replace("[training]", f"{text}\n\n[training]")


def instead(old, new):
    return lambda small: small.replace(old, new, 1)


@pytest.mark.parametrize(
    ("made", "offered", "not_offered"),
    [
        pytest.param(before_training("[[layers]]\n▮"), {"type", "name"}, {"units"}, id="an entry without a type"),
        pytest.param(before_training('[[layers]]\ntype = "▮'), {"Conv2D", "Dense"}, {"RandomFlip", "conv2_d"}, id="types of layers"),
        pytest.param(before_training("[[layers]]\ntype = ▮"), {"Conv2D", "Dense"}, {"Adam"}, id="types without quotation marks"),
        pytest.param(
            before_training('[[augmentation]]\ntype = "▮"'), {"RandomFlip", "RandomRotation"}, {"Dense"}, id="types of augmentations"
        ),
        pytest.param(before_training('[[layers]]\ntype = "Dense"\n▮'), {"units", "use_bias"}, {"filters", "type"}, id="keys of a layer"),
        pytest.param(before_training('[[layers]]\n▮\ntype = "Dense"'), {"units"}, {"filters", "type"}, id="keys above the type"),
        pytest.param(
            instead("filters = 32\n", "▮\n"),
            {"filters", "strides"},
            {"kernel_size", "units", "activation"},
            id="what is there is not offered",
        ),
        pytest.param(instead('activation = "relu"', "act▮"), {"activation", "activity_regularizer"}, {"units"}, id="a key half typed"),
        pytest.param(instead('"relu"', '"▮"'), {"relu", "gelu", "none"}, {"Dense"}, id="words of a value"),
        pytest.param(instead('units = "classes"', "units = ▮"), {"classes"}, {"relu"}, id="a size that the data tell"),
        pytest.param(instead("kernel_size = 3", "kernel_size = 3\nuse_bias = ▮"), {"true", "false"}, {"relu"}, id="truth values"),
        pytest.param(instead('"multiclass"', '"▮"'), {"binary", "regression"}, {"Dense"}, id="words of the language"),
        pytest.param(instead("epochs = 40", "▮"), {"batch_size", "optimizer", "epochs"}, {"units"}, id="keys of a table"),
        pytest.param(instead("epochs = 40", "epochs = 40\noptimizer.▮"), {"type"}, {"units"}, id="a dotted key without a type"),
        pytest.param(
            instead("epochs = 40", 'epochs = 40\noptimizer.type = "Adam"\noptimizer.▮'),
            {"beta_1"},
            {"units", "momentum"},
            id="a dotted key",
        ),
        pytest.param(
            instead("epochs = 40", 'optimizer = { type = "SGD", ▮'), {"momentum", "learning_rate"}, {"beta_1", "type"}, id="in braces"
        ),
        pytest.param(
            instead("epochs = 40", 'optimizer = { type = "SGD", learning_rate = { type = "▮'),
            {"CosineDecay"},
            {"SGD"},
            id="braces in braces",
        ),
        pytest.param(
            instead("kernel_size = 3", 'kernel_size = 3\nkernel_initializer = { type = "VarianceScaling", mode = "▮'),
            {"fan_in", "fan_avg"},
            {"relu"},
            id="a word in braces",
        ),
        pytest.param(
            instead("epochs = 40", '[[training.callbacks]]\ntype = "EarlyStopping"\nmonitor = "▮"'),
            {"val_loss", "val_accuracy", "loss"},
            {"relu"},
            id="what can be monitored",
        ),
        pytest.param(instead("[training]", "[[▮\n[training]"), {"layers", "training.callbacks"}, {"task"}, id="headers of lists"),
        pytest.param(instead("[training]\nepochs = 40\n", "[▮"), {"meaning", "training"}, {"task", "layers"}, id="headers of tables"),
        pytest.param(lambda small: "▮\n" + small, {"extends", "backend"}, {"name", "units"}, id="keys at the top"),
        pytest.param(instead("epochs = 40", "epochs = 40  # ▮"), set(), {"batch_size"}, id="nothing in a comment"),
        pytest.param(instead("epochs = 40", "epochs ▮"), set(), {"batch_size"}, id="nothing behind a whole key"),
        pytest.param(instead('"relu"', '"relu" ▮'), set(), {"gelu"}, id="nothing behind a whole value"),
    ],
)
def test_what_is_offered(made, offered, not_offered, opened, small):
    seen, (position,) = opened(made(small), small)
    labels = {item.label for item in completion(seen, position)}
    assert offered <= labels
    assert not labels & not_offered


def test_layers_on_a_line_each_are_completed_too(opened, small):
    lines = '\nlayers = [\n  { type = "Conv2D", filters = 3, ▮ },\n  { type = "Flatten" },\n]\n'
    head, _, rest = small.partition("[task]")
    text = head + lines + "[task]" + rest.split("[[layers]]")[0]
    seen, (position,) = opened(text)
    labels = {item.label for item in completion(seen, position)}
    assert {"kernel_size", "padding"} <= labels
    assert not labels & {"units", "filters", "type"}


@pytest.mark.parametrize(
    ("old", "new", "chosen", "result"),
    [
        pytest.param('"relu"', '"r▮"', "gelu", '"gelu"', id="between quotation marks only the word is replaced"),
        pytest.param('activation = "relu"', "activation = r▮", "gelu", 'activation = "gelu"', id="quotation marks are added"),
        pytest.param('activation = "relu"', "acti▮", "activation", "activation = ", id="a key gets its equals sign"),
        pytest.param('name = "head"', 'tra▮name = "é🎉"', "trainable", 'trainable = name = "é🎉"', id="a word that others follow"),
    ],
)
def test_what_choosing_does(old, new, chosen, result, opened, small):
    seen, (position,) = opened(small.replace(old, new, 1), small)
    item = next(item for item in completion(seen, position) if item.label == chosen)
    edit, text = item.text_edit, seen.text
    changed = text.content[: text.offset(edit.range.start)] + edit.new_text + text.content[text.offset(edit.range.end) :]
    assert changed == small.replace(old, result, 1)


def test_what_is_required_comes_first(opened, small):
    seen, (position,) = opened(small.replace("filters = 32\nkernel_size = 3\n", "▮\n"))
    items = sorted(completion(seen, position), key=lambda item: item.sort_text)
    assert [item.label for item in items][:2] == ["filters", "kernel_size"]


@pytest.mark.parametrize("name", sorted(read.table("layers")))
def test_the_keys_of_every_layer_are_offered_with_their_words(name, opened, small):
    seen, (position,) = opened(small.replace("[training]", f'[[layers]]\ntype = "{name}"\n▮\n[training]'))
    items = {item.label: item for item in completion(seen, position)}
    assert set(items) == {*read.table("layers")[name].arguments, "name"}
    assert all(item.documentation and item.detail for item in items.values())


@pytest.mark.parametrize(
    ("old", "new", "offered", "not_offered"),
    [
        pytest.param("each.filters = [16, 32, 64]", "each.▮", {"filters", "strides"}, {"units", "shrink"}, id="what each can give"),
        pytest.param("each.shrink.strides = [1, 2, 2]", "each.shrink.▮", {"strides"}, {"momentum"}, id="what each can give to one layer"),
        pytest.param('"BatchNormalization" }', '"BatchNormalization", ▮ }', {"momentum"}, {"filters"}, id="keys in a Residual in a Repeat"),
        pytest.param("rate = 0.1", "▮", {"rate"}, {"filters"}, id="keys in a branch"),
        pytest.param('"SpatialDropout2D", rate = 0.1', '"▮"', {"Conv2D", "SpatialDropout2D"}, {"Adam"}, id="types in a branch"),
        pytest.param('"relu"', '"▮"', {"gelu"}, {"Dense"}, id="words in a branch"),
    ],
)
def test_what_is_offered_inside_blocks(old, new, offered, not_offered, opened, blocks):
    assert old in blocks
    seen, (position,) = opened(blocks.replace(old, new, 1))
    found = {item.label for item in completion(seen, position)}
    assert offered <= found
    assert not (not_offered & found)


@pytest.mark.parametrize("line", ['= "re▮lu"', "= 3 ▮", "== ▮", "{ = 3 ▮", "optimizer = { = 3, ▮"])
def test_a_sign_without_a_key_is_borne(line, opened, small):
    for text in (small.replace('name = "small"', line), small.replace("epochs = 40", line)):
        seen, (position,) = opened(text)
        assert isinstance(completion(seen, position), list)
