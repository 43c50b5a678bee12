"""The commands: each is the module of its name here, imported once the command is chosen."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Protocol, cast

COMMANDS = {
    "app": "start the app in the browser",
    "export": "write the page as one HTML file",
    "sheet": "draw the situation on an A4 page, its sources after it",
    "validate": "check situation folders and files of layers",
    "status": "print the route ledger on a day",
    "new": "write a small situation folder to begin with",
    "migrate": "bring a folder of the first edition to the second",
    "roads": "replace straight legs by the roads of a network of your own",
}


class Command(Protocol):
    """What the module of a command holds."""

    def arguments(self, parser: argparse.ArgumentParser, /) -> None:
        """Add the arguments of the command."""

    def run(self, arguments: argparse.Namespace, /) -> int:
        """Run the command and return its exit code."""


def command(name: str) -> Command:
    return cast(Command, import_module(f"{__name__}.{name}"))
