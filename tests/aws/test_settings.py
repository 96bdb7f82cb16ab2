"""The settings table: every read is consistent, versions stay, sessions run out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.aws import writes
from shared.aws.settings import Settings
from shared.domain.brand import Block, BlockKind, Role, Staff, StopSwitch
from shared.domain.playbook import Playbook
from shared.errors import ConfigurationError, ConflictError
from tests.support.made import ACCOUNT, BRAND, NOW, PLATFORM, account

PLAYBOOK = Playbook(brand=BRAND, version=1, title="Our Shop")


class Consistent:
    """Passes calls on to the client, and refuses a read that may be old."""

    def __init__(self, client):
        self.client = client

    def __getattr__(self, name):
        def call(**arguments):
            if name in ("get_item", "query"):
                assert arguments.get("ConsistentRead") is True, name
            return getattr(self.client, name)(**arguments)

        return call


def test_every_read_is_consistent(cloud):
    store = Settings(Consistent(cloud.client("dynamodb")), "SettingsTable")
    store.publish(PLAYBOOK)
    store.playbook(BRAND)
    store.brands()
    store.find_playbook(BRAND)
    store.account(PLATFORM, ACCOUNT)
    store.accounts()
    store.stop_switch(BRAND)
    store.block(BRAND, PLATFORM, "a")
    store.thread_stop(PLATFORM, ACCOUNT, "t")
    store.staff("ana")
    store.session("s", NOW)


def test_what_was_written_is_read(cloud):
    store = cloud.settings()
    ours = account(own_author_ids=("forum:us",), decided_by="ana", decided_at=NOW)
    ana = Staff(staff_id="ana", name="Ana", roles={BRAND: Role.ADMIN, "*": Role.VIEWER})
    store.put_account(ours)
    store.put_staff(ana)
    assert store.account(PLATFORM, ACCOUNT) == ours
    assert store.account(PLATFORM, "other") is None
    assert store.account("x", ACCOUNT) is None
    assert store.staff("ana") == ana
    assert (ana.role(BRAND), ana.role("other"), store.staff("bo")) == (Role.ADMIN, Role.VIEWER, None)


def test_accounts_are_listed_as_they_are_read(cloud):
    store = cloud.settings()
    ours, theirs = account(), account(platform="x", account_id="4711", brand="another")
    for one in (theirs, ours, replace(theirs, automatic=False)):
        store.put_account(one)
    assert store.accounts() == [ours, replace(theirs, automatic=False)]
    assert store.account("x", "4711") == store.accounts()[1]
    with pytest.raises(ConflictError):
        store.put_account(replace(ours, title="Lost"), also=[refused(cloud)])
    assert (store.account(PLATFORM, ACCOUNT), store.accounts()[0]) == (ours, ours)


def refused(cloud):
    """A write that fails, whatever stands."""
    write = cloud.settings().put_thread_stop(PLATFORM, ACCOUNT, "t", StopSwitch())
    return {"Put": {**write["Put"], "ConditionExpression": "attribute_exists(pk)"}}


def test_a_playbook_stays_as_it_was_published_and_the_newest_is_in_force(cloud):
    store = cloud.settings()
    with pytest.raises(ConfigurationError, match=f"brand {BRAND} has no playbook; publish one"):
        store.playbook(BRAND)
    assert store.find_playbook(BRAND) is None
    store.publish(PLAYBOOK)
    assert store.playbook(BRAND) == PLAYBOOK
    second = PLAYBOOK.model_copy(update={"version": 2, "title": "Our New Shop"})
    store.publish(second)
    assert (store.playbook(BRAND), store.brands()) == (second, {BRAND: "Our New Shop"})
    with pytest.raises(ConflictError):
        store.publish(second.model_copy(update={"title": "rewritten"}))
    assert store.playbook(BRAND) == second
    assert len(cloud.rows("SettingsTable", "PLAYBOOK#")) == 2


def test_the_switch_is_off_until_somebody_stops_and_ends_by_itself(cloud):
    store = cloud.settings()
    assert not store.stop_switch(BRAND).is_on(NOW)
    stopped = StopSwitch(stopped=True, reason="a mistake", by="ana", at=NOW, until=NOW + timedelta(hours=1))
    store.put_stop_switch(BRAND, stopped)
    assert store.stop_switch(BRAND) == stopped
    assert stopped.is_on(NOW + timedelta(minutes=59))
    assert not stopped.is_on(NOW + timedelta(hours=1))
    assert not store.stop_switch("other").is_on(NOW)
    store.put_stop_switch(BRAND, StopSwitch(stopped=False, by="ana", at=NOW))
    assert not store.stop_switch(BRAND).is_on(NOW)


def test_blocks_hold_for_exactly_what_they_name(cloud):
    store = cloud.settings()
    block = Block(kind=BlockKind.TROLL, reason="baits", by="ana", at=NOW, until=NOW + timedelta(days=7))
    stopped = StopSwitch(stopped=True, reason="off topic", by="ana", at=NOW)
    put = [store.put_block(BRAND, PLATFORM, "troll", block), store.put_thread_stop(PLATFORM, ACCOUNT, "t1", stopped)]
    writes.transact(cloud.client("dynamodb"), put)
    assert store.block(BRAND, PLATFORM, "troll") == block
    assert store.block("another", PLATFORM, "troll") is None
    assert store.block(BRAND, PLATFORM, "other") is None
    assert store.block(BRAND, "x", "troll") is None
    assert store.thread_stop(PLATFORM, ACCOUNT, "t1") == stopped
    assert not store.thread_stop(PLATFORM, ACCOUNT, "t2").stopped


def test_a_session_runs_out_though_its_row_still_stands(cloud):
    store = cloud.settings()
    until = NOW + timedelta(hours=8)
    store.put_session("s", {"staff": "ana", "csrf": "c"}, until)
    assert store.session("s", NOW) == {"staff": "ana", "csrf": "c", "until": until}
    assert store.session("s", until) is None
    store.extend_session("s", until + timedelta(hours=1))
    assert store.session("s", until)["staff"] == "ana"
    assert len(cloud.rows("SettingsTable")) == 1


def test_a_session_ends_once_and_for_all(cloud):
    store = cloud.settings()
    store.put_session("s", {"staff": "ana"}, NOW + timedelta(hours=8))
    assert store.end_session("s")
    assert not store.end_session("s")
    store.extend_session("s", NOW + timedelta(hours=9))
    assert store.session("s", NOW) is None
    assert cloud.rows("SettingsTable") == []


@pytest.mark.parametrize(
    ("role", "allowed"), [("viewer", ["viewer"]), ("responder", ["viewer", "responder"]), ("admin", list(Role))]
)
def test_a_role_allows_itself_and_what_is_below(role, allowed):
    assert [needed for needed in Role if Role(role).allows(needed)] == allowed
