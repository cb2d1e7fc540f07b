"""`python -m specbuild.workshop generate [--check]`: write what is generated, or fail where it is stale."""

from __future__ import annotations

import argparse
import sys


def main() -> int:
    """Run one task."""
    parser = argparse.ArgumentParser("python -m specbuild.workshop", description=__doc__)
    parser.add_argument("task", choices=["generate"])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file is stale")
    options = parser.parse_args()
    from specbuild.workshop.generate import write

    found = write.stale() if options.check else write.write()
    for path in found:
        print(f"{'stale' if options.check else 'written'}: {path.relative_to(write.ROOT)}")
    return 1 if options.check and found else 0


if __name__ == "__main__":
    sys.exit(main())
