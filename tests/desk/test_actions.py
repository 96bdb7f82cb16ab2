"""What staff may do with a case: one transaction on what they saw, with their name in the timeline."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from functions.desk import actions
from functions.desk.act import Done, seen_stamp
from functions.desk.actions import closing, of_mention, stop_switch
from shared.aws.cases import Cases
from shared.domain import case as case_rules
from shared.domain.brand import Staff
from shared.domain.case import CaseState, Outcome
from shared.domain.lifecycle import INGEST, REPLY, move
from shared.domain.mention import Mention, State
from shared.errors import ConflictError, ForbiddenError, InputError, NotFoundError
from tests.desk.scene import Scene
from tests.support import made
from tests.support.made import BRAND


def person(scene: Scene, staff_id: str) -> Staff:
    found = scene.ports.settings.staff(staff_id)
    assert found is not None
    return found


def do(scene: Scene, staff_id: str, mention: Mention, action: str, **fields: str | list[str]) -> Done:
    """An action on the mention's case, seen as it stands unless `seen` says otherwise."""
    case = scene.case_of(mention)
    sent = {"seen": seen(scene, mention), **fields}
    lists = {name: [value] if isinstance(value, str) else value for name, value in sent.items()}
    return actions.perform(scene.ports, person(scene, staff_id), case.case_id, action, lists)


def seen(scene: Scene, mention: Mention) -> str:
    case = scene.case_of(mention)
    return seen_stamp(case, scene.cloud.cases().members(case.case_id))


class Interrupted(Cases):
    """The store, but somebody else acts once, just after the members of a case were read."""

    def __init__(self, scene: Scene, meanwhile: Callable[[], Any]) -> None:
        super().__init__(scene.ports.mentions, scene.ports.cases.queue_shards)
        self.meanwhile: Callable[[], Any] | None = meanwhile

    def members(self, case_id: str) -> list[Mention]:
        found = super().members(case_id)
        if self.meanwhile:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        return found


def interrupt(scene: Scene, meanwhile: Callable[[], Any]) -> None:
    """Somebody else acts in the middle of the next action."""
    before = scene.ports
    scene.ports = replace(before, cases=Interrupted(scene, lambda: (setattr(scene, "ports", before), meanwhile())))


def test_a_claim_holds_the_case_for_ten_minutes_and_says_who(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "claim")
    case = scene.case_of(mention)
    assert (case.holder, case.lease_until) == ("rosa", scene.clock() + timedelta(minutes=10))
    assert scene.events(mention)[-1] == ("rosa", "claimed", "")


def test_a_live_claim_of_another_refuses_and_names_the_holder(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "claim")
    for action, fields in (("claim", {}), ("resolve", {"outcome": "dismissed"})):
        with pytest.raises(ConflictError, match="Rosa holds this case until 12:10 UTC"):
            do(scene, "rolf", mention, action, **fields)
    assert scene.case_of(mention).holder == "rosa"


def test_a_claim_that_ran_out_is_nobodys(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "claim")
    scene.clock.advance(minutes=10)
    do(scene, "rolf", mention, "claim")
    assert scene.case_of(mention).holder == "rolf"


def test_of_two_who_claim_at_once_one_gets_it_and_the_other_is_told(scene: Scene) -> None:
    mention = scene.mention()
    interrupt(scene, lambda: do(scene, "rosa", mention, "claim"))
    with pytest.raises(ConflictError, match="Rosa holds this case"):
        do(scene, "rolf", mention, "claim")
    assert scene.case_of(mention).holder == "rosa"


def test_each_action_of_the_holder_renews_the_claim(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "claim")
    scene.clock.advance(minutes=9)
    do(scene, "rosa", mention, "reply", mention_id=mention.mention_id, reply_id="a" * 32, text="Sorry!")
    assert scene.case_of(mention).lease_until == scene.clock() + timedelta(minutes=10)


def test_only_the_holder_can_release(scene: Scene) -> None:
    mention = scene.mention()
    with pytest.raises(ConflictError, match="do not hold"):
        do(scene, "rosa", mention, "release")
    do(scene, "rosa", mention, "claim")
    with pytest.raises(ConflictError, match="do not hold"):
        do(scene, "rolf", mention, "release")
    do(scene, "rosa", mention, "release")
    assert scene.case_of(mention).holder is None


def test_taking_over_needs_a_reason_which_is_kept(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "claim")
    with pytest.raises(InputError, match="say why"):
        do(scene, "rolf", mention, "take-over", reason="  ")
    do(scene, "rolf", mention, "take-over", reason="Rosa went home")
    assert scene.case_of(mention).holder == "rolf"
    assert scene.events(mention)[-1] == ("rolf", "taken_over", "Rosa went home")


