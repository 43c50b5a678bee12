"""Where `situation-map` and `python -m layers` begin."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from layers.cli.installation import fault


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; refuse to run on packages of other projects."""
    if sentence := fault():
        print(f"situation-map: {sentence}", file=sys.stderr)
        return 2
    from layers.cli.run import run  # it imports geodata, which may be a stranger's until here

    return run(sys.argv[1:] if argv is None else argv)
