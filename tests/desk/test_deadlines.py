"""When a case must be looked at: snoozed, taken back, more or less urgent, escalated. Its messages are due with it."""

from datetime import datetime, timedelta

import pytest

from shared.domain import times
from shared.domain.assessment import Urgency
from shared.domain.case import CaseState
from shared.domain.mention import Mention, State
from shared.errors import ConflictError, InputError
from tests.desk.scene import Scene
from tests.desk.test_actions import do, seen
from tests.support import made

HOUR = timedelta(hours=1)
LATE = timedelta(minutes=5)  # after which the sweep counts a message as overdue


def listed(scene: Scene, folder: str) -> list[str]:
    return [row["case_id"] for row in scene.client("rosa").get(f"/api/cases?folder={folder}").json["cases"]]


def overdue(scene: Scene) -> int:
    mentions = scene.ports.mentions
    return sum(mentions.overdue_with_people(shard, scene.clock() - LATE) for shard in range(mentions.due_shards))


def in_hours(scene: Scene, hours: float) -> str:
    return times.to_text(scene.clock() + hours * HOUR)


def of_urgency(scene: Scene, urgency: Urgency, number: int = 1) -> Mention:
    return scene.of_another(number, assessment=made.assessment(urgency=urgency))


def test_a_snoozed_case_is_put_away_with_its_messages_and_is_not_late_before_its_end(scene: Scene) -> None:
    mention, other = scene.mention(), scene.mention("And again.")
    end = scene.clock() + 30 * HOUR
    assert do(scene, "rosa", mention, "claim").code == "claimed"
    assert do(scene, "rosa", mention, "snooze", until=times.to_text(end), reason="Parts come then").code == "snoozed"
    case = scene.case_of(mention)
    assert (case.state, case.due_at, case.holder, case.until_message) == (CaseState.SNOOZED, end, None, False)
    assert [scene.read(one).due_at for one in (mention, other)] == [end, end]
    assert scene.events(mention)[-1] == ("rosa", "snoozed", "Parts come then")
    assert (listed(scene, "open"), listed(scene, "snoozed")) == ([], [case.case_id])
    scene.clock.advance(hours=29)
    assert (overdue(scene), listed(scene, "open")) == (0, [])


def test_a_snooze_ends_by_itself_and_what_nobody_looks_at_then_is_late(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "snooze", until=in_hours(scene, 30))
    scene.clock.advance(hours=30)
    case = scene.case_of(mention)
    assert (listed(scene, "open"), listed(scene, "snoozed")) == ([case.case_id], [])
    assert listed(scene, "unclaimed") == [case.case_id]
    rosa = scene.client("rosa")
    assert rosa.get(f"/api/cases/{case.case_id}").json["state"] == "open"
    assert "Snooze" in scene.open(rosa, mention).said
    scene.clock.advance(minutes=6)
    assert overdue(scene) == 1
    do(scene, "rosa", mention, "claim")
    assert scene.case_of(mention).state is CaseState.OPEN


def test_a_new_message_ends_every_snooze_and_is_due_by_its_own_urgency(scene: Scene) -> None:
    mention = scene.mention(assessment=made.assessment(urgency=Urgency.HIGH))
    assert do(scene, "rosa", mention, "snooze", until="message").code == "snoozed_until_message"
    case = scene.case_of(mention)
    assert (case.until_message, case.due_at) == (True, scene.clock() + timedelta(days=30))
    scene.clock.advance(hours=2)
    scene.mention("Hello?", assessment=made.assessment(urgency=Urgency.HIGH), due_at=scene.clock())
    case = scene.case_of(mention)
    assert (case.state, case.until_message, case.due_at) == (CaseState.OPEN, False, scene.clock() + HOUR)
    assert listed(scene, "open") == [case.case_id]


def test_a_message_that_comes_during_a_snooze_puts_off_nothing_that_was_promised_sooner(scene: Scene) -> None:
    mention = scene.mention()
    end = scene.clock() + timedelta(minutes=10)
    do(scene, "rosa", mention, "snooze", until=times.to_text(end))
    scene.mention("Hello?", assessment=made.assessment(urgency=Urgency.LOW))
    assert scene.case_of(mention).due_at == end == scene.read(mention).due_at


