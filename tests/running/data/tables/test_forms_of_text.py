"""One table in the many ways in which people write it: read the same, or refused with what to do."""

from __future__ import annotations

import io
import tarfile

import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.loaders.table import table
from specbuild.running.data.tables.infer import infer
from specbuild.running.data.tables.looks import numbers_like
from specbuild.running.data.tables.numbers import PLAIN, Notation, to_number, to_seconds
from specbuild.running.data.tables.table import TEXT

ROWS = [(5.1, 3.5, "a"), (4.9, 3.0, "a"), (6.3, 3.3, "b"), (5.8, 2.7, "b"), (7.1, 3.0, "c"), (6.3, 2.9, "c")]
NAMES = "length,width,kind\n"
BODY = "".join(f"{x},{y},{label}\n" for x, y, label in ROWS)
GOOD = NAMES + BODY


def load(folder, content, name="t.csv", **arguments):
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return table(LoadContext(folder, task="multiclass"), path=name, **{"target": "kind", "scale": "none", **arguments})


def vectors(samples):
    everything = np.arange(len(samples))
    return samples.learn(everything)[1].read(everything)


def written(one, *, head=NAMES, place=0):
    """The table with one of its measured columns written otherwise."""
    rows = [[*row[:place], one(row[place]), *row[place + 1 :]] for row in ROWS]
    return head.replace(",", ";") + "".join(";".join(map(str, row)) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("content", "arguments"),
    [
        pytest.param("sep=;\r\n" + GOOD.replace(",", ";").replace("\n", "\r\n"), {}, id="a first line that says what parts the cells"),
        pytest.param('"sep=;"\n' + GOOD.replace(",", ";"), {}, id="such a line in quotation marks"),
        pytest.param("# a logger, 1 May, v2\n" + GOOD + "  # end, of it\n", {"comment": "#"}, id="comments above and below"),
        pytest.param("Report\nof 1 May, all, of it\n\n" + GOOD, {"skip_lines": 3}, id="lines above the table"),
        pytest.param("length,width,kind\ncm,cm,\n" + BODY, {"header": 2, "target": 3}, id="a second row with units"),
        pytest.param(GOOD.replace(",", "   "), {}, id="runs of blanks are found"),
        pytest.param(GOOD.replace(",", " \t "), {}, id="blanks and tabs are found"),
        pytest.param("  " + GOOD.replace(",", "  ").replace("\n", "  \n  "), {"delimiter": "whitespace"}, id="blanks at both ends"),
        pytest.param(GOOD.replace("\n", ",\n"), {}, id="every row ends in a delimiter"),
        pytest.param(NAMES + BODY.replace("\n", ",\n"), {}, id="every row but the header ends in a delimiter"),
        pytest.param(GOOD + ",,\n,,\n", {}, id="rows without any cell at the end"),
        pytest.param(GOOD.replace("\n", "\r"), {}, id="line ends of old Macs"),
        pytest.param(GOOD.encode("utf-16-le"), {"encoding": "utf-16"}, id="UTF-16 without a mark, the small end first"),
        pytest.param(GOOD.encode("utf-16-be"), {"encoding": "utf-16"}, id="UTF-16 without a mark, the large end first"),
        pytest.param(written(lambda x: f"$ {x}"), {"units": ["$"]}, id="a unit before numbers"),
        pytest.param(written(lambda x: f"{x} %"), {"units": ["$", "%"]}, id="a unit behind numbers"),
        pytest.param(written(lambda x: f"'{x}'"), {"quotechar": "'"}, id="single quotation marks"),
        pytest.param("# length width kind\n" + BODY.replace(",", " "), {"comment": "#", "header": False, "target": 3}, id="savetxt"),
    ],
)
def test_the_same_table(tmp_path, content, arguments):
    plain, found = load(tmp_path, GOOD), load(tmp_path, content, **arguments)
    np.testing.assert_array_equal(vectors(found), vectors(plain))
    np.testing.assert_array_equal(found.targets, plain.targets)


@pytest.mark.parametrize(
    ("text", "arguments", "number"),
    [
        pytest.param("1,234,567.5", {"thousands": ","}, 1234567.5, id="commas between thousands"),
        pytest.param("1.234.567,5", {"thousands": ".", "decimal": ","}, 1234567.5, id="points between thousands"),
        pytest.param("1\u202f234 567", {"thousands": " "}, 1234567, id="narrow blanks between thousands"),
        pytest.param("1'234'567", {"thousands": "'"}, 1234567, id="apostrophes between thousands"),
        pytest.param("-$1,000", {"thousands": ",", "units": ["$"]}, -1000, id="a minus before the unit"),
        pytest.param("€ -5", {"units": ["€"]}, -5, id="a minus behind the unit"),
        pytest.param("1e3 kg", {"units": ["kg"]}, 1000, id="an exponent and a unit"),
    ],
)
def test_numbers_as_stated(tmp_path, text, arguments, number):
    samples = load(tmp_path, f"length;kind\n{text};a\n0;b\n", **arguments)
    assert vectors(samples)[:, 0].tolist() == [number, 0]


