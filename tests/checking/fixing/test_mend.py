"""What is certain is mended, comments and layout stay, and a second time nothing changes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specbuild.checking.document.comments import comments
from specbuild.checking.document.document import Document
from specbuild.checking.document.edit import apply
from specbuild.checking.fixing.fixers import renamed_key
from specbuild.checking.fixing.mend import mend

ROOT = Path(__file__).parents[3]
SPECS = sorted((ROOT / "specs").glob("*.toml"))
BROKEN = [path for path in sorted((ROOT / "tests" / "broken_specs").glob("*.toml")) if path.stem != "not_utf8"]
DIGITS = (ROOT / "specs" / "digits.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("good", "bad", "again"),
    [
        pytest.param('activation = "relu"', 'activatioin = "relu"', None, id="a misspelt key"),
        pytest.param('type = "MaxPooling2D"', 'type = "MaxPoling2D"', None, id="a misspelt type"),
        pytest.param('padding = "same"', 'padding = "smae"', None, id="a misspelt word"),
        pytest.param("[training]", "[traning]", None, id="a misspelt table"),
        pytest.param("training", "traning", None, id="a table misspelt in all of its headers"),
        pytest.param("[[layers]]", "[[layer]]", None, id="every header of a misspelt list"),
        pytest.param("restore_best_weights = true", "restore_best_weights = True", None, id="True"),
        pytest.param("restore_best_weights = true", 'restore_best_weights = "true"', None, id="true in quotation marks"),
        pytest.param("units = 64", 'units = "64"', None, id="a number in quotation marks"),
        pytest.param("units = 64", "units = 64.0", None, id="a whole number as a fraction"),
        pytest.param('scale = "1/16"', "scale = 1/16", None, id="a fraction without quotation marks"),
        pytest.param('activation = "relu"', "activation = relu", None, id="a word without quotation marks"),
        pytest.param('[[layers]]\ntype = "Flatten"\n\n', "", None, id="a missing Flatten, after MaxPooling"),
        pytest.param(
            '[[layers]]\ntype = "Conv2D"\nfilters = 32',
            '[[layers]]\ntype = "Rescaling"\nscale = "1/16"\n\n[[layers]]\ntype = "Conv2D"\nfilters = 32',
            None, id="a doubled Rescaling",
        ),
        pytest.param("[[preprocessing]]\ntype", "[[layers]]\ntype", "Rescaling", id="nothing: Rescaling may stand under layers"),
        pytest.param("[[augmentation]]", "[[layers]]", None, id="augmentations among the layers"),
    ],
)  # fmt: skip
def test_a_slip_is_mended(good, bad, again):
    assert good in DIGITS
    broken = DIGITS.replace(good, bad, 1 if good.startswith("[[layers]]\ntype") or "Conv2D" in good else -1)
    mended = mend(broken, "specs/digits.toml")
    if again:
        assert mended.text == broken
    elif "Flatten" in good:
        assert tomllib.loads(mended.text)["layers"][5]["type"] in ("Flatten", "Dropout")
        assert "Flatten" in mended.text
    else:
        assert mended.text == DIGITS
    assert mend(mended.text, "specs/digits.toml").fixes == ()


def test_one_header_of_many_is_mended_where_it_stands():
    broken = DIGITS[::-1].replace("[[layers]]"[::-1], "[[layer]]"[::-1], 1)[::-1]
    assert mend(broken, "specs/digits.toml").text == DIGITS


def test_softmax_under_from_logits_is_mended():
    broken = DIGITS.replace('units = "classes"', 'units = "classes"\nactivation = "softmax"').replace(
        "epochs = 30", 'epochs = 30\nloss = { type = "SparseCategoricalCrossentropy", from_logits = true }  # the usual'
    )
    mended = mend(broken, "specs/digits.toml")
    assert 'loss = { type = "SparseCategoricalCrossentropy" }  # the usual' in mended.text


def test_return_sequences_are_added():
    recurrent = '[[layers]]\ntype = "LSTM"\nunits = 8'
    stack = f'[[layers]]\ntype = "Reshape"\ntarget_shape = [4, 64]\n\n{recurrent}\n\n{recurrent}'
    text = DIGITS.replace('[[layers]]\ntype = "Flatten"', stack)
    mended = mend(text, "specs/digits.toml")
    assert 'type = "LSTM"\nreturn_sequences = true\nunits = 8\n' in mended.text


def test_layers_below_a_header_move_with_their_comment():
    top = 'format = 1\nname = "x"\nseed = 1\n\n[task]\ntype = "multiclass"\n\n[loader]\ntype = "bundled"\n\n'
    types = '{ type = "Rescaling", scale = "1/16" }, { type = "Flatten" }, { type = "Dense", units = "classes" }'
    text = f"{top}# the stack\nlayers = [{types}] # short\n"
    mended = mend(text, "x.toml")
    assert mended.findings == ()
    assert mended.text.index("layers =") < mended.text.index("[task]")
    assert mended.text.count("# short") == mended.text.count("# the stack") == 1


def test_nothing_is_mended_that_could_mean_two_things():
    broken = DIGITS.replace('"Conv2D"', '"Conv4D"', 1)
    assert mend(broken, "specs/digits.toml").text == broken


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in BROKEN])
def test_a_second_run_changes_nothing(path):
    text = path.read_text(encoding="utf-8")
    once = mend(text, str(path))
    twice = mend(once.text, str(path))
    assert twice.text == once.text
    assert twice.fixes == ()


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SPECS])
def test_a_good_spec_stays_as_it_is(path):
    text = path.read_text(encoding="utf-8")
    assert mend(text, str(path)).text == text


@settings(max_examples=settings.default.max_examples * 3 // 5)
@given(st.sampled_from(SPECS), st.data())
def test_one_letter_changed_is_mended_once_and_keeps_its_comments(path, data):
    text = path.read_text(encoding="utf-8")
    letters = [index for index, character in enumerate(text) if character.isalpha()]
    at = data.draw(st.sampled_from(letters))
    broken = text[:at] + data.draw(st.sampled_from("abcxyzREL_")) + text[at + 1 :]
    once = mend(broken, str(path))
    assert mend(once.text, str(path)).text == once.text
    if once.fixes:
        assert [comment.text for comment in comments(once.text)] == [comment.text for comment in comments(broken)]


def test_a_fix_in_a_base_is_told_and_not_made(tmp_path):
    base, child = tmp_path / "base.toml", tmp_path / "child.toml"
    base.write_text(DIGITS.replace("epochs = 30", "epoch = 30"))
    child.write_text('extends = "base.toml"\nname = "child"\n')
    mended = mend(child.read_text(), str(child))
    assert mended.fixes == ()
    assert [fix.title for fix in mended.elsewhere] == ["rename `epoch` to `epochs`"]


def test_keys_of_an_older_format_get_their_new_names():
    renamed = {1: {"training.epochs": "passes", "layers.*.units": "width", "layers": "stack"}}
    text = "format = 1  # old\n[[layers]]\nunits = 3 # three\n[[layers]]\nunits = 4\n[training]\nepochs = 2\n"
    fix = renamed_key.fix(Document.of(text), renamed)
    assert fix is not None
    assert apply(text, fix.edits) == "format = 2  # old\n[[stack]]\nwidth = 3 # three\n[[stack]]\nwidth = 4\n[training]\npasses = 2\n"
    assert renamed_key.fix(Document.of(text)) is None


RESNET = (ROOT / "specs" / "resnet_digits.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        pytest.param("projection =", "projecton =", id="a key of a block"),
        pytest.param('{ type = "ReLU" },\n    {', '{ type = "RelU" },\n    {', id="a type inside a block"),
        pytest.param("each.filters", "each.fliters", id="an argument that each gives"),
        pytest.param("each.shrink", "each.shrnk", id="a name that each speaks of"),
    ],
)
def test_a_slip_inside_a_block_is_mended(good, bad):
    assert mend(RESNET.replace(good, bad, 1), "specs/resnet_digits.toml").text == RESNET


@pytest.mark.parametrize(
    ("edits", "moved"),
    [
        pytest.param(
            [("epochs = 30\n", ""), ("seed = 7\n", "seed = 7\nepochs = 30   # long\n")], "[training]\nepochs = 30   # long\n",
            id="down to its table",
        ),
        pytest.param(
            [("seed = 7\n", ""), ("[task]\n", "[task]\n# as ever\nseed = 7\n")], "# as ever\nseed = 7\n\n[task]\n",
            id="up to the top level, with its comment",
        ),
    ],
)  # fmt: skip
def test_a_key_in_the_wrong_table_moves(edits, moved):
    broken = RESNET
    for good, bad in edits:
        assert good in broken
        broken = broken.replace(good, bad, 1)
    mended = mend(broken, "specs/resnet_digits.toml")
    assert moved in mended.text
    assert sorted(mended.text.split()) == sorted(broken.split())
    assert mend(mended.text, "specs/resnet_digits.toml").fixes == ()


TOP = """format = 1
name = "x"
seed = 1
{layers}
[task]
type = "multiclass"

