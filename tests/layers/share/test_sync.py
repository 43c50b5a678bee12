"""Who owns the state: the page does. The rule by which app, address bar and page stay at one state."""

from __future__ import annotations

import datetime as dt

from geodata import Situation
from layers.share.codec import default_state, situation_limits
from layers.share.sync import Heard, Memory, apply, hear, wish


def report(number: int, share: str) -> dict[str, object]:
    return {"seq": number, "share": share}


def test_at_first_the_address_is_told_to_the_page() -> None:
    step = apply(None, "t=2025-09-14", Memory())
    assert (step.share, step.query, step.memory.command) == ("t=2025-09-14", None, "t=2025-09-14")


def test_a_new_report_is_written_to_the_address_and_not_sent_back() -> None:
    before = apply(None, "", Memory()).memory
    step = apply(report(1, "t=2025-09-14"), "", before)
    assert step.query == "t=2025-09-14"
    assert (step.memory.command, step.memory.counter) == (before.command, before.counter)


def test_the_echo_of_a_written_address_does_nothing() -> None:
    memory = apply(report(1, "t=2025-09-14"), "", apply(None, "", Memory()).memory).memory
    step = apply(report(1, "t=2025-09-14"), "t=2025-09-14", memory)
    assert (step.query, step.memory) == (None, memory)


def test_back_is_told_to_the_page_though_the_last_report_is_still_there() -> None:
    memory = apply(report(1, "t=2025-09-14"), "", apply(None, "", Memory()).memory).memory
    step = apply(report(1, "t=2025-09-14"), "", memory)
    assert (step.share, step.query, step.memory.command) == ("", None, "")
    assert step.memory.counter == memory.counter + 1


def test_going_back_to_the_same_state_twice_is_two_commands() -> None:
    memory = apply(None, "", Memory()).memory
    for number in (1, 2):
        memory = apply(report(number, "t=2025-09-14"), "", memory).memory
        back = apply(report(number, "t=2025-09-14"), "", memory)
        assert back.memory.counter == memory.counter + 1
        memory = back.memory


def test_a_report_that_says_what_the_address_says_is_not_written_again() -> None:
    memory = apply(None, "t=2025-09-14", Memory()).memory
    assert apply(report(1, "t=2025-09-14"), "t=2025-09-14", memory).query is None


def test_nonsense_in_place_of_a_report_counts_as_none() -> None:
    memory = apply(None, "", Memory()).memory
    for nonsense in ({}, {"seq": "1", "share": ""}, {"seq": 1}, {"seq": True, "share": "t=2025-09-14"}):
        assert apply(nonsense, "", memory).memory == memory


def test_a_page_that_opens_anew_is_told_the_state_it_lost() -> None:
    memory = apply(report(1, "t=2025-09-14"), "", apply(None, "", Memory()).memory).memory
    step = apply(report(2, "") | {"event": "open"}, "t=2025-09-14", memory)
    assert (step.share, step.query, step.memory.command) == ("t=2025-09-14", None, "t=2025-09-14")
    assert step.memory.counter == memory.counter + 1


def test_a_page_that_opens_with_the_state_of_the_address_is_left_alone() -> None:
    memory = apply(None, "t=2025-09-14", Memory()).memory
    step = apply(report(1, "t=2025-09-14") | {"event": "open"}, "t=2025-09-14", memory)
    assert (step.query, step.memory.counter) == (None, memory.counter)


def test_the_version_that_a_page_adds_to_its_state_makes_it_no_other_state() -> None:
    memory = apply(None, "t=2025-09-14", Memory()).memory
    step = apply(report(1, "t=2025-09-14&v=2026-11-23") | {"event": "open"}, "t=2025-09-14", memory)
    assert (step.query, step.memory.counter) == (None, memory.counter)


def test_a_command_says_which_report_it_knows_of_so_that_the_page_can_tell_a_newer_one() -> None:
    memory = apply(report(7, "t=2025-09-14"), "", apply(None, "", Memory()).memory).memory
    assert apply(report(7, "t=2025-09-14"), "t=2025-10-31", memory).memory.heard == 7


def test_a_wish_is_told_to_the_page_and_written_to_the_address() -> None:
    before = apply(report(1, "t=2025-09-14"), "", apply(None, "", Memory()).memory)
    step = wish(before, "t=2025-09-14&f=category:convoy")
    assert (step.share, step.query, step.memory.command) == ("t=2025-09-14&f=category:convoy",) * 3
    assert step.memory.written == "t=2025-09-14&f=category:convoy"
    assert (step.memory.counter, step.memory.heard) == (before.memory.counter + 1, 1)


def test_the_address_that_a_wish_has_written_is_its_echo() -> None:
    step = wish(apply(None, "", Memory()), "f=category:convoy")
    after = apply(None, "f=category:convoy", step.memory)
    assert (after.share, after.query, after.memory) == ("f=category:convoy", None, step.memory)


def test_the_same_wish_twice_is_two_commands() -> None:
    once = wish(apply(None, "", Memory()), "s=nigoun")
    assert wish(once, "s=nigoun").memory.counter == once.memory.counter + 1


def heard(
    mali: Situation, address: str, memory: Memory | None = None, *, language: str = "en", **wished: object
) -> Heard:
    limits, defaults = situation_limits(mali), default_state(mali)
    return hear(None, address, wished, memory or Memory(), limits=limits, defaults=defaults, language=language)


def test_what_a_widget_asks_for_changes_that_alone(mali: Situation) -> None:
    found = heard(mali, "t=2025-09-14&m=sum", selected="nigoun")
    assert (str(found.state["day"]), found.state["mode"], found.state["selected"]) == ("2025-09-14", "sum", "nigoun")
    assert found.step.query == f"t=2025-09-14&m=sum&s=nigoun&v={mali.settings.version}"


def test_without_a_wish_the_state_is_that_of_the_address_over_the_defaults(mali: Situation) -> None:
    found = heard(mali, "t=2025-09-14&z=deep")
    assert found.state == default_state(mali) | {"day": dt.date(2025, 9, 14)}
    assert found.problems == [("z", "deep")]


def test_a_wish_settles_what_was_wrong_with_that_part_of_the_address(mali: Situation) -> None:
    assert heard(mali, "s=<script>&z=deep", selected="nigoun").problems == [("z", "deep")]


def test_a_first_visit_begins_in_the_readers_language_and_a_later_run_or_a_link_keeps_its_own(mali: Situation) -> None:
    assert heard(mali, "", language="fr").state["lang"] == "fr"
    assert heard(mali, "lang=en", language="fr").state["lang"] == "en"
    assert heard(mali, "", apply(None, "", Memory()).memory, language="fr").state["lang"] == "en"
