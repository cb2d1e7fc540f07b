"""How much memory a process has: what the machine has, less what a container, batch system or service takes of it."""

from __future__ import annotations

import os

import pytest

from specbuild.running.data import memory

GIB = 2**30


def groups(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


@pytest.fixture
def system(tmp_path, monkeypatch):
    monkeypatch.delenv("SPECBUILD_MEMORY", raising=False)
    monkeypatch.setattr(memory, "GROUPS", tmp_path / "groups")
    monkeypatch.setattr(memory, "OWN", tmp_path / "own")
    monkeypatch.setattr(os, "sysconf", {"SC_PHYS_PAGES": 64 * GIB // 4096, "SC_PAGE_SIZE": 4096}.get)
    return tmp_path


@pytest.mark.parametrize(
    ("own", "files", "least"),
    [
        pytest.param("0::/\n", {"memory.max": "3221225472\n"}, 3 * GIB, id="a container sees its own group as the outermost"),
        pytest.param("0::/user/job\n", {"memory.max": "max\n", "user/job/memory.max": f"{GIB}\n"}, GIB, id="a job has a group within"),
        pytest.param(
            "0::/user/job\n", {"user/memory.max": f"{GIB}\n", "user/job/memory.max": "max\n"}, GIB, id="the group around it is limited"
        ),
        pytest.param("0::/docker/abc\n", {"memory.max": f"{GIB}\n"}, GIB, id="the outer part of the name is not seen from within"),
        pytest.param(
            "5:cpu,cpuacct:/a\n4:memory:/job\n0::/\n",
            {"memory/job/memory.limit_in_bytes": f"{GIB}\n", "memory/memory.limit_in_bytes": "9223372036854771712\n"},
            GIB,
            id="version 1 keeps a tree for memory alone",
        ),
        pytest.param("4:memory:/job\n0::/svc\n", {"unified/svc/memory.max": f"{GIB}\n"}, GIB, id="both versions stand side by side"),
        pytest.param("0::/\n", {"memory.max": "max\n"}, 64 * GIB, id="no limit is no limit"),
        pytest.param("0::/gone\n", {}, 64 * GIB, id="no groups are seen"),
        pytest.param("1:name=systemd:/x\n", {"memory.max": f"{GIB}\n"}, 64 * GIB, id="a group that counts no memory says nothing of it"),
    ],
)
def test_the_least_limit_around_a_process_counts(system, own, files, least):
    (system / "own").write_text(own)
    groups(system / "groups", files)
    assert min(memory.memory_limits()) == least
    assert memory.memory_budget() == min(2 * GIB, least // 4)


def test_where_the_system_does_not_say_the_group_the_outermost_counts(system):
    groups(system / "groups", {"memory.max": f"{GIB}\n"})
    assert min(memory.memory_limits()) == GIB
