"""Texts in class folders and tables: decoded exactly or named, and numbered by what training rows teach alone."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.loaders import text as module
from specbuild.running.data.loaders.text import text

sys.path.insert(0, str(Path(__file__).parent))
from inputs_agree import assert_inputs_agree, defaults, reasons_of

pytest.importorskip("tokenizers")

GOOD = b"A good film, and a short one.\n"
FILES = {
    "ascii.txt": (GOOD, "A good film, and a short one.\n"),
    "latin1.txt": ("Ein schöner Film.\n".encode("latin-1"), "Ein schöner Film.\n"),
    "utf16.txt": ("Ein schöner Film.\n".encode("utf-16"), "Ein schöner Film.\n"),
    "utf32.txt": ("Ein schöner Film.\n".encode("utf-32"), "Ein schöner Film.\n"),
    "bom.txt": (b"\xef\xbb\xbfA good film.\n", "A good film.\n"),
    "empty.txt": (b"", ""),
    "spaces.txt": (b" \t\r\n \n", " \t\r\n \n"),
    "nul.txt": (b"A good\0 film.\n", "A good\0 film.\n"),
    "scripts.txt": ("שלום عالم 你好 👨‍⚕ e\u0301 \u202eabc\n".encode(), "שלום عالم 你好 👨‍⚕ e\u0301 \u202eabc\n"),
}
ROWS = [("ham", 'He said "hi", then\nleft'), ("spam", "WIN a prize; call 0800"), ("ham", "ok"), ("spam", "FREE, FREE!")]


def write(root, **classes):
    for name, files in classes.items():
        (root / name).mkdir(parents=True, exist_ok=True)
        for file, content in files.items():
            (root / name / file).write_bytes(content)


def load(root, path=".", task="multiclass", memory=2**20, **options):
    return text(LoadContext(base=root, task=task, memory=memory), path=path, **options)


def numbered(samples, train=None):
    learnt, found = samples.learn(np.arange(len(samples)) if train is None else np.asarray(train))
    return learnt, found, found.read(np.arange(len(found)))


def refusals(*arguments, **options):
    with pytest.raises(Refused) as refused:
        load(*arguments, **options)
    return [(finding.code, finding.message) for finding in refused.value.findings]


@pytest.mark.parametrize("name", FILES)
def test_a_text_is_read_exactly(tmp_path, name):
    content, expected = FILES[name]
    write(tmp_path, a={name: content}, b={"other.txt": b"something else"})
    samples = load(tmp_path)
    assert samples.read(np.array([0]))[0] == expected
    assert samples.kind == "text"


def test_a_guessed_encoding_is_told_with_the_name_of_the_file(tmp_path):
    write(tmp_path, a={"latin1.txt": FILES["latin1.txt"][0]}, b={"other.txt": GOOD})
    assert any("`a/latin1.txt` is not UTF-8" in note for note in load(tmp_path).notes)


@pytest.mark.parametrize(
    ("content", "options", "word"),
    [
        pytest.param(bytes(range(256)) * 4, {}, "binary data", id="binary data"),
        pytest.param("schön".encode("latin-1"), {"encoding": "utf-8"}, "not in the encoding utf-8", id="another encoding than stated"),
        pytest.param(b"x" * 101, {"max_bytes": 100}, "more than `max_bytes` = 100", id="too large"),
        pytest.param("schön".encode("utf-16")[:-1], {}, "not in the encoding utf-16", id="half a character at the end"),
    ],
)
def test_what_is_no_text_is_named(tmp_path, content, options, word):
    write(tmp_path, a={"bad.txt": content, "good.txt": GOOD}, b={"other.txt": b"something else"})
    ((code, message),) = refusals(tmp_path, **options)
    assert code == "D111"
    assert "`a/bad.txt`" in message
    assert word in message
    assert set(load(tmp_path, on_error="quarantine", **options).unreadable) == {"a/bad.txt"}


def test_undecodable_bytes_are_replaced_where_that_is_asked_for(tmp_path):
    write(tmp_path, a={"bad.txt": "schön".encode("latin-1")}, b={"other.txt": GOOD})
    assert load(tmp_path, encoding="utf-8", undecodable="replace").read(np.array([0]))[0] == "sch\ufffdn"


def test_a_file_that_changes_while_a_run_goes_on_is_noticed(tmp_path):
    write(tmp_path, a={"x.txt": GOOD}, b={"y.txt": b"other"})
    samples = load(tmp_path, memory=1)  # nothing is kept
    (tmp_path / "a" / "x.txt").write_bytes(b"changed")
    with pytest.raises(Refused) as refused:
        samples.read(np.array([0]))
    assert refused.value.findings[0].code == "D109"


def csv_of(rows, delimiter=","):
    quoted = ('"' + body.replace('"', '""') + '"' for _, body in rows)
    return "".join(f"{label}{delimiter}{body}\r\n" for (label, _), body in zip(rows, quoted, strict=True))


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        pytest.param("t.csv", ("label,text\r\n" + csv_of(ROWS)).encode(), {"column": "text", "target": "label"}, id="comma"),
        pytest.param("t.tsv", ("label\ttext\r\n" + csv_of(ROWS, "\t")).encode(), {"column": 2, "target": 1}, id="tab, by number"),
        pytest.param("t.csv", csv_of(ROWS).encode(), {"column": 2, "target": 1, "header": False}, id="no header"),
        pytest.param("t.csv", ("label;text\n" + csv_of(ROWS, ";")).encode("utf-16"), {"column": "text", "target": "label"}, id="UTF-16"),
        pytest.param("t.csv.gz", gzip.compress(("label,text\n" + csv_of(ROWS)).encode()), {"column": "text", "target": "label"}, id="gzip"),
        pytest.param(
            "t.jsonl",
            "".join(json.dumps({"label": label, "text": body, "more": [1]}) + "\n" for label, body in ROWS).encode(),
            {"column": "text", "target": "label"},
            id="JSON lines",
        ),
    ],
)
def test_a_column_of_a_table_is_read_exactly(tmp_path, name, content, options):
    (tmp_path / name).write_bytes(content)
    samples = load(tmp_path, name, **options)
    assert list(samples.read(np.arange(4))) == [body for _, body in ROWS]
    assert samples.classes == ("ham", "spam")
    assert samples.targets.tolist() == [0, 1, 0, 1]
    assert len(set(samples.ids)) == 4


def test_tables_train_and_test_are_ready_made_parts(tmp_path):
    for part in ("train", "test"):
        (tmp_path / f"{part}.tsv").write_text("text\tlabel\nsome words\ta\nother words\tb\n", encoding="utf-8")
    assert load(tmp_path, column="text", target="label").subsets == ["train", "train", "test", "test"]


def test_a_table_has_to_say_its_columns(tmp_path):
    (tmp_path / "t.csv").write_text("label,text\na,b\n", encoding="utf-8")
    assert [code for code, _ in refusals(tmp_path, "t.csv")] == ["D501", "D501"]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        pytest.param('{"text": "x"', "row 2", id="no JSON"),
        pytest.param("[1, 2]", "row 2", id="no object"),
        pytest.param('{"label": "b"}', "row 2", id="a key is missing"),
    ],
)
def test_a_bad_line_of_json_is_named(tmp_path, line, word):
    (tmp_path / "t.jsonl").write_text('{"text": "x", "label": "a"}\n' + line + "\n", encoding="utf-8")
    ((_, message),) = refusals(tmp_path, "t.jsonl", column="text", target="label")
    assert word in message


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param({"tokens": "subwords", "max_tokens": 257}, "D502", id="sub-words need room for all bytes"),
        pytest.param({"encoding": "utf-7000"}, "D503", id="no such encoding"),
        pytest.param({"encoding": "base64"}, "D503", id="an encoding of bytes, not of text"),
    ],
)
def test_options_that_cannot_be_are_refused(tmp_path, options, code):
    write(tmp_path, a={"x.txt": GOOD}, b={"y.txt": b"other"})
    assert [found for found, _ in refusals(tmp_path, **options)] == [code]


@pytest.mark.parametrize("tokens", ["words", "characters", "bytes", "subwords"])
def test_numbers_stay_within_the_vocabulary_and_no_row_is_padding_alone(tmp_path, tokens):
    write(tmp_path, a={name: content for name, (content, _) in FILES.items()}, b={"other.txt": b"[PAD] [UNK] zxqv"})
    learnt, samples, numbers = numbered(load(tmp_path, tokens=tokens, length=8), train=[0, 1, 2])
    assert numbers.shape == (len(samples), 8)
    assert numbers.dtype == samples.dtype == np.int32
    assert numbers.min() >= 0
    assert numbers.max() < learnt["vocabulary"] == samples.vocabulary
    assert (numbers[:, 0] != 0).all()
    assert (samples.decoded == numbers).all()
    json.dumps(learnt)


def test_the_vocabulary_knows_training_rows_alone(tmp_path):
    write(tmp_path, a={"1.txt": b"red red green", "2.txt": b"blue red"}, b={"1.txt": b"yellow"})
    learnt, _, numbers = numbered(load(tmp_path, length=3), train=[0])
    assert learnt["vocabulary"] == 4
    assert numbers.tolist() == [[2, 2, 3], [1, 2, 0], [1, 0, 0]]


def test_the_length_comes_from_training_rows_alone(tmp_path):
    write(tmp_path, a={"1.txt": b"one two three", "2.txt": b"w " * 50}, b={"1.txt": b"one"})
    assert numbered(load(tmp_path, percentile=100), train=[0, 2])[1].shape == (3,)


@pytest.mark.parametrize(
    ("options", "row"),
    [
        pytest.param({"length": 2}, [2, 3], id="the start is kept"),
        pytest.param({"length": 2, "keep": "end"}, [3, 4], id="the end is kept"),
        pytest.param({"length": 5}, [2, 3, 4, 0, 0], id="padded at the end"),
        pytest.param({"length": 5, "pad": "start"}, [0, 0, 2, 3, 4], id="padded at the start"),
    ],
)
def test_texts_are_cut_and_padded_as_stated(tmp_path, options, row):
    write(tmp_path, a={"1.txt": b"one three two", "2.txt": b"one three one"}, b={"1.txt": b"one"})
    _, _, numbers = numbered(load(tmp_path, **options))
    order = {number: place for place, number in enumerate(sorted(set(numbers[0]) - {0}))}
    expected = {number: place for place, number in enumerate(sorted(set(row) - {0}))}
    assert [order.get(n, -1) for n in numbers[0]][: len(row)].count(-1) == [expected.get(n, -1) for n in row].count(-1)
    assert [int(n) == 0 for n in numbers[0]] == [n == 0 for n in row]


def test_the_word_for_padding_in_a_text_is_no_padding(tmp_path):
    write(tmp_path, a={"1.txt": b"[PAD] [UNK]"}, b={"1.txt": b"other"})
    for tokens in ("words", "characters", "subwords"):
        assert (numbered(load(tmp_path, tokens=tokens, length=3))[2][0] > 1).all()


@pytest.mark.parametrize("tokens", ["words", "characters", "bytes", "subwords"])
def test_the_same_texts_teach_the_same(tmp_path, tokens):
    write(tmp_path, a={name: content for name, (content, _) in FILES.items()}, b={"other.txt": GOOD * 3})
    one, two = (numbered(load(tmp_path, tokens=tokens, length=8))[0] for _ in range(2))
    assert json.dumps(one) == json.dumps(two)


@given(body=st.text(min_size=1, max_size=60))
def test_bytes_lose_nothing(body):
    from specbuild.running.data.texts.tokens import bytes as way
    from specbuild.running.data.texts.tokens.way import Wanted

    (numbers,) = way.encoder(way.learn([], Wanted(258, 1, lowercase=False)))([body])
    assert bytes(number - 2 for number in numbers).decode("utf-8", "surrogatepass") == body


def test_a_regression_of_texts_takes_numbers(tmp_path):
    (tmp_path / "t.csv").write_text("text,stars\ngood,4.5\nbad,1\n", encoding="utf-8")
    samples = load(tmp_path, "t.csv", task="regression", column="text", target="stars")
    assert samples.targets.tolist() == [[4.5], [1.0]]
    assert samples.target_names == ("stars",)


@pytest.mark.parametrize("tokens", ["words", "characters", "bytes", "subwords"])
def test_files_to_predict_for_agree_with_what_was_loaded(tmp_path, tokens):
    write(tmp_path, a={"1.txt": GOOD, "2.txt": FILES["utf16.txt"][0]}, b={"3.txt": b"something else", "no text.bin": b"x"})
    arguments = defaults(module, path=".", tokens=tokens, on_error="quarantine")
    (tmp_path / "b" / "no text.bin").unlink()
    assert_inputs_agree(module, tmp_path, arguments, [tmp_path / "b", tmp_path / "a" / "2.txt", tmp_path / "a" / "1.txt"], [2, 1, 0])


def test_tables_to_predict_for_agree_with_what_was_loaded(tmp_path):
    (tmp_path / "t.csv").write_text("label,text\n" + csv_of(ROWS), encoding="utf-8", newline="")
    arguments = defaults(module, path="t.csv", column="text", target="label")
    samples = assert_inputs_agree(module, tmp_path, arguments, [tmp_path / "t.csv"], [0, 1, 2, 3])
    assert samples.ids[3].endswith("t.csv:6")  # the line on which it begins, as in the split of a run


def test_a_row_that_is_no_row_of_the_table_is_named_and_the_other_texts_are_predicted(tmp_path):
    (tmp_path / "t.csv").write_text("label,text\n" + csv_of(ROWS), encoding="utf-8", newline="")
    (tmp_path / "new.csv").write_text("label,text\na,first\na,second, with a comma\na,third\n")
    arguments = defaults(module, path="t.csv", column="text", target="label")
    learnt, _ = module.text(LoadContext(base=tmp_path, task="multiclass"), **arguments).learn(np.arange(3))
    samples = module.inputs(LoadContext(base=tmp_path), [tmp_path / "new.csv"], learnt, **arguments)
    assert [name.rpartition(":")[2] for name in samples.ids] == ["2", "4"]
    assert list(samples.unreadable.values()) == ["has 3 cells, and the table 2 columns"]


def test_texts_to_predict_for_that_cannot_be_read_are_told(tmp_path):
    write(tmp_path, a={"1.txt": GOOD, "bad.txt": bytes(range(256)) * 4}, b={"2.txt": b"other"})
    arguments = defaults(module, path=".")
    learnt, _ = load(tmp_path, on_error="quarantine").learn(np.arange(2))
    samples = module.inputs(LoadContext(base=tmp_path), [tmp_path / "a", tmp_path / "none.txt"], learnt, **arguments)
    assert {reason.split(" (")[0] for reason in reasons_of(samples).values()} == {"holds binary data and no text", "is not there"}


@pytest.mark.parametrize(
    ("task", "options", "targets", "names"),
    [
        pytest.param("multilabel", {"target": ["new", "long"]}, [[1, 0], [0, 1]], ("new", "long"), id="columns of marks"),
        pytest.param("multilabel", {"target": "tags", "separator": ";"}, [[1, 1], [0, 0]], ("old", "sad"), id="labels in one column"),
        pytest.param(
            "regression", {"target": ["stars", "price"], "decimal": ","}, [[4.5, 1], [2, 3]], ("stars", "price"), id="two numbers"
        ),
    ],
)
def test_every_task_is_there_for_a_column_of_texts(tmp_path, task, options, targets, names):
    lines = ["body|new|long|tags|stars|price|sure", "a fine one|1|0|old;sad|4,5|1|1", "a poor one|0|1||2|3|0,5"]
    (tmp_path / "texts.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    samples = load(tmp_path, "texts.csv", task, **{"column": "body", "weights": "sure", "decimal": ",", **options})
    assert samples.targets.tolist() == targets
    assert (samples.classes or samples.target_names) == names
    assert samples.weights.tolist() == [1, 0.5]
