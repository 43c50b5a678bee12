"""Whose file is read next: turns go round those who wait, whoever brings how many."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Hashable
from threading import Event, Lock


class Turns:
    """Slots for readers. One owner never holds the last, where there are several: it is free for another."""

    def __init__(self, slots: int) -> None:
        self.lock = Lock()
        self.free = slots
        self.share = max(1, slots - 1)
        self.held: Counter[Hashable] = Counter()
        self.waiting: dict[Hashable, deque[Event]] = {}  # in the order of their turns

    def take(self, owner: Hashable, seconds: float) -> bool:
        """Wait for a slot and tell whether there is one."""
        turn = Event()
        with self.lock:
            self.waiting.setdefault(owner, deque()).append(turn)
            self.go_round()
        if turn.wait(seconds):
            return True
        with self.lock:
            if not turn.is_set():
                self.waiting[owner].remove(turn)
                self.waiting = {other: turns for other, turns in self.waiting.items() if turns}
            return turn.is_set()

    def give_back(self, owner: Hashable) -> None:
        """Give a slot back, and let the next have it."""
        with self.lock:
            self.free += 1
            self.held[owner] -= 1
            self.held += Counter()  # forgets those that hold none
            self.go_round()

    def go_round(self) -> None:
        """Give what is free to those whose turn it is; who had one is last."""
        while self.free:
            owner = next((each for each in self.waiting if self.held[each] < self.share), None)
            if owner is None:
                return
            turns = self.waiting.pop(owner)
            turns.popleft().set()
            self.free -= 1
            self.held[owner] += 1
            if turns:
                self.waiting[owner] = turns
