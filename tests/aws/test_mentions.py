"""The mentions table: stored once, changed under a condition, found when due."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from shared.aws.mentions import StaffReply, mention_key
from shared.domain import arrival
from shared.domain import mention as mentions
from shared.domain.lifecycle import TRIAGE, mark, move
from shared.domain.mention import EventKind, State
from shared.errors import ConflictError
from tests.support.made import ACCOUNT, NOW, PLATFORM, event, mention, seeded
from tests.support.tables import DUE_SHARDS

LATER = NOW + timedelta(minutes=1)


def test_a_mention_is_stored_once_and_the_second_put_gets_the_first(cloud):
    store, first = cloud.mentions(), mention()
    assert store.put_new(first) is None
    assert store.put_new(replace(first, text="other", version=9)) == first
    assert store.get(first.mention_id) == first
    assert len(cloud.rows()) == 1
    assert store.get("nobody") is None


def test_a_row_that_vanished_is_not_taken_for_stored(cloud):
    """The put was refused, and by the time of the look the row was gone: nothing is stored."""

    def refuse(**_arguments):
        raise ClientError({"Error": {"Code": "ConditionalCheckFailedException"}}, "PutItem")

    store = cloud.mentions()
    store.client = SimpleNamespace(put_item=refuse, get_item=lambda **_arguments: {})
    with pytest.raises(ConflictError):
        store.put_new(mention())


def test_two_writers_never_both_win(cloud):
    store, seen = cloud.mentions(), mention()
    store.put_new(seen)
    first = move(seen, State.ACKNOWLEDGING, by="triage", at=LATER, due_at=LATER)
    store.update(seen, first)
    with pytest.raises(ConflictError):
        store.update(seen, move(seen, State.IN_REVIEW, by="triage", at=LATER, due_at=LATER))
    assert store.get(seen.mention_id) == first


@pytest.mark.parametrize("other", [{"version": 2}, {"state": State.ACKNOWLEDGING}])
def test_both_state_and_version_must_be_as_seen(cloud, other):
    store, held = cloud.mentions(), mention()
    store.put_new(held)
    seen = replace(held, **other)
    with pytest.raises(ConflictError):
        store.update(seen, replace(seen, version=seen.version + 1, text="changed"))
    assert store.get(held.mention_id) == held


def test_an_update_removes_what_is_gone_and_keeps_what_a_newer_version_wrote(cloud):
    store, held = cloud.mentions(), mention(permalink="https://forum.example/p1")
    store.put_new(held)
    cloud.client("dynamodb").update_item(
        TableName="MentionsTable",
        Key=mention_key(held.mention_id),
        UpdateExpression="SET from_the_future = :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )
    gone = move(held, State.WITHDRAWN, by="ingest", at=LATER, text=None, permalink=None)
    store.update(held, gone)
    (row,) = cloud.rows()
    assert row["from_the_future"] == {"N": "1"}
    assert not {"text", "permalink", "due_at", "due_pk", "due_sk"} & row.keys()
    assert store.get(held.mention_id) == gone


def test_only_open_mentions_stand_in_the_due_index_oldest_first(cloud):
    store = cloud.mentions()
    for number in range(12):
        due_at = NOW + timedelta(seconds=(number * 7) % 12)
        store.put_new(mention(external_id=f"forum:{number}", due_at=due_at))
    store.put_new(mention(State.IGNORED, external_id="forum:done"))
    found = [list(store.overdue(shard, NOW + timedelta(seconds=6))) for shard in range(DUE_SHARDS)]
    assert sum(map(len, found)) == 7  # what is due at that very moment is included
    for shard in found:
        dues = [store.get(mention_id).due_at for mention_id in shard]
        assert dues == sorted(dues)
    assert sum(len(list(store.overdue(shard, NOW - timedelta(seconds=1)))) for shard in range(DUE_SHARDS)) == 0


def test_a_mention_is_found_at_its_new_time_and_not_at_its_old_one(cloud):
    store, held = cloud.mentions(), mention()
    store.put_new(held)
    store.update(held, move(held, State.ACKNOWLEDGING, by="triage", at=NOW, due_at=NOW + timedelta(hours=1)))
    assert [list(store.overdue(shard, LATER)) for shard in range(DUE_SHARDS)] == [[]] * DUE_SHARDS
    later = [one for shard in range(DUE_SHARDS) for one in store.overdue(shard, NOW + timedelta(hours=1))]
    assert later == [held.mention_id]


def test_an_author_is_found_by_their_newest_mentions_until_erased(cloud):
    store = cloud.mentions()
    for number in range(4):
        store.put_new(mention(external_id=f"forum:{number}", posted_at=NOW - timedelta(hours=number)))
    ids = [mentions.mention_id(PLATFORM, ACCOUNT, f"forum:{number}") for number in range(4)]
    assert store.by_author(PLATFORM, "forum:u77", 3) == ids[:3]
    assert store.count_by_author(PLATFORM, "forum:u77", NOW - timedelta(hours=2)) == 3
    first = store.get(ids[0])
    bare = move(first, State.ERASED, by="erase", at=LATER, author_id=None, text=None, external_id="")
    store.update(first, bare)
    assert store.by_author(PLATFORM, "forum:u77", 9) == ids[1:]
    assert store.get(ids[0]) == bare  # a tombstone can still be read


def test_many_are_read_at_once(cloud):
    store = cloud.mentions()
    made = [mention(external_id=f"forum:{number}") for number in range(3)]
    for one in made:
        store.put_new(one)
    wanted = [one.mention_id for one in made]
    assert store.get_many([*wanted, wanted[0], "nobody"]) == dict(zip(wanted, made, strict=True))
    assert store.get_many([]) == {}


@pytest.mark.parametrize("revision", [0, 1])
def test_a_mention_counts_as_unchanged_until_it_is_edited_or_moves(cloud, revision):
    store, seen = cloud.mentions(), mention(State.IN_REVIEW, revision=revision)
    store.put_new(seen)
    client = cloud.client("dynamodb")

    def check():
        client.transact_write_items(TransactItems=[{"ConditionCheck": store.unchanged(seen)}])

    check()
    joined = mark(seen, "joined", by="review", at=LATER, case_id="case1")
    store.update(seen, joined)
    check()  # what is no edit does not matter
    edited = mark(joined, "edited", by="ingest", at=LATER, revision=revision + 1)
    store.update(joined, edited)
    with pytest.raises(client.exceptions.TransactionCanceledException):
        check()
    store.update(edited, move(edited, State.RESOLVED, by="desk:ana", at=LATER))
    with pytest.raises(client.exceptions.TransactionCanceledException):
        check()


def test_a_staff_reply_is_stored_once_beside_its_mention(cloud):
    store = cloud.mentions()
    reply = StaffReply(
        reply_id="r1",
        mention_id="m1",
        case_id="c1",
        case_version=3,
        text="Dear Rita",
        by="ana",
        written_at=NOW,
        covers={"m2": 1},
    )
    client = cloud.client("dynamodb")
    client.put_item(**store.put_staff_reply(reply))
    assert store.staff_reply("m1", "r1") == reply
    assert store.staff_reply("m1", "r2") is None
    with pytest.raises(client.exceptions.ConditionalCheckFailedException):
        client.put_item(**store.put_staff_reply(replace(reply, text="other")))


def test_a_head_outlives_every_retry_and_an_open_one_never_expires(cloud):
    store = cloud.mentions()
    store.put_new(mention())
    (row,) = cloud.rows()
    assert "expires_at" not in row
    store.update(mention(), move(mention(), State.IGNORED, by=TRIAGE, at=NOW))
    (row,) = cloud.rows()
    assert int(row["expires_at"]["N"]) >= (NOW + timedelta(days=90)).timestamp()


def test_whatever_an_adapter_may_read_can_be_stored(cloud):
    """No event that passes the checks of ingest is refused by the table: that would be a 503 for ever."""
    words = st.text(st.characters(), max_size=40)  # lone surrogates and control characters too
    fields = {
        "kind": st.sampled_from([EventKind.CREATED, EventKind.EDITED, EventKind.DELETED]),
        **dict.fromkeys(("text", "author_name", "permalink", "language_hint"), st.none() | words),
        **dict.fromkeys(("external_id", "account_id", "author_id", "thread_id"), st.none() | words),
        "raw_kind": st.text(st.characters(), max_size=150),
        "reach": st.none() | st.integers(0, 10**38 - 1),
        "posted_at": st.none() | st.datetimes(timezones=st.just(NOW.tzinfo)),
    }

    @seeded(150)
    @given(st.builds(mentions.MentionEvent, **fields))
    def check(read):
        cleaned, _readable = arrival.clean(read)
        if arrival.bad_identifier(cleaned):
            return
        new = arrival.arrive(cleaned, None, platform=PLATFORM, account="", now=NOW, via="push")
        held = store.put_new(new) or new
        assert store.get(new.mention_id).state is held.state

    store = cloud.mentions()
    check()


def test_the_longest_mention_fits_into_a_row_and_its_keys_into_theirs(cloud):
    store = cloud.mentions()
    longest = event(
        text="🔒" * 200_000,
        author_name="🔒" * 5000,
        permalink="https://x.example/" + "p" * 2000,
        **dict.fromkeys(("external_id", "author_id", "thread_id", "in_reply_to"), "🔒" * 128),
    )
    cleaned, _readable = arrival.clean(longest)
    assert arrival.bad_identifier(cleaned) is None
    new = arrival.arrive(cleaned, None, platform=PLATFORM, account=ACCOUNT, now=NOW, via="push")
    assert store.put_new(new) is None
    (row,) = cloud.rows()
    assert max(len(row[name]["S"].encode()) for name in ("pk", "author_pk", "due_pk")) <= 2048
    assert max(len(row[name]["S"].encode()) for name in ("sk", "author_sk", "due_sk")) <= 1024
