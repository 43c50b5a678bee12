"""Running the command that was typed.

Exit codes: 0 fine, 1 problems found in the data, 2 wrong usage. Problems go to standard error, a line each.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from geodata import DataError
from geodata.files.full_disk import is_full
from layers.cli.commands import command
from layers.cli.outcome import FINE, INTERRUPTED, PROBLEMS, USAGE, UsageError, print_problems
from layers.cli.parser import PROGRAM, parser, with_places_joined
from layers.escape.terminal import escape_unencodable, print_safely

MAKE_ROOM = ". Fix: make room there, then run it again."


def run(argv: Sequence[str]) -> int:
    """Run a command and return its exit code."""
    escape_unencodable()
    arguments = parser().parse_args(with_places_joined(argv))
    try:
        return command(arguments.command).run(arguments)
    except DataError as error:
        print_problems(error.problems)
        return PROBLEMS
    except UsageError as error:
        print_safely(f"{PROGRAM}: {error}", sys.stderr)
        return USAGE
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        told = ": ".join(filter(None, (error.filename, error.strerror)))
        print_safely(f"{PROGRAM}: {told}{MAKE_ROOM if is_full(error) else ''}", sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
