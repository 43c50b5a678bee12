"""A process that waits with all libraries loaded, and forks a reader for every file: Linux only.

Starting Python with its libraries takes most of a second, a fork takes a few milliseconds. The server opens no file of
a stranger's: the reader does, confined after the fork, and a minder stands between the two. It kills the reader as soon
as nobody waits for it any more, and says how it ended.

    this process ─ requests ─> server ─ fork ─> minder ─ fork ─> reader
               └────────────── channel ──────────┘
"""

from __future__ import annotations

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from geodata.imports.sandbox.worker import main as read_request_in

MOST_BYTES = 4_096  # of the path of a folder
STANDARD_STREAMS = 3
LOST = -9  # a reader whose minder was killed is killed with it


class ForkServer:
    """The server of this process, started with its first file and again if it was killed.

    `environment` returns the variables of a server that is about to start.
    """

    def __init__(self, environment: Callable[[], Mapping[str, str]]) -> None:
        self.environment = environment
        self.lock = Lock()
        self.running: tuple[subprocess.Popen[bytes], socket.socket] | None = None
        atexit.register(self.stop)

    def read(self, folder: Path, seconds: float) -> int:
        """Let a reader take up the request in `folder`; return its exit code.

        Raise TimeoutError, once it is dead, if it takes longer.
        """
        ours, theirs = message_pair()
        with ours:
            with theirs:
                self.send(folder, theirs)
            ours.settimeout(seconds)
            try:
                return int(ours.recv(MOST_BYTES) or LOST)
            except TimeoutError:
                ours.shutdown(socket.SHUT_WR)
                ours.settimeout(None)
                ours.recv(MOST_BYTES)
                raise

    def start(self) -> None:
        """Start the server where it does not run yet; it loads its libraries while others go on."""
        with self.lock:
            self.requests()

    def send(self, folder: Path, channel: socket.socket) -> None:
        """Hand a request with its channel to the server; one that was killed is replaced."""
        with self.lock:
            try:
                socket.send_fds(self.requests(), [os.fsencode(folder)], [channel.fileno()])
            except BrokenPipeError:
                self.stop()
                socket.send_fds(self.requests(), [os.fsencode(folder)], [channel.fileno()])

    def requests(self) -> socket.socket:
        """Return the socket that the server listens to."""
        if not self.running:
            ours, theirs = message_pair()
            with theirs:
                process = subprocess.Popen(  # noqa: S603  the command is our own
                    [sys.executable, "-m", __name__, str(theirs.fileno())],
                    cwd="/",
                    env=self.environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                )
            self.running = process, ours
        return self.running[1]

    def stop(self) -> None:
        """End the server, and with it the readers that are at work."""
        if self.running:
            process, requests = self.running
            self.running = None
            requests.close()
            process.wait()


def message_pair() -> tuple[socket.socket, socket.socket]:
    """Return two ends of a channel that keeps messages apart; it is closed when a process with an end of it dies."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def serve(requests: socket.socket) -> None:
    """Fork a minder for each request, until the process that sends them is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the process that was started by hand
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # minders need not be waited for
    while True:
        folder, channels, _, _ = socket.recv_fds(requests, MOST_BYTES, 1)
        if not folder:
            return
        with socket.socket(fileno=channels[0]) as channel:
            if forked():
                requests.close()
                mind(channel, Path(os.fsdecode(folder)))
                os._exit(0)


def forked() -> bool:
    """Tell whether this is the new process; without memory for one there is none, and the channel is closed."""
    try:
        return os.fork() == 0
    except OSError:
        return False


def mind(channel: socket.socket, folder: Path) -> None:
    """Fork the reader; kill it when the other end of the channel is closed; send how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    minder = os.getpid()
    reader = os.fork()
    if reader == 0:
        become_reader(folder, minder)
    ready, _, _ = select.select([os.pidfd_open(reader), channel.fileno()], [], [])
    if channel.fileno() in ready:
        os.kill(reader, signal.SIGKILL)
    _, status = os.waitpid(reader, 0)
    channel.send(str(os.waitstatus_to_exitcode(status)).encode())


def become_reader(folder: Path, minder: int) -> None:
    """Read the file of a request as a process of its own would, and end; nothing that was open stays open."""
    code = 1
    try:
        os.closerange(STANDARD_STREAMS, os.sysconf("SC_OPEN_MAX"))
        os.environ["TMPDIR"] = str(folder)
        os.chdir(folder)
        code = read_request_in(folder, minder)
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
