"""Guards: who may speak automatically, how often, and how the right is given back."""

from datetime import timedelta

import pytest

from shared.aws import guards, writes
from shared.aws.guards import AUTHOR_REST
from shared.errors import ConflictError
from tests.support.made import NOW, mention

DAY = timedelta(hours=24)
MENTIONS, TALLIES = "MentionsTable", "TalliesTable"


def one(number: int = 1, **changes):
    return mention(external_id=f"forum:p{number}", **changes)


@pytest.fixture
def take(cloud):
    def take_both(held, now=NOW):
        writes.transact(cloud.client("dynamodb"), guards.take(MENTIONS, held, now))

    return take_both


@pytest.fixture
def release(cloud):
    def release_both(held):
        writes.transact(cloud.client("dynamodb"), guards.release(MENTIONS, held))

    return release_both


def test_an_author_gets_one_reply_of_an_account_in_a_day(take):
    take(one(1, thread_id="t1"))
    with pytest.raises(ConflictError) as conflict:
        take(one(2, thread_id="t2"), NOW + DAY - timedelta(seconds=1))
    assert conflict.value.failed == (0,)
    take(one(3, thread_id="t3", author_id="forum:other"))
    take(one(4, thread_id="t4", account_id="othershop"))
    take(one(5, thread_id="t5", platform="x"))


def test_a_guard_that_ran_out_is_taken_though_its_row_still_stands(take, cloud):
    assert AUTHOR_REST == DAY
    take(one(1, thread_id="t1"))
    take(one(2, thread_id="t2"), NOW + DAY)
    (author,) = [
        row for row in cloud.rows(prefix="GUARD#") if int(row["expires_at"]["N"]) == (NOW + 2 * DAY).timestamp()
    ]
    assert author["mention_id"]["S"] == one(2).mention_id


def test_an_author_gets_one_reply_in_a_thread_also_on_later_days(take):
    take(one(1, thread_id="t1"))
    with pytest.raises(ConflictError) as conflict:
        take(one(2, thread_id="t1"), NOW + 3 * DAY)
    assert conflict.value.failed == (1,)


def test_the_same_mention_takes_its_guards_again(take):
    """A claim whose answer was lost, or a second try with proof that the first does not stand."""
    take(one(1))
    take(one(1), NOW + timedelta(minutes=1))
    with pytest.raises(ConflictError):
        take(one(2), NOW + DAY)


def test_only_whoever_took_a_guard_gives_it_back(take, release, cloud):
    take(one(1))
    with pytest.raises(ConflictError):
        release(one(2))
    assert len(cloud.rows(prefix="GUARD#")) == 2
    release(one(1))
    assert cloud.rows(prefix="GUARD#") == []
    take(one(2))


def test_giving_back_what_is_not_there_is_no_error(release):
    release(one(1))


def test_no_guard_is_half_taken(take, cloud):
    take(one(1, thread_id="t1"))
    with pytest.raises(ConflictError):
        take(one(2, thread_id="t2"))
    assert len(cloud.rows(prefix="GUARD#")) == 2


def test_the_turns_of_a_thread_go_up_one_by_one_whoever_writes_and_each_is_taken_once(cloud):
    client, kind = cloud.client("dynamodb"), "praise#en"

    def taken(held, seen, kind=kind):
        writes.transact(client, [guards.take_turn(MENTIONS, held, kind, seen, NOW)])

    for number in range(3):
        held = one(number, author_id=f"forum:a{number}", thread_id="t")
        assert guards.turn(client, MENTIONS, held, kind) == number
        taken(held, number)
        with pytest.raises(ConflictError):
            taken(held, number)
    for elsewhere in ({"thread_id": "t2"}, {"account_id": "othershop"}, {"platform": "x"}):
        assert guards.turn(client, MENTIONS, one(9, **{"thread_id": "t", **elsewhere}), kind) == 0
    assert guards.turn(client, MENTIONS, one(9, thread_id="t"), "praise#es") == 0
    taken(one(9, thread_id="t"), 0, "praise#es")


def test_guards_name_no_author(take, cloud):
    take(one(1))
    assert "u77" not in str(cloud.rows(prefix="GUARD#"))


def send(cloud, number, now=NOW, limit=3, minutes=60, **changes):
    write = guards.count_send(TALLIES, one(number, **changes), limit=limit, window=timedelta(minutes=minutes), now=now)
    writes.transact(cloud.client("dynamodb"), [write])


def test_the_breaker_stops_an_account_after_its_sends_in_a_window(cloud):
    for number in range(3):
        send(cloud, number)
    with pytest.raises(ConflictError) as conflict:
        send(cloud, 4)
    assert conflict.value.failed == (0,)
    send(cloud, 4, account_id="othershop")
    send(cloud, 4, now=NOW + timedelta(minutes=60))  # the next window


def test_the_breaker_counts_by_the_windows_length(cloud):
    for number in range(3):
        send(cloud, number, minutes=1)
    with pytest.raises(ConflictError):
        send(cloud, 4, minutes=1, now=NOW + timedelta(seconds=59))
    send(cloud, 4, minutes=1, now=NOW + timedelta(seconds=60))
    send(cloud, 5, minutes=5)  # a playbook with another window counts for itself


def test_the_count_of_a_window_outlives_it(cloud):
    send(cloud, 1)
    (row,) = cloud.rows(TALLIES)
    assert int(row["expires_at"]["N"]) > (NOW + timedelta(hours=2)).timestamp()