@pytest.mark.parametrize("text", ["1,23,456", "12,3456", "0,123", "1,000 kg", "$$5", "-$-5", "-1e39", "1e300"])
def test_what_is_no_such_number_is_refused_by_row(tmp_path, text):
    with pytest.raises(Refused) as refused:
        load(tmp_path, f'length;kind\n"{text}";a\n1;b\n2;b\n', thousands=",", units=["$"], types={"length": "numeric"})
    assert [finding.code for finding in refused.value.findings] == ["D314"]
    assert "row 2" in refused.value.findings[0].message


def test_texts_with_quotation_marks_that_do_not_come_in_pairs(tmp_path):
    samples = load(tmp_path, 'length\tkind\n1\t"a\n2\tb" or\n', quotechar="none")
    assert samples.classes == ('"a', 'b" or')


def test_a_comment_inside_a_quoted_cell_is_text(tmp_path):
    samples = load(tmp_path, 'length,kind\n1,"a\n# not a comment"\n2,b\n', comment="#")
    assert samples.classes == ("a\n# not a comment", "b")


def test_a_cell_of_more_than_a_hundred_thousand_characters(tmp_path):
    samples = load(tmp_path, f"length,kind\n1,{'a' * 200_000}\n2,b\n")
    assert len(samples) == 2


def tar(content):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        member = tarfile.TarInfo("t.csv")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content.encode()))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "message", "help_"),
    [
        pytest.param("# by me, 1 May\n" + GOOD, "D305", "from row 2 on", 'comment = "#"', id="a comment above"),
        pytest.param(GOOD + "# end\n", "D305", "row 8", 'comment = "#"', id="a comment below"),
        pytest.param("Report\n1 May, all\n" + GOOD, "D305", "from row 3 on", "skip_lines = 2", id="lines above the table"),
        pytest.param(NAMES + "".join(f"{n},{row}\n" for n, row in enumerate(BODY.split())), "D305", "names of rows", "", id="R"),
        pytest.param("length,width,kind\ncm,cm,x\n" + BODY, "D313", "`cm`", "header = 2", id="a second row with units"),
        pytest.param(BODY, "D307", "5.1", "header = false", id="no header, numbers"),
        pytest.param("2024-05-31,x,a\n2024-06-01,y,b\n", "D307", "2024-05-31", "header = false", id="no header, dates"),
        pytest.param("p,x,a\nq,y,b\np,x,b\n", "D307", "row 3", "header = false", id="no header, words that come again"),
        pytest.param(written(lambda x: f"{x} %"), "D313", "4.9 %", 'units = ["%"]', id="numbers with a unit are not taken for words"),
        pytest.param(written(lambda x: f"{x} kg"), "D313", "kg", 'units = ["kg"]', id="numbers with letters behind them"),
        pytest.param(written(lambda x: f"${1000 * x:,.2f}"), "D313", "$4,900.00", 'thousands = ","', id="amounts of money"),
        pytest.param(written(lambda x: f"{1000 * x:,.0f}"), "D313", "4,900", "whichever", id="a mark that may be either"),
        pytest.param(written(lambda x: f"{round(x)}.12.2024"), "D313", "12.2024", '"%d.%m.%Y"', id="dates of another form"),
        pytest.param(
            written(lambda x: f"0{round(x)}/02/2024"), "D313", "/2024", '"%d/%m/%Y"` or `date_format = "%m/%d/%Y"', id="day or month"
        ),
        pytest.param(
            written(lambda x: f"2024-05-0{round(x)}" if x > 5 else "1 May"), "D313", "are dates", "alike", id="dates of two forms"
        ),
        pytest.param("a   b  c\n1   New York  2\n3   Rome  4\n", "D309", "fixed width", "commas or tabs", id="columns of a fixed width"),
        pytest.param(b"\x28\xb5\x2f\xfd1234", "D302", "Zstandard", "zstd -d", id="Zstandard"),
        pytest.param(tar(GOOD), "D302", "tar archive", "unpack", id="a tar archive"),
        pytest.param("<!DOCTYPE html>\n<p>not, found</p>\n", "D302", "web page", "download", id="a web page"),
        pytest.param("version https://git-lfs.github.com/spec/v1\n", "D302", "Git LFS", "git lfs pull", id="a pointer of Git LFS"),
        pytest.param("@relation x\n@data\n1,2\n", "D302", "ARFF", "call it `.arff`", id="ARFF of another name"),
        pytest.param(b"\x80\x04\x95abc", "D302", "pickle", "CSV or Parquet", id="a pickle"),
        pytest.param(GOOD + '1,"2,a\n', "D302", "row 8", "quotechar", id="a quotation mark that is never closed, by row"),
    ],
)
def test_refused_with_what_to_do(tmp_path, content, code, message, help_):
    with pytest.raises(Refused) as refused:
        load(tmp_path, content)
    found = [finding for finding in refused.value.findings if message in finding.message and help_ in finding.help]
    assert found, refused.value.findings
    assert found[0].code == code


