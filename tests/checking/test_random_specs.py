"""Specs of random layers with random arguments of the catalogue: no rule raises, with and without data, and every finding has a place."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import settings

from specbuild.catalogue import read
from specbuild.catalogue.entry import Argument
from specbuild.checking.document.document import Document
from specbuild.checking.facts.data import DataFacts
from specbuild.checking.judge import bind, judge

COUNT = int(os.environ.get("SPECBUILD_FUZZ", 8 * settings.default.max_examples))
SHARDS = 4
COMMON = (
    "Conv2D", "Dense", "Flatten", "MaxPooling2D", "LSTM", "Embedding", "BatchNormalization", "Dropout", "Activation", "Conv1D",
    "GlobalAveragePooling2D", "ReLU", "Rescaling",
)  # fmt: skip
LOADERS = (
    'type = "bundled"\nname = "digits"',
    'type = "bundled"\nname = "iris"',
    'type = "image_folder"\npath = "x"\nsize = [16, 12]',
)
DATA = DataFacts(
    class_counts={"a": 3, "b": 900}, training_rows=60, validation_rows=9, stored_size=(10, 30), value_range=(0, 255), memory=10**6
)


class Writer:
    """Writes random values, entries and specs."""

    def __init__(self, seed: object) -> None:
        self.rng = random.Random(str(seed))

    def value(self, kind: Mapping[str, Any]) -> str:
        for known, write in (
            ("enum", self.member), ("unknown", self.unknown), ("table", self.inner), ("list_of", self.inner), ("turns_of", self.turns)
        ):  # fmt: skip
            if known in kind:
                return write(kind)
        return {"integer": self.integer, "number": self.number, "boolean": self.boolean, "array": self.array}.get(kind["type"], self.text)(
            kind
        )

    def member(self, kind: Mapping[str, Any]) -> str:
        return f'"{self.rng.choice(kind["enum"])}"'

    def unknown(self, kind: Mapping[str, Any]) -> str:
        return f'"{kind["unknown"]}"'

    def inner(self, kind: Mapping[str, Any]) -> str:
        table = kind.get("table") or kind["list_of"]
        fixed = {"layers": '{ type = "LSTM", units = 3 }', "cells": '{ type = "LSTMCell", units = 3 }'}
        if "list_of" in kind:
            return f"[{fixed.get(table, '')}]"
        if table in fixed:
            return fixed[table]
        entry = read.table(table)[self.rng.choice(kind.get("of") or list(read.table(table)))]
        needed = "".join(f", {name} = {self.argument(entry.arguments[name])}" for name in entry.required)
        return f'{{ type = "{entry.name}"{needed} }}'

    def turns(self, kind: Mapping[str, Any]) -> str:
        return self.rng.choice(("{}", "{ units = [1, 2] }", "{ filters = [4, 8, 16] }"))

    def integer(self, kind: Mapping[str, Any]) -> str:
        least = int(kind.get("minimum", kind.get("exclusiveMinimum", 0)))
        return str(self.rng.randint(least, int(kind.get("maximum", least + 9))))

    def number(self, kind: Mapping[str, Any]) -> str:
        least = kind.get("minimum", kind.get("exclusiveMinimum", 0))
        most = kind.get("maximum", kind.get("exclusiveMaximum", least + 3))
        return repr(float(least + (most - least) * self.rng.choice((0, 1e-9, 0.1, 0.5, 0.9, 1))))

    def boolean(self, kind: Mapping[str, Any]) -> str:
        return self.rng.choice(("true", "false"))

    def array(self, kind: Mapping[str, Any]) -> str:
        items = kind.get("items", {"type": "integer"})
        if isinstance(items, list):
            return f"[{', '.join(map(self.value, items))}]"
        count = kind.get("minItems", self.rng.randint(0, 3))
        return f"[{', '.join(self.value(self.rng.choice(items.get('anyOf', [items]))) for _ in range(count))}]"

    def text(self, kind: Mapping[str, Any]) -> str:
        return '"x"'

    def argument(self, argument: Argument) -> str:
        return self.value(self.rng.choice(argument.kinds))

    def pairs(self, table: str, name: str) -> list[str]:
        entry = read.table(table)[name]
        chosen = [argument for argument in entry.arguments.values() if argument.required or self.rng.random() < 0.25]
        return [f'type = "{name}"', *(f"{argument.name} = {self.argument(argument)}" for argument in chosen if argument.kinds)]

    def entries(self, key: str, table: str, least: int, most: int, common: tuple[str, ...] = ()) -> list[str]:
        lines = []
        for _ in range(self.rng.randint(least, most)):
            name = self.rng.choice(common) if common and self.rng.random() < 0.7 else self.rng.choice(list(read.table(table)))
            lines += [f"[[{key}]]", *self.pairs(table, name)]
        return lines

    def spec(self) -> str:
        task = self.rng.choice(("binary", "multiclass", "multilabel", "regression"))
        optimizer = self.pairs("optimizers", self.rng.choice(list(read.table("optimizers"))))
        return "\n".join(
            [
                'format = 1\nname = "x"\n[task]', f'type = "{task}"', "[loader]", self.rng.choice(LOADERS),
                *self.entries("augmentation", "augmentations", 0, 2), *self.entries("preprocessing", "preprocessing", 0, 2),
                *self.entries("layers", "layers", 1, 6, COMMON), "[training]", *(f"optimizer.{pair}" for pair in optimizer),
                *self.entries("training.callbacks", "callbacks", 0, 2),
            ]
        )  # fmt: skip


@pytest.mark.parametrize("shard", range(SHARDS))
def test_random_specs(shard):
    judged_whole = 0
    for number in range(COUNT // SHARDS):
        text = Writer(f"{shard} {number}").spec()
        try:
            judged = judge(Document.of(text))
            found = list(judged.findings)
            if judged.spec is not None:
                judged_whole += 1
                found += bind(judged, {"classes": 3, "targets": 2}, None, DATA).findings
        except Exception as error:
            raise AssertionError(f"{error!r} for\n{text}") from error
        assert all(finding.place for finding in found)
    assert judged_whole > COUNT // SHARDS / 4
