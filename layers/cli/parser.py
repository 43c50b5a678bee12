"""The parser of the command line; a command adds its arguments once it is chosen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from layers.cli.commands import COMMANDS, command
from layers.escape.terminal import print_safely

PROGRAM = "situation-map"
PLACES = tuple(f"--{name}" for name in ("bbox", "around"))  # options whose values are degrees


class Parser(argparse.ArgumentParser):
    """A parser whose messages no terminal obeys: they repeat what was typed, which may name a stranger's file."""

    def print_usage(self, file: Any = None) -> None:
        print_safely(self.format_usage().rstrip("\n"), file)

    def print_help(self, file: Any = None) -> None:
        print_safely(self.format_help().rstrip("\n"), file)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        if message:
            print_safely(message.rstrip("\n"), sys.stderr)
        sys.exit(status)


class CommandParser(Parser):
    """The parser of one command: the module of no other command is imported."""

    def __init__(self, *, command_name: str, **rest: Any) -> None:
        super().__init__(**rest)
        self.command_name = command_name

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        command(self.command_name).arguments(self)
        return super().parse_known_args(args, namespace)


class PrintVersion(argparse.Action):
    """Print the version of the package and leave."""

    def __call__(self, parser: argparse.ArgumentParser, *unused: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print_safely(f"{PROGRAM} {version(PROGRAM)}")
        except PackageNotFoundError:
            print_safely(f"{PROGRAM}, from a folder that is not installed")
        parser.exit()


def parser() -> Parser:
    """Return the parser of all commands."""
    top = Parser(prog=PROGRAM, description="Maps of a situation that moves through time.")
    top.add_argument("--version", action=PrintVersion, nargs=0, help="show the version and exit")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=CommandParser)
    for name, sentence in COMMANDS.items():
        commands.add_parser(name, help=sentence, command_name=name)
    return top


def with_places_joined(argv: Sequence[str]) -> list[str]:
    """Join options of places to their values, which a minus sign begins in the west and south, as it does an option."""
    words = iter(argv)
    return [f"{word}={next(words, '')}" if word in PLACES else word for word in words]