def test_resolving_closes_the_case_and_all_its_open_messages_together(scene: Scene) -> None:
    first, second = scene.mention(), scene.mention("And again!")
    do(scene, "rosa", first, "resolve", outcome="handled_elsewhere")
    case = scene.case_of(first)
    assert (case.state, case.outcome, case.holder) == (CaseState.CLOSED, Outcome.HANDLED_ELSEWHERE, None)
    for mention in (first, second):
        ended = scene.read(mention)
        assert (ended.state, ended.due_at) == (State.RESOLVED, None)
        assert (ended.timeline[-1].by, ended.timeline[-1].reason) == ("desk:rosa", "handled_elsewhere")
    assert scene.events(first)[-1] == ("rosa", "resolved", "handled_elsewhere")


@pytest.mark.parametrize("outcome", ["", "forgotten", "ANSWERED"])
def test_a_case_is_never_closed_without_a_known_outcome(scene: Scene, outcome: str) -> None:
    mention = scene.mention()
    with pytest.raises(InputError, match="outcome"):
        do(scene, "rosa", mention, "resolve", outcome=outcome)
    assert scene.read(mention).state is State.IN_REVIEW


def test_what_nobody_answered_cannot_be_closed_as_answered(scene: Scene) -> None:
    mention = scene.mention()
    with pytest.raises(InputError, match="1 open without an answer"):
        do(scene, "rosa", mention, "resolve", outcome="answered")


def test_a_case_is_not_closed_over_a_message_that_came_meanwhile(scene: Scene) -> None:
    mention = scene.mention()
    before = seen(scene, mention)
    late = scene.mention("One more thing: it burns!")
    with pytest.raises(ConflictError, match="1 new message since you opened it: read it, then resolve it again"):
        do(scene, "rosa", mention, "resolve", outcome="dismissed", seen=before)
    assert {scene.read(mention).state, scene.read(late).state} == {State.IN_REVIEW}


def test_a_message_that_joins_in_the_very_moment_stops_the_closing(scene: Scene) -> None:
    mention = scene.mention()
    interrupt(scene, lambda: scene.mention("It burns!"))
    with pytest.raises(ConflictError, match="at the same moment"):
        do(scene, "rosa", mention, "resolve", outcome="dismissed")
    assert scene.case_of(mention).state is CaseState.OPEN
    assert scene.read(mention).state is State.IN_REVIEW


def test_a_case_is_not_closed_over_an_edit(scene: Scene) -> None:
    mention = scene.mention()
    before = seen(scene, mention)
    scene.change(mention, text="It burns!", revision=1)
    with pytest.raises(ConflictError, match="A message was edited since you opened it"):
        do(scene, "rosa", mention, "resolve", outcome="dismissed", seen=before)


@pytest.mark.parametrize("stamp", ["", "1", "1.1", "a.b.c", "1.1.1.1", "-1.1.0", "²·1·0", "9" * 300])
def test_without_a_stamp_of_what_was_seen_nothing_is_closed(scene: Scene, stamp: str) -> None:
    mention = scene.mention()
    with pytest.raises(InputError, match="seen"):
        do(scene, "rosa", mention, "resolve", outcome="dismissed", seen=stamp)


def test_a_case_is_not_closed_while_a_reply_is_on_its_way(scene: Scene) -> None:
    mention, _other = scene.mention(), scene.mention()
    do(scene, "rosa", mention, "reply", mention_id=mention.mention_id, reply_id="a" * 32, text="Sorry!")
    with pytest.raises(ConflictError, match="A reply is on its way"):
        do(scene, "rosa", mention, "resolve", outcome="dismissed")


def test_a_case_with_more_messages_than_a_transaction_takes_closes_whole(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "AT_ONCE", 3)
    mentions = [scene.mention(f"Number {number}") for number in range(8)]
    do(scene, "rosa", mentions[0], "resolve", outcome="duplicate")
    assert scene.case_of(mentions[0]).state is CaseState.CLOSED
    assert {scene.read(mention).state for mention in mentions} == {State.RESOLVED}


def test_the_next_message_after_closing_opens_a_new_case(scene: Scene) -> None:
    first = scene.mention()
    do(scene, "rosa", first, "resolve", outcome="dismissed")
    second = scene.mention("It is back.")
    assert scene.case_of(second).case_id != scene.case_of(first).case_id