[loader]
type = "image_folder"
path = "pictures"
size = [64, 64]

[meaning]
mirror_horizontal = "free"

[[preprocessing]]
type = "Rescaling"
scale = "1/255"

{blocks}[training]
epochs = 3
"""
CONV = '[[layers]]\ntype = "Conv2D"\nfilters = 8\nkernel_size = 3\nactivation = "relu"\n\n'
INSIDE = '{ type = "Conv2D", filters = 8, kernel_size = 3, activation = "relu" }'
END = '[[layers]]\ntype = "GlobalAveragePooling2D"\n\n[[layers]]\ntype = "Dense"\nunits = "classes"\n\n'
HEAD = '[[layers]]\ntype = "Dense"\nunits = "classes"\n\n'
BRANCHES = """[[layers]]
type = "Branches"      # two views
branches = [
  [{ type = "Dense", units = 8, activation = "relu" }],
  [{ type = "Dense", units = 4, activation = "tanh" }],
]

"""
RESCALED = '{ type = "Rescaling", scale = "1/255" }'
FLIP = '{ type = "RandomFlip", mode = "horizontal" }'
FLATTEN = '[[layers]]\ntype = "Flatten"\n\n'
FLIPPED = '[[augmentation]]\ntype = "RandomFlip"\nmode = "horizontal"\n\n'


def repeat(*lines: str) -> str:
    """A Repeat with its layers on one line, or on lines of their own."""
    layers = lines[0] if len(lines) == 1 else "\n" + "".join(f"  {line}\n" for line in lines)
    return f'[[layers]]\ntype = "Repeat"\ntimes = 2\nlayers = [{layers}]\n\n'


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        pytest.param(CONV + BRANCHES + HEAD, CONV + FLATTEN + BRANCHES + HEAD, id="a Flatten missing before branches of vectors"),
        pytest.param(
            CONV + repeat('{ type = "Dense", units = 8, activation = "relu" }') + HEAD,
            CONV + FLATTEN + repeat('{ type = "Dense", units = 8, activation = "relu" }') + HEAD,
            id="a Flatten missing before a repetition",
        ),
        pytest.param(repeat(f"{RESCALED}, {INSIDE}") + END, repeat(INSIDE) + END, id="a doubled Rescaling first on the line of a Repeat"),
        pytest.param(
            repeat(f"{RESCALED.replace('255', '1')}, {RESCALED}, {INSIDE}") + END,
            repeat(f"{RESCALED.replace('255', '1')}, {INSIDE}") + END,
            id="a doubled Rescaling in the middle of a line",
        ),
        pytest.param(
            repeat("# again", f"{RESCALED},   # why", f"{INSIDE},") + END, repeat(f"{INSIDE},", "").replace("  \n", "") + END,
            id="a doubled Rescaling on a line of its own, with its comments",
        ),
        pytest.param(
            repeat(f"{FLIP}, {INSIDE}") + END, FLIPPED + repeat(INSIDE) + END, id="an augmentation on the line of a block",
        ),
        pytest.param(
            repeat("# mirrored", f"{FLIP},  # either way", f"{INSIDE},") + END,
            "# mirrored\n" + FLIPPED.replace('Flip"', 'Flip"   # either way') + repeat(f"{INSIDE},", "").replace("  \n", "") + END,
            id="an augmentation in a block, with its comments",
        ),
    ],
)  # fmt: skip
def test_what_stands_wrong_around_blocks_is_mended(broken, right):
    text, wanted = (TOP.format(layers="", blocks=blocks) for blocks in (broken, right))
    mended = mend(text, "x.toml")
    assert mended.text == wanted
    assert mend(wanted, "x.toml").fixes == ()
    assert mend(text.replace("\n", "\r\n"), "x.toml").text == wanted.replace("\n", "\r\n")


def test_an_augmentation_in_a_list_on_one_line_moves_below():
    layers = f'layers = [{FLIP}, {{ type = "Flatten" }}, {{ type = "Dense", units = "classes" }}]\n'
    mended = mend(TOP.format(layers=layers, blocks=""), "x.toml")
    assert mended.text == TOP.format(layers=layers.replace(f"{FLIP}, ", ""), blocks=FLIPPED)
    assert mended.findings == ()
    assert mend(mended.text, "x.toml").fixes == ()


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(repeat(FLIP) + END, id="the only layer of a block"),
        pytest.param(repeat(f'{{ type = "Normalization" }}, {INSIDE}') + END, id="what may have been meant as another normalization"),
        pytest.param(CONV + repeat(INSIDE.replace("Conv2D", "Dense")) + HEAD, id="a block with a mistake of its own"),
    ],
)
def test_what_is_not_certain_around_blocks_stays(blocks):
    text = TOP.format(layers="", blocks=blocks)
    assert mend(text, "x.toml").text == text


def test_a_version_in_quotation_marks_loses_them():
    assert mend(DIGITS.replace("format = 1", 'format = "1"  # the language'), "x.toml").text == DIGITS.replace(
        "format = 1", "format = 1  # the language"
    )