def test_a_critical_case_is_looked_at_later_than_promised_only_with_a_reason(scene: Scene) -> None:
    mention = of_urgency(scene, Urgency.CRITICAL)
    with pytest.raises(InputError) as refused:
        do(scene, "rosa", mention, "snooze", until=in_hours(scene, 1))
    assert refused.value.field == "reason"
    assert scene.case_of(mention).state is CaseState.OPEN
    do(scene, "rosa", mention, "snooze", until=in_hours(scene, 0.2))
    do(scene, "rosa", mention, "wake")
    do(scene, "rosa", mention, "snooze", until="message", reason="The police has it")
    assert scene.case_of(mention).state is CaseState.SNOOZED


@pytest.mark.parametrize("until", ["", "tomorrow", "2026-11-22T11:59:00Z", "2027-01-01T00:00:00Z", "9" * 30])
def test_the_end_of_a_snooze_lies_ahead_and_not_too_far(scene: Scene, until: str) -> None:
    mention = scene.mention()
    with pytest.raises(InputError) as refused:
        do(scene, "rosa", mention, "snooze", until=until)
    assert refused.value.field == "until"


def test_nothing_is_snoozed_unseen_or_out_of_anothers_hands_or_under_a_reply(scene: Scene) -> None:
    mention = scene.mention()
    before = seen(scene, mention)
    scene.mention("News")
    with pytest.raises(ConflictError, match="1 new message"):
        do(scene, "rosa", mention, "snooze", until=in_hours(scene, 1), seen=before)
    do(scene, "rolf", mention, "claim")
    with pytest.raises(ConflictError, match="Rolf holds this case"):
        do(scene, "rosa", mention, "snooze", until=in_hours(scene, 1))
    do(scene, "rolf", mention, "reply", mention_id=mention.mention_id, reply_id="a" * 32, text="We look into it.")
    with pytest.raises(ConflictError, match="on its way"):
        do(scene, "rolf", mention, "snooze", until=in_hours(scene, 1))


def test_a_case_taken_back_is_due_by_its_urgency_again_or_sooner(scene: Scene) -> None:
    soon, late = of_urgency(scene, Urgency.HIGH, 1), of_urgency(scene, Urgency.HIGH, 2)
    do(scene, "rosa", soon, "snooze", until=in_hours(scene, 0.5))
    do(scene, "rosa", late, "snooze", until=in_hours(scene, 72))
    scene.clock.advance(minutes=6)
    for mention, due_at in ((soon, scene.clock() + 0.4 * HOUR), (late, scene.clock() + HOUR)):
        assert do(scene, "rosa", mention, "wake").code == "woken"
        case = scene.case_of(mention)
        assert (case.state, case.due_at) == (CaseState.OPEN, due_at)
        assert scene.read(mention).due_at == due_at
    with pytest.raises(InputError, match="not snoozed"):
        do(scene, "rosa", soon, "wake")


def test_more_urgent_is_due_sooner_and_stored_as_a_correction(scene: Scene) -> None:
    mention = of_urgency(scene, Urgency.LOW)
    scene.clock.advance(hours=2)
    assert do(scene, "rosa", mention, "rate", urgency="high").code == "rated"
    case, after = scene.case_of(mention), scene.read(mention)
    assert (case.urgency, case.due_at, after.due_at) == (Urgency.HIGH, scene.clock() + HOUR, scene.clock() + HOUR)
    (correction,) = after.corrections
    assert (correction.what, correction.said, correction.right, correction.by) == ("urgency", "low", "high", "rosa")
    assert scene.events(mention)[-1] == ("rosa", "urgency_raised", "")


def test_less_urgent_needs_a_reason_and_is_due_by_when_it_came(scene: Scene) -> None:
    mention = of_urgency(scene, Urgency.CRITICAL)
    came = scene.clock()
    scene.clock.advance(minutes=10)
    with pytest.raises(InputError) as refused:
        do(scene, "rosa", mention, "rate", urgency="normal")
    assert refused.value.field == "reason"
    do(scene, "rosa", mention, "rate", urgency="normal", reason="A game, not a fire")
    case = scene.case_of(mention)
    assert (case.urgency, case.due_at, scene.read(mention).due_at) == (
        Urgency.NORMAL,
        came + 8 * HOUR,
        came + 8 * HOUR,
    )
    assert scene.events(mention)[-1] == ("rosa", "urgency_lowered", "A game, not a fire")


