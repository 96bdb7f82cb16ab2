"""Cases in the table: one open case a conversation, every write on the version seen, the queue in order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.aws.cases import Held
from shared.domain import case as rules
from shared.domain.assessment import Urgency
from shared.domain.case import LEASE, CaseEvent, CaseState, Outcome
from shared.domain.lifecycle import mark, move
from shared.domain.mention import State
from shared.errors import ConflictError
from tests.support.made import BRAND, NOW, case, mention

LATER = NOW + timedelta(minutes=1)
DUE = NOW + timedelta(hours=8)


def waiting(cloud, number=1, **changes):
    """A stored mention that waits for its case."""
    held = mention(State.IN_REVIEW, external_id=f"forum:p{number}", **changes)
    cloud.mentions().put_new(held)
    return held


def line(what, at=NOW):
    return CaseEvent(at=at, by="review", what=what)


def create(cloud, held, case_id="case1", instead_of=None, at=NOW):
    after = mark(held, "joined", by="review", at=at, case_id=case_id)
    opened = rules.open_case(after, urgency=Urgency.NORMAL, due_at=DUE, at=at)
    cloud.cases().create(opened, held, after, line("opened", at), instead_of=instead_of)
    return opened


def join(cloud, opened, held, at=LATER):
    after = mark(held, "joined", by="review", at=at, case_id=opened.case_id)
    joined = rules.join(opened, held, urgency=Urgency.HIGH, due_at=DUE, at=at)
    cloud.cases().join(opened, joined, held, after, line("joined", at))
    return joined


def test_a_case_is_created_with_its_first_member(cloud):
    held = waiting(cloud)
    opened = create(cloud, held)
    store = cloud.cases()
    assert store.get("case1") == opened
    assert store.get("nobody") is None
    assert [one.mention_id for one in store.members("case1")] == [held.mention_id]
    assert store.members("case1")[0].case_id == "case1"
    assert store.timeline("case1") == [line("opened")]
    assert store.of_conversation(held) == opened
    assert store.of_conversation(replace(held, thread_id="t0")) is None
    assert store.of_conversation(replace(held, author_id="forum:other")) is None


def test_a_conversation_gets_one_case_though_two_are_opened_at_once(cloud):
    one, two = waiting(cloud, 1), waiting(cloud, 2)
    create(cloud, one, "case1")
    with pytest.raises(ConflictError) as conflict:
        create(cloud, two, "case2")
    assert conflict.value.failed == (2,)
    assert cloud.cases().get("case2") is None
    assert cloud.mentions().get(two.mention_id) == two
    assert cloud.cases().timeline("case2") == []


def test_nothing_is_created_if_the_mention_changed(cloud):
    held = waiting(cloud)
    cloud.mentions().update(held, mark(held, "edited", by="ingest", at=NOW, text="other"))
    with pytest.raises(ConflictError) as conflict:
        create(cloud, held)
    assert conflict.value.failed == (0,)
    assert cloud.rows(prefix="CASE#") == cloud.rows(prefix="CONVERSATION#") == []


def test_another_mention_of_the_conversation_joins(cloud):
    one = waiting(cloud, 1)
    two = waiting(cloud, 2, posted_at=one.posted_at - timedelta(hours=1))
    opened = create(cloud, one)
    joined = join(cloud, opened, two)
    store = cloud.cases()
    assert store.get("case1") == joined
    assert (joined.version, joined.members, joined.urgency) == (2, 2, "high")
    assert [member.mention_id for member in store.members("case1")] == [two.mention_id, one.mention_id]  # oldest first
    assert [entry.what for entry in store.timeline("case1")] == ["opened", "joined"]
    assert store.of_conversation(two) == joined


def test_nobody_joins_a_case_that_changed_meanwhile(cloud):
    one, two = waiting(cloud, 1), waiting(cloud, 2)
    opened = create(cloud, one)
    closed = rules.close(opened, LATER, Outcome.DISMISSED)
    cloud.cases().update(opened, closed, line("resolved", LATER))
    with pytest.raises(ConflictError) as conflict:
        join(cloud, opened, two)
    assert conflict.value.failed == (1,)
    assert cloud.mentions().get(two.mention_id).case_id is None


def test_a_closed_case_is_followed_by_a_new_one_once(cloud):
    one, two, three = (waiting(cloud, number) for number in (1, 2, 3))
    opened = create(cloud, one)
    closed = rules.close(opened, LATER, Outcome.DISMISSED)
    cloud.cases().update(opened, closed, line("resolved", LATER))
    second = create(cloud, two, "case2", instead_of=closed)
    assert cloud.cases().of_conversation(one) == second
    with pytest.raises(ConflictError) as conflict:
        create(cloud, three, "case3", instead_of=closed)
    assert conflict.value.failed == (2,)


def test_every_write_of_a_case_needs_the_version_seen(cloud):
    opened = create(cloud, waiting(cloud))
    claimed = rules.claim(opened, "ana", LATER)
    cloud.cases().update(opened, claimed, line("claimed", LATER))
    with pytest.raises(ConflictError) as conflict:
        cloud.cases().update(opened, rules.claim(opened, "bo", LATER), line("claimed", LATER))
    assert conflict.value.failed == (0,)
    assert cloud.cases().get("case1") == claimed
    assert len(cloud.cases().timeline("case1")) == 2


def test_what_belongs_to_a_change_is_written_with_it_or_not_at_all(cloud):
    held = waiting(cloud)
    opened = create(cloud, held)
    stale = move(held, State.RESOLVED, by="desk:ana", at=LATER)  # of the version before it joined
    change = {"Update": cloud.mentions().change(held, stale)}
    with pytest.raises(ConflictError) as conflict:
        cloud.cases().update(
            opened, rules.close(opened, LATER, Outcome.DISMISSED), line("resolved"), with_writes=[change]
        )
    assert conflict.value.failed == (2,)
    assert cloud.cases().get("case1") == opened


def put_all(cloud, made):
    for one in made:
        cloud.client("dynamodb").put_item(TableName="MentionsTable", Item=cloud.cases().to_item(one))


def test_the_queue_shows_the_earliest_deadline_first_across_shards(cloud):
    made = [case(case_id=f"case{number}", due_at=NOW + timedelta(minutes=(number * 7) % 10)) for number in range(10)]
    made += [
        case(case_id="more_urgent", due_at=NOW, urgency=Urgency.CRITICAL),
        case(case_id="closed", state=CaseState.CLOSED),
        case(case_id="foreign", brand="other"),
    ]
    put_all(cloud, made)
    found = cloud.cases().queue(BRAND, "open", 4)
    assert [one.case_id for one in found] == ["more_urgent", "case0", "case3", "case6"]
    assert len(cloud.cases().queue(BRAND, "open", 100)) == 11
    assert [one.case_id for one in cloud.cases().queue(BRAND, "closed", 9)] == ["closed"]
    assert cloud.cases().queue(BRAND, "open", 1, latest_first=True)[0].case_id == "case7"


def test_a_case_leaves_its_folder_with_its_state_and_moves_with_its_deadline(cloud):
    put_all(cloud, [case(), case(case_id="case2", due_at=DUE + timedelta(hours=1))])
    later = rules.raised(case(), LATER, urgency=Urgency.NORMAL, due_at=DUE)
    cloud.cases().update(case(), later, line("news"))
    earlier = case(case_id="case2", due_at=DUE + timedelta(hours=1))
    raised = rules.raised(earlier, LATER, urgency=Urgency.HIGH, due_at=NOW)
    cloud.cases().update(earlier, raised, line("news"))
    assert [one.case_id for one in cloud.cases().queue(BRAND, "open", 9)] == ["case2", "case1"]
    cloud.cases().update(raised, rules.close(raised, LATER, Outcome.DISMISSED), line("resolved"))
    assert [one.case_id for one in cloud.cases().queue(BRAND, "open", 9)] == ["case1"]


def test_the_queue_shows_what_one_person_holds_and_what_nobody_holds(cloud):
    mine = case(case_id="mine", holder="ana", lease_until=NOW + LEASE)
    lapsed = case(case_id="lapsed", holder="ana", lease_until=NOW)
    theirs = case(case_id="theirs", holder="bo", lease_until=NOW + LEASE)
    put_all(cloud, [mine, lapsed, theirs, case(case_id="free")])

    def ids(held):
        return {one.case_id for one in cloud.cases().queue(BRAND, "open", 9, held=held)}

    assert ids(Held("ana", NOW)) == {"mine"}
    assert ids(Held(None, NOW)) == {"lapsed", "free"}
    assert ids(None) == {"mine", "lapsed", "theirs", "free"}


def test_the_list_reads_from_the_index_all_that_a_case_must_have(cloud):
    full = case(
        reach=5, news=2, author_name="Rita", topic="outage", language="es", holder="ana", lease_until=NOW + LEASE
    )
    put_all(cloud, [full])
    (found,) = cloud.cases().queue(BRAND, "open", 1)
    assert replace(found, thread_key=full.thread_key, author_id=full.author_id) == full
