"""Which web addresses a reader may be sent to: those of a named host that is not known to pose as another."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import urlsplit

__all__ = ["is_followable"]

SCHEMES = ("http", "https")
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")  # a host that ends in one is an IPv4 address (WHATWG URL, 3.5)
UNSEEN = re.compile(r"[\x00-\x20\x7f\\]")  # a browser drops or rewrites them


def is_followable(url: str, imitating: Collection[str] = ()) -> bool:
    """Tell whether an address is one of the web, of a host with a name, without a user, and of none that imitates.

    `imitating` are hosts, in lower case; their subdomains imitate, too.
    """
    if UNSEEN.search(url):
        return False
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    if parts.scheme not in SCHEMES or "@" in parts.netloc or "." not in host or is_number(host):
        return False
    return not any(host == each or host.endswith(f".{each}") for each in imitating)


def is_number(host: str) -> bool:
    """Tell whether a host is an address of the network, not a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(NUMBER.fullmatch(host.rsplit(".", 1)[-1]))
    return True