def test_what_a_person_lowered_is_not_raised_again_by_a_ring(scene: Scene) -> None:
    mention = of_urgency(scene, Urgency.CRITICAL)
    do(scene, "rosa", mention, "rate", urgency="low", reason="A game")
    before = scene.case_of(mention)
    scene.clock.advance(minutes=1)
    scene.open_case(mention.mention_id)
    assert scene.case_of(mention) == before


def test_a_message_that_was_answered_is_not_due_again_by_an_urgency(scene: Scene) -> None:
    mention = scene.mention()
    case = scene.case_of(mention)
    do(scene, "rosa", mention, "resolve", outcome="dismissed")
    with pytest.raises(InputError, match="closed"):
        do(scene, "rosa", mention, "rate", urgency="critical")
    assert (scene.read(mention).state, scene.read(mention).due_at) == (State.RESOLVED, None)
    assert scene.case_of(mention).urgency is case.urgency


@pytest.mark.parametrize(("urgency", "state"), [("low", "as_it_stands"), ("soon", None)])
def test_an_urgency_that_stands_or_is_none_changes_nothing(scene: Scene, urgency: str, state: str | None) -> None:
    mention = of_urgency(scene, Urgency.LOW)
    version = scene.case_of(mention).version
    if state:
        assert do(scene, "rosa", mention, "rate", urgency=urgency).code == state
    else:
        with pytest.raises(InputError, match="one of critical, high, normal, low"):
            do(scene, "rosa", mention, "rate", urgency=urgency)
    assert scene.case_of(mention).version == version


def test_a_case_that_is_escalated_is_told_of_once_and_the_reason_is_a_note(scene: Scene) -> None:
    mention = of_urgency(scene, Urgency.LOW)
    scene.cloud.notices()
    page = scene.client("rosa").call(
        "POST",
        f"/api/cases/{scene.case_of(mention).case_id}/escalate",
        {"reason": "@ada: the heater burns", "seen": seen(scene, mention)},
    )
    assert page.json["done"] == "escalated"
    case = scene.case_of(mention)
    quarter = scene.clock() + timedelta(minutes=15)
    assert (case.urgency, case.escalated, case.mentioned, case.due_at) == (Urgency.CRITICAL, True, ("ada",), quarter)
    assert scene.read(mention).due_at == quarter
    assert [note["text"] for note in page.json["case"]["notes"]] == ["@ada: the heater burns"]
    (notice,) = scene.cloud.notices()
    assert (notice["case_id"], notice["urgency"]) == (case.case_id, "critical")
    assert "heater" not in str(notice)
    with pytest.raises(ConflictError, match="escalated already"):
        do(scene, "rosa", mention, "escalate", reason="Again")
    assert scene.cloud.notices() == []


def test_escalating_never_lowers(scene: Scene) -> None:
    mention = of_urgency(scene, Urgency.CRITICAL)
    do(scene, "rosa", mention, "escalate", reason="Look", urgency="high")
    assert scene.case_of(mention).urgency is Urgency.CRITICAL
    with pytest.raises(InputError):
        do(scene, "rosa", of_urgency(scene, Urgency.LOW, 2), "escalate", reason="Look", urgency="low")


def test_all_of_it_is_done_by_forms(scene: Scene) -> None:
    mention = of_urgency(scene, Urgency.NORMAL)
    case = scene.case_of(mention).case_id
    rosa = scene.client("rosa")
    page = rosa.submit(scene.open(rosa, mention), f"/cases/{case}/snooze", until="other", moment="2026-11-23T09:30")
    assert scene.case_of(mention).due_at == datetime.fromisoformat("2026-11-23T09:30:00+00:00")
    assert "put away; it comes back by itself" in page.said
    page = rosa.submit(scene.open(rosa, mention), f"/cases/{case}/wake")
    assert "The case is back." in page.said
    page = rosa.submit(page, f"/cases/{case}/rate", urgency="low")
    assert page.status == 422
    assert "say why it is less urgent" in page.said
    page = rosa.submit(page, f"/cases/{case}/rate", urgency="low", reason="Small")
    assert "Its urgency and deadline are changed." in page.said
    page = rosa.submit(page, f"/cases/{case}/escalate", reason="The press calls")
    assert "have been told of this one" in page.said
    assert "Escalated" in page.said