def test_reopening_brings_the_case_and_its_last_message_back_to_people(scene: Scene) -> None:
    first, last = scene.mention(), scene.mention("Again")
    do(scene, "rosa", first, "resolve", outcome="dismissed")
    with pytest.raises(InputError, match="say why"):
        do(scene, "rolf", first, "reopen")
    do(scene, "rolf", first, "reopen", reason="She called us")
    case, again = scene.case_of(first), scene.read(last)
    assert (case.state, case.outcome) == (CaseState.OPEN, None)
    assert (again.state, again.due_at) == (State.IN_REVIEW, case.due_at)
    assert scene.read(first).state is State.RESOLVED
    assert scene.events(first)[-1] == ("rolf", "reopened", "She called us")
    assert again.has_spoken, "a machine would speak there again"


def test_a_case_is_not_reopened_beside_a_newer_one_of_the_same_conversation(scene: Scene) -> None:
    first = scene.mention()
    do(scene, "rosa", first, "resolve", outcome="dismissed")
    newer = scene.case_of(scene.mention("It is back."))
    with pytest.raises(InputError, match=newer.case_id):
        do(scene, "rosa", first, "reopen", reason="to see")


def test_a_case_is_not_reopened_when_its_message_moved_to_a_later_one_that_is_closed_too(scene: Scene) -> None:
    """Else the message would wait in the older case and belong to the later, closed one: nobody would see it."""
    first = scene.mention()
    older = scene.case_of(first)
    do(scene, "rosa", first, "resolve", outcome="dismissed")
    second = scene.mention("It is back.")
    later = scene.case_of(second)
    do(scene, "rosa", second, "resolve", outcome="dismissed")
    with pytest.raises(InputError, match=f"{later.case_id}: reopen that one"):
        do(scene, "rosa", first, "reopen", reason="to see")
    assert scene.ports.cases.get(older.case_id).state is CaseState.CLOSED
    do(scene, "rosa", second, "reopen", reason="to see")
    assert scene.case_of(second).state is CaseState.OPEN


def test_what_was_erased_cannot_be_reopened(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "resolve", outcome="dismissed")
    scene.change(mention, state=State.ERASED, text=None, author_name=None)
    with pytest.raises(InputError, match="erased"):
        do(scene, "rosa", mention, "reopen", reason="to see")


def test_an_acknowledged_mention_can_be_brought_before_people(scene: Scene) -> None:
    mention = made.mention(State.ACKNOWLEDGED)
    scene.ports.mentions.put_new(mention)
    rosa = person(scene, "rosa")
    with pytest.raises(InputError, match="reason"):
        of_mention.reopen_mention(scene.ports, rosa, mention.mention_id, {"reason": ["because"]})
    of_mention.reopen_mention(scene.ports, rosa, mention.mention_id, {"reason": ["judged_wrongly"]})
    again = scene.read(mention)
    assert (again.state, again.due_at) == (State.IN_REVIEW, scene.clock())
    assert (again.timeline[-1].by, again.timeline[-1].reason) == ("desk:rosa", "reopened:judged_wrongly")
    assert [mention.mention_id in body for body in scene.cloud.messages("ReviewsQueue")] == [True]


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.SENDING, State.ACKNOWLEDGING, State.ERASED])
def test_a_mention_that_is_open_or_erased_is_not_reopened(scene: Scene, state: State) -> None:
    mention = made.mention(state)
    scene.ports.mentions.put_new(mention)
    with pytest.raises(ConflictError, match="nothing to reopen"):
        of_mention.reopen_mention(scene.ports, person(scene, "rosa"), mention.mention_id, {"reason": ["other"]})


def test_a_mention_with_a_case_is_reopened_through_its_case(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "resolve", outcome="dismissed")
    with pytest.raises(InputError, match="belongs to case"):
        of_mention.reopen_mention(scene.ports, person(scene, "rosa"), mention.mention_id, {"reason": ["other"]})


def test_the_stop_switch_is_obeyed_by_the_next_reader_and_says_who_and_why(scene: Scene) -> None:
    ada = person(scene, "ada")
    stop_switch.switch(scene.ports, ada, BRAND, {"stopped": ["on"], "reason": ["Recall"]})
    stopped = scene.ports.settings.stop_switch(BRAND)
    assert stopped.is_on(scene.clock())
    assert (stopped.by, stopped.at, stopped.reason, stopped.until) == ("ada", scene.clock(), "Recall", None)
    stop_switch.switch(scene.ports, ada, BRAND, {"stopped": ["off"], "reason": ["Over"]})
    assert not scene.ports.settings.stop_switch(BRAND).is_on(scene.clock())