def test_one_mark_has_one_meaning(tmp_path):
    with pytest.raises(Refused, match="both the decimal mark"):
        load(tmp_path, GOOD, decimal=",", thousands=",")


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        pytest.param(["yes", "TRUE", "n", "off"], "boolean", id="words for true and false of several kinds"),
        pytest.param(["A1", "A2", "B7"], "categorical", id="codes of a letter and digits are words"),
        pytest.param(["1st", "2nd", "3rd"], "categorical", id="ordinals are words"),
        pytest.param(["36 months", "60 months", "36 months"], "categorical", id="two numbers with a word are levels"),
        pytest.param(["10:30", "11:45", "12:00"], "categorical", id="times of day are words"),
        pytest.param(["007", "07", "7"], "categorical", id="codes that begin with a zero are words"),
        pytest.param(["1-5", "6-10", "11-20"], "categorical", id="ranges are words"),
        pytest.param(["3 x", "4 y", "5 z"], "categorical", id="several units are words"),
    ],
)
def test_what_is_taken_for_words(tmp_path, cells, kind):
    samples = load(tmp_path, "cell,kind\n" + "".join(f"{cell},{number % 2}\n" for number, cell in enumerate(cells)))
    said, _ = samples.learn(np.arange(len(cells)))
    assert said["features"][0]["type"] == kind


def test_a_number_that_may_stand_for_gaps_is_told_and_kept(tmp_path):
    samples = load(tmp_path, "length,kind\n1,a\n-999,b\n3,a\n-999,b\n")
    assert any("-999 in 2 rows" in note for note in samples.notes)
    assert vectors(samples)[1].tolist() == [-999]
    assert not any("holds" in note for note in load(tmp_path, "length,kind\n1,a\n-999,b\n-3,a\n").notes)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        pytest.param(["1950-Q1", "1950-Q2"], "date", id="quarters"),
        pytest.param(["1950Q4", "1951q1"], "date", id="quarters without a hyphen"),
        pytest.param(["Q1 1950", "Q3/1950"], "date", id="quarters before the year"),
        pytest.param(["1950-01", "1950-12"], "date", id="months"),
        pytest.param(["1950M01", "1950-M12"], "date", id="months as statistical offices write them"),
        pytest.param(["2020-W05", "2020-W53"], "date", id="weeks"),
        pytest.param(["2011-12", "2012-13"], "categorical", id="seasons across two years"),
        pytest.param(["2019-W53", "2020-W05"], "categorical", id="a week that was not"),
        pytest.param(["1950", "1951"], "numeric", id="years"),
    ],
)
def test_stretches_of_time(cells, kind):
    assert infer(np.array(cells, TEXT), np.ones(len(cells), bool), PLAIN) == kind


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1950-Q1", "1950-01-01"),
        ("Q4 1950", "1950-10-01"),
        ("1950-05", "1950-05-01"),
        ("1950M05", "1950-05-01"),
        ("2020-W05", "2020-01-27"),
        ("1950", "1950-01-01"),
    ],
)
def test_a_stretch_of_time_is_its_first_day(text, day):
    assert to_seconds(text) == to_seconds(day)


@pytest.mark.parametrize(
    ("cell", "notation", "number"),
    [
        pytest.param("\u22121.5", PLAIN, -1.5, id="the minus sign of typesetters"),
        pytest.param("\u22121,5 \u20ac", Notation(",", None, ("\u20ac",)), -1.5, id="before a unit behind"),
        pytest.param("$\u22125", Notation(units=("$",)), -5.0, id="behind a unit"),
        pytest.param("\u20131.5", PLAIN, None, id="a dash is none"),
    ],
)
def test_a_minus_is_never_lost(cell, notation, number):
    assert to_number(cell, notation) == number


def test_a_minus_is_never_taken_for_a_unit():
    assert numbers_like(["\u22121.5", "2.5", "\u20133.5"], PLAIN) is None
