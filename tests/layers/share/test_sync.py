"""Who owns the state: the page does. The rule by which app, address bar and page stay at one state."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from geodata import Situation
from layers.share.state import Filters, StateChange, allowed_values, default_state
from layers.share.sync import Synced, SyncState, apply, sync, with_pending


def report(number: int, share: str) -> dict[str, object]:
    return {"seq": number, "share": share}


def test_at_first_the_page_is_sent_the_address() -> None:
    step = apply(None, "t=2025-09-14", SyncState())
    assert (step.share, step.query, step.memory.command) == ("t=2025-09-14", None, "t=2025-09-14")


def test_a_new_report_is_written_to_the_address_and_not_sent_back() -> None:
    before = apply(None, "", SyncState()).memory
    step = apply(report(1, "t=2025-09-14"), "", before)
    assert step.query == "t=2025-09-14"
    assert (step.memory.command, step.memory.counter) == (before.command, before.counter)


def test_the_echo_of_a_written_address_does_nothing() -> None:
    memory = apply(report(1, "t=2025-09-14"), "", apply(None, "", SyncState()).memory).memory
    step = apply(report(1, "t=2025-09-14"), "t=2025-09-14", memory)
    assert (step.query, step.memory) == (None, memory)


def test_back_is_sent_to_the_page_though_its_last_report_is_still_there() -> None:
    memory = apply(report(1, "t=2025-09-14"), "", apply(None, "", SyncState()).memory).memory
    step = apply(report(1, "t=2025-09-14"), "", memory)
    assert (step.share, step.query, step.memory.command) == ("", None, "")
    assert step.memory.counter == memory.counter + 1


def test_going_back_to_the_same_state_twice_is_two_commands() -> None:
    memory = apply(None, "", SyncState()).memory
    for number in (1, 2):
        memory = apply(report(number, "t=2025-09-14"), "", memory).memory
        back = apply(report(number, "t=2025-09-14"), "", memory)
        assert back.memory.counter == memory.counter + 1
        memory = back.memory


def test_a_report_equal_to_the_address_is_not_written_again() -> None:
    memory = apply(None, "t=2025-09-14", SyncState()).memory
    assert apply(report(1, "t=2025-09-14"), "t=2025-09-14", memory).query is None


def test_nonsense_in_place_of_a_report_counts_as_none() -> None:
    memory = apply(None, "", SyncState()).memory
    for nonsense in ({}, {"seq": "1", "share": ""}, {"seq": 1}, {"seq": True, "share": "t=2025-09-14"}):
        assert apply(nonsense, "", memory).memory == memory


def test_a_page_that_opens_anew_is_sent_the_state_it_lost() -> None:
    memory = apply(report(1, "t=2025-09-14"), "", apply(None, "", SyncState()).memory).memory
    step = apply(report(2, "") | {"event": "open"}, "t=2025-09-14", memory)
    assert (step.share, step.query, step.memory.command) == ("t=2025-09-14", None, "t=2025-09-14")
    assert step.memory.counter == memory.counter + 1


def test_a_page_that_opens_with_the_state_of_the_address_is_left_alone() -> None:
    memory = apply(None, "t=2025-09-14", SyncState()).memory
    step = apply(report(1, "t=2025-09-14") | {"event": "open"}, "t=2025-09-14", memory)
    assert (step.query, step.memory.counter) == (None, memory.counter)


def test_the_version_that_a_page_adds_to_its_state_makes_it_no_other_state() -> None:
    memory = apply(None, "t=2025-09-14", SyncState()).memory
    step = apply(report(1, "t=2025-09-14&v=2026-11-23") | {"event": "open"}, "t=2025-09-14", memory)
    assert (step.query, step.memory.counter) == (None, memory.counter)


def test_a_command_carries_the_number_of_the_last_report_it_knows() -> None:
    memory = apply(report(7, "t=2025-09-14"), "", apply(None, "", SyncState()).memory).memory
    assert apply(report(7, "t=2025-09-14"), "t=2025-10-31", memory).memory.after == 7


def test_a_pending_change_is_sent_to_the_page_and_written_to_the_address() -> None:
    before = apply(report(1, "t=2025-09-14"), "", apply(None, "", SyncState()).memory)
    step = with_pending(before, "t=2025-09-14&f=category:convoy")
    assert (step.share, step.query, step.memory.command) == ("t=2025-09-14&f=category:convoy",) * 3
    assert step.memory.written == "t=2025-09-14&f=category:convoy"
    assert (step.memory.counter, step.memory.after) == (before.memory.counter + 1, 1)


def test_the_address_that_a_pending_change_has_written_is_its_echo() -> None:
    step = with_pending(apply(None, "", SyncState()), "f=category:convoy")
    after = apply(None, "f=category:convoy", step.memory)
    assert (after.share, after.query, after.memory) == ("f=category:convoy", None, step.memory)


def test_the_same_change_twice_is_two_commands() -> None:
    once = with_pending(apply(None, "", SyncState()), "s=nigoun")
    assert with_pending(once, "s=nigoun").memory.counter == once.memory.counter + 1


def synced(
    mali: Situation,
    query: dict[str, str],
    pending: StateChange | None = None,
    memory: SyncState | None = None,
    *,
    reported: dict[str, object] | None = None,
    language: str = "en",
) -> Synced:
    allowed, defaults = allowed_values(mali), default_state(mali)
    memory = memory or SyncState()
    return sync(reported, query, pending or {}, memory, allowed=allowed, defaults=defaults, language=language)


def test_what_a_widget_asks_for_changes_that_alone(mali: Situation) -> None:
    found = synced(mali, {"t": "2025-09-14", "m": "sum"}, {"selected": "nigoun"})
    assert (str(found.state.day), found.state.mode, found.state.selected) == ("2025-09-14", "sum", "nigoun")
    assert found.step.query == f"t=2025-09-14&m=sum&s=nigoun&v={mali.settings.version}"


def test_what_a_widget_asks_for_is_brought_into_the_form_of_a_link(mali: Situation) -> None:
    filters = Filters(category=("convoy", "attack"), q="  Nioro ")
    found = synced(mali, {}, {"filters": filters, "box": (-9.0, 10.1234567, -4.0, 13.0), "day": dt.date(1900, 1, 1)})
    assert found.state.filters == Filters(category=("attack", "convoy"), q="Nioro")
    assert (found.state.box, found.state.day) == ((-9.0, 10.12346, -4.0, 13.0), mali.span[0])


def test_without_a_request_the_address_overrides_the_defaults(mali: Situation) -> None:
    found = synced(mali, {"t": "2025-09-14", "z": "deep"})
    assert found.state == replace(default_state(mali), day=dt.date(2025, 9, 14))
    assert found.rejected == [("z", "deep")]


def test_a_new_report_goes_before_the_address(mali: Situation) -> None:
    before = synced(mali, {"t": "2025-09-14"}).step.memory
    found = synced(mali, {"t": "2025-09-14"}, memory=before, reported=report(1, "t=2025-09-20&m=sum"))
    assert (found.state, found.step.query) == (
        replace(default_state(mali), day=dt.date(2025, 9, 20), mode="sum"),
        "t=2025-09-20&m=sum",
    )


def test_a_widget_settles_what_was_wrong_with_that_part_of_the_address(mali: Situation) -> None:
    assert synced(mali, {"s": "<script>", "z": "deep"}, {"selected": "nigoun"}).rejected == [("z", "deep")]


def test_a_first_visit_begins_in_the_readers_language(mali: Situation) -> None:
    assert synced(mali, {}, language="fr").state.lang == "fr"
    assert synced(mali, {"lang": "klingon"}, language="fr").state.lang == "fr"


def test_a_link_or_a_later_run_stays_in_its_language(mali: Situation) -> None:
    assert synced(mali, {"lang": "en"}, language="fr").state.lang == "en"
    assert synced(mali, {}, memory=apply(None, "", SyncState()).memory, language="fr").state.lang == "en"