def test_the_stop_switch_ends_by_itself_when_told_so(scene: Scene) -> None:
    until = "2026-11-22T13:00:00Z"
    stop_switch.switch(scene.ports, person(scene, "ada"), BRAND, {"stopped": ["on"], "reason": ["x"], "until": [until]})
    assert scene.ports.settings.stop_switch(BRAND).is_on(scene.clock.advance(minutes=59))
    assert not scene.ports.settings.stop_switch(BRAND).is_on(scene.clock.advance(minutes=1))


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"reason": "x"}, "stopped"),
        ({"stopped": "yes", "reason": "x"}, "stopped"),
        ({"stopped": "on"}, "reason"),
        ({"stopped": "on", "reason": "x" * 201}, "reason"),
        ({"stopped": "on", "reason": "x", "until": "tomorrow"}, "until"),
        ({"stopped": "on", "reason": "x", "until": "2026-11-22T11:59:00Z"}, "until"),
        ({"stopped": "on", "reason": "x", "until": "2027-11-22T12:00:00Z"}, "until"),
        ({"stopped": "on", "reason": "x", "until": "0001-01-01T00:00:00+14:00"}, "until"),
    ],
)
def test_a_wrong_order_to_the_stop_switch_changes_nothing(scene: Scene, fields: dict[str, str], named: str) -> None:
    ordered = {name: [value] for name, value in fields.items()}
    with pytest.raises(InputError) as refused:
        stop_switch.switch(scene.ports, person(scene, "ada"), BRAND, ordered)
    assert refused.value.field == named
    assert not scene.ports.settings.stop_switch(BRAND).stopped


def test_there_is_no_stop_switch_of_a_brand_that_does_not_exist(scene: Scene) -> None:
    with pytest.raises(NotFoundError):
        stop_switch.switch(scene.ports, person(scene, "ada"), "nobody", {"stopped": ["on"], "reason": ["x"]})


@pytest.mark.parametrize("staff_id", ["vera", "otto"])
@pytest.mark.parametrize("action", sorted(actions.ACTIONS))
def test_no_action_without_the_role_for_the_brand(scene: Scene, staff_id: str, action: str) -> None:
    mention = scene.mention()
    before = scene.cloud.rows()
    with pytest.raises(ForbiddenError, match="needs the role responder for the brand shop"):
        do(scene, staff_id, mention, action)
    assert scene.cloud.rows() == before


@pytest.mark.parametrize("staff_id", ["vera", "rosa", "otto"])
def test_only_admins_of_the_brand_turn_the_stop_switch(scene: Scene, staff_id: str) -> None:
    with pytest.raises(ForbiddenError, match="role admin"):
        stop_switch.switch(scene.ports, person(scene, staff_id), BRAND, {"stopped": ["on"], "reason": ["x"]})


def test_an_unknown_case_or_action_is_not_found(scene: Scene) -> None:
    mention = scene.mention()
    with pytest.raises(NotFoundError):
        do(scene, "rosa", mention, "delete")
    with pytest.raises(NotFoundError):
        actions.perform(scene.ports, person(scene, "rosa"), "nothing", "claim", {})


def test_a_case_that_waits_for_its_author_can_be_closed_as_answered_or_opened_again(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "reply", mention_id=mention.mention_id, reply_id="a" * 32, text="Sorry!")
    sent = scene.read(mention)
    answered = move(
        move(sent, State.SENDING, by=REPLY, at=scene.clock(), due_at=scene.clock()),
        State.ANSWERED,
        by=REPLY,
        at=scene.clock(),
    )
    scene.write(sent, answered)
    case = scene.case_of(mention)
    event = case_rules.CaseEvent(at=scene.clock.advance(seconds=20), by="rosa", what="reply_sent")
    scene.ports.cases.update(case, case_rules.replied(case, scene.clock(), still_open=False), event)
    do(scene, "rosa", mention, "reopen", reason="One word more")
    assert scene.read(mention).state is State.IN_REVIEW


def test_a_message_deleted_by_its_author_does_not_hinder_closing(scene: Scene) -> None:
    gone, there = scene.mention(), scene.mention()
    scene.write(gone, move(scene.read(gone), State.WITHDRAWN, by=INGEST, at=scene.clock(), text=None))
    do(scene, "rosa", there, "resolve", outcome="dismissed")
    assert (scene.read(gone).state, scene.read(there).state) == (State.WITHDRAWN, State.RESOLVED)
