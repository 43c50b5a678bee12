"""Reads files as the reading process would, each in a fork of this process, and prints what that took.

Started by a test as a process of its own, in which nothing else takes memory. A line a file: codes of its problems,
seconds of the processor, bytes of memory that were resident at most, libraries included.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from importing import problems_here


def cost(path: Path) -> dict[str, object]:
    """Return what reading a file brought up and took."""
    codes, write = os.pipe()
    if (reader := os.fork()) == 0:
        with os.fdopen(write, "w") as pipe:
            json.dump(sorted({problem.code for problem in problems_here(path)}), pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(codes) as pipe:
        found = json.load(pipe)
    used = os.wait4(reader, 0)[2]
    return {"codes": found, "seconds": used.ru_utime + used.ru_stime, "bytes": used.ru_maxrss * 1024}


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(cost(Path(name))))
