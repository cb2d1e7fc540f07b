"""Findings for programs: SARIF that the official schema takes, annotations of GitHub, JSON; all of them of real broken specs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from specbuild.checking.diagnostic import Finding, Place, Severity
from specbuild.checking.judge import judge_file
from specbuild.showing.findings import github, json_array, sarif

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((Path(__file__).parent / "sarif" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
BROKEN = sorted((ROOT / "tests" / "broken_specs").glob("*.toml"))
COMMAND = re.compile(r"::(?:error|warning) (?:file=([^,:]+),line=(\d+),col=(\d+),endLine=(\d+),endColumn=(\d+),)?title=([A-Z]\d{3})::(.+)")
ODD = Finding(
    "R308",
    ("layers", 0),
    "50 % of it,\nsaid: in two lines",
    help="a, b",
    place=Place("a folder/with: 100%, é.toml", 3, 5, 4, 1, 'x = """'),
    severity=Severity.WARNING,
)


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    found = [finding for file in BROKEN for finding in judge_file(file).findings]
    return [*found, ODD, Finding("D001", (), "a finding without a place")]


def test_sarif_is_what_the_official_schema_takes(findings):
    jsonschema.Draft4Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    for told in ([], findings, *([finding] for finding in findings)):
        assert [error.message for error in validator.iter_errors(json.loads(sarif.render(told)))] == []


def test_the_schema_would_tell(findings):
    log = json.loads(sarif.render(findings))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert list(jsonschema.Draft4Validator(SCHEMA).iter_errors(log))


def test_sarif_says_of_every_finding_where_it_is_and_of_every_code_what_it_means(findings, monkeypatch):
    monkeypatch.chdir(ROOT)
    (run,) = json.loads(sarif.render(findings))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(len(rule["fullDescription"]["text"]) > 20 for rule in rules)
    for finding, result in zip(findings, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == str(finding.severity)
        if finding.place is None:
            assert "locations" not in result
            continue
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (finding.place.line, finding.place.column)


def test_sarif_names_files_below_the_current_folder_by_their_way_from_there(monkeypatch, tmp_path):
    def address(file):
        log = json.loads(sarif.render([Finding("D001", (), "x", place=Place(str(file), 1, 1, 1, 2, "x"))]))
        return log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    monkeypatch.chdir(tmp_path)
    assert address(tmp_path / "specs" / "ein Ü.toml") == address("specs/ein Ü.toml") == "specs/ein%20%C3%9C.toml"
    assert address("../other.toml") == (tmp_path.parent / "other.toml").as_uri()


def test_github_gets_one_line_a_finding_and_each_is_a_command(findings):
    lines = github.render(findings).split("\n")
    assert len(lines) == len(findings)
    for line, finding in zip(lines, findings, strict=True):
        match = COMMAND.fullmatch(line)
        assert match, line
        assert match[6] == finding.code
        assert (match[2] is None) == (finding.place is None)
        if finding.place:
            assert tuple(int(match[number]) for number in (2, 3, 4, 5)) == finding.place[1:5]


def test_github_commands_escape_what_would_end_them():
    assert github.render([ODD]) == (
        "::warning file=a folder/with%3A 100%25%2C é.toml,line=3,col=5,endLine=4,endColumn=1,title=R308::"
        "50 %25 of it,%0Asaid: in two lines (a, b)"
    )


def test_json_has_every_part_of_every_finding(findings):
    told = json.loads(json_array.render(findings))
    assert [one["message"] for one in told] == [finding.message for finding in findings]
    assert {tuple(one) for one in told} == {
        ("code", "severity", "file", "line", "column", "end_line", "end_column", "key", "message", "help")
    }
