"""`heed replay` on the whole system: what was not understood, and what died, is run again; looking changes nothing."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from functions.ingest.receive import ENTRIES_LIMIT
from infra import cli, present, redrive, stores
from infra.local.seed import seed
from infra.samples.library import load
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING
from shared.domain.case import CaseEvent, CaseState, acted, claim
from shared.domain.mention import State
from shared.errors import HeedError
from shared.platforms.facebook import webhook as facebook
from shared.platforms.standard_webhooks import webhook
from tests.support.emulator import HeedSystem

PLATFORM = "standard_webhooks"
TABLES = ("MENTIONS_TABLE", "DELIVERIES_TABLE", "SETTINGS_TABLE", "TALLIES_TABLE")


@pytest.fixture
def system(heed_system: HeedSystem, monkeypatch: pytest.MonkeyPatch) -> HeedSystem:
    seed(heed_system.client, heed_system.variables)
    queues = {name: heed_system.resources.identify(name).ref for name in stores.QUEUES}
    opened = stores.of(heed_system.client, heed_system.variables, queues)
    monkeypatch.setattr(stores, "local", lambda: opened)
    monkeypatch.setattr(cli, "PAUSE_S", 0)
    monkeypatch.setattr(redrive, "WAIT_S", 0)
    return heed_system


def heed(*arguments: str, command: str = "replay") -> tuple[Result, str]:
    """How the command ended, and what it printed on a terminal of the usual width."""
    with pytest.MonkeyPatch.context() as patch:
        printed = io.StringIO()
        patch.setattr(present, "console", Console(file=printed, width=80))
        return CliRunner().invoke(cli.app, [command, *arguments]), printed.getvalue()


def replayed(*arguments: str) -> list[dict[str, Any]]:
    """What a replay did, or would do."""
    result, printed = heed(*arguments, "--json")
    assert result.exit_code == 0, result.exception
    return json.loads(printed)["done"]


def shown(*arguments: str) -> str:
    """What a person sees, with single spaces."""
    result, printed = heed(*arguments)
    assert result.exit_code == 0, result.exception
    return " ".join(printed.split())


def refusal(*arguments: str) -> str:
    result, _printed = heed(*arguments)
    assert isinstance(result.exception, HeedError), result.exception
    return str(result.exception)


def deliver(system: HeedSystem, body: bytes, platform: str = PLATFORM) -> None:
    proof = sign(platform, body, SIGNING[platform]["signing"][0], delivery_id="d", now=system.clock())
    assert system.request("POST", f"/webhooks/{platform}", proof, body).status == 200


def sample(system: HeedSystem, name: str, suffix: str = "1") -> bytes:
    found = next(one for one in load(PLATFORM) if one.name.endswith(name))
    return found.body(system.clock(), suffix)


def kept(system: HeedSystem) -> dict[str, dict[str, Any]]:
    """The rows of quarantine, by delivery."""
    rows = system.items("DELIVERIES_TABLE")
    return {row["pk"]["S"].removeprefix("DELIVERY#"): row for row in rows if row["sk"]["S"] == "QUARANTINE"}


def snapshot(system: HeedSystem) -> tuple[Any, ...]:
    """Every row of every table, and how many messages each queue shows and hides."""
    client = system.client("sqs")
    wanted = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    queues = {
        name: client.get_queue_attributes(QueueUrl=system.resources.identify(name).ref, AttributeNames=wanted)[
            "Attributes"
        ]
        for name in stores.QUEUES
    }
    tables = {
        name: sorted(json.dumps(row, default=str, sort_keys=True) for row in system.items(name)) for name in TABLES
    }
    return tables, queues


# Quarantine


def misread(system: HeedSystem, monkeypatch: pytest.MonkeyPatch, *bodies: bytes) -> None:
    """Deliveries that an adapter with a fault put into quarantine; afterwards it is mended."""
    with monkeypatch.context() as faulty:
        faulty.setattr(webhook, "parse", lambda _request: 1 / 0)
        for body in bodies:
            deliver(system, body)
            system.clock.advance(1)  # the older one is replayed first


def test_what_is_understood_today_is_stored_answered_and_leaves_quarantine(
    system: HeedSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    misread(system, monkeypatch, sample(system, "_thanks"))
    (delivery,) = kept(system)
    (done,) = replayed(delivery[:25], "--reason", "the adapter is mended")
    assert done == {"delivery": delivery, "entries": 1, "reasons": []}
    system.drain()
    assert kept(system) == {}
    assert [row["state"]["S"] for row in system.items("MENTIONS_TABLE") if "state" in row] == ["acknowledged"]
    assert len(system.standins.wall()) == 1
    (note,) = [row for row in system.items("DELIVERIES_TABLE") if row["pk"]["S"] == "REPLAY"]
    assert note["reason"]["S"] == "the adapter is mended"
    assert refusal(delivery, "--reason", "again").startswith("delivery: 0 in quarantine begin with")


def test_a_replay_that_died_half_way_is_repeated_and_doubles_nothing(
    system: HeedSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    misread(system, monkeypatch, sample(system, "_thanks"))
    opened = stores.local()
    with monkeypatch.context() as dying:
        dying.setattr(opened.deliveries, "discard", lambda _delivery: 1 / 0)
        assert heed("--all", "--reason", "first try")[0].exit_code == 1
    system.drain()
    assert len(kept(system)) == len(system.standins.wall()) == 1
    replayed("--all", "--reason", "second try")
    system.drain()
    assert kept(system) == {}
    assert len(system.standins.wall()) == 1


def test_an_edit_without_a_time_does_not_undo_a_newer_one(system: HeedSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    """The older edit was not understood when it came; it is read again when a newer one has been applied."""
    value = {
        "from": {"id": "6600001", "name": "Rita"},
        "item": "comment",
        "verb": "edited",
        "comment_id": "7000_501",
        "post_id": "110022003300440_7000",
        "parent_id": "110022003300440_7000",
    }
    older, newer = (
        json.dumps(
            {
                "object": "page",
                "entry": [
                    {"id": "110022003300440", "changes": [{"field": "feed", "value": {**value, "message": said}}]}
                ],
            }
        ).encode()
        for said in ("You are great, thank you!", "I take it back: my order came broken.")
    )
    with monkeypatch.context() as faulty:
        faulty.setattr(facebook, "parse", lambda _request: 1 / 0)
        deliver(system, older, "facebook")
    system.clock.advance(60)
    deliver(system, newer, "facebook")
    system.clock.advance(60)
    (done,) = replayed("--all", "--reason", "the adapter is mended")
    assert (done["entries"], done["reasons"], kept(system)) == (1, [], {})
    system.drain()
    (row,) = [row for row in system.items("MENTIONS_TABLE") if row["pk"]["S"].startswith("MENTION#")]
    assert row["text"]["S"] == "I take it back: my order came broken."


def test_what_is_still_not_understood_stays_and_did_not_arrive_again(
    system: HeedSystem, capsys: pytest.CaptureFixture[str]
) -> None:
    deliver(system, b'{"type": "mention.translated", "data": {}}')
    before = kept(system)
    system.clock.advance(3600)
    capsys.readouterr()
    for _ in range(2):
        (done,) = replayed("--all", "--reason", "perhaps now")
        assert done["reasons"]
    assert kept(system) == before
    assert "Quarantined" not in capsys.readouterr().out


def test_a_delivery_that_is_misread_in_another_way_now_tells_the_new_reason(
    system: HeedSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    misread(system, monkeypatch, b'{"type": "mention.translated", "data": {}}')
    (before,) = kept(system).values()
    replayed("--all", "--reason", "perhaps now")
    (after,) = kept(system).values()
    assert before["reasons"] != after["reasons"]
    assert {**before, "reasons": None} == {**after, "reasons": None}


def test_a_delivery_with_too_many_entries_for_the_door_is_taken_in_by_hand(system: HeedSystem) -> None:
    changes = [
        {"field": "feed", "value": {"item": "comment", "verb": "add", "comment_id": f"1_{number}", "message": "Hi"}}
        for number in range(ENTRIES_LIMIT + 1)
    ]
    deliver(system, json.dumps({"object": "page", "entry": [{"id": "1", "changes": changes}]}).encode(), "facebook")
    (reason,) = next(iter(kept(system).values()))["reasons"]["L"]
    (done,) = replayed("--all", "--reason", "a large batch, looked at")
    assert (reason["S"], done["entries"], done["reasons"]) == ("too_many_entries", 1001, [])
    parts = [row["events"]["L"] for row in system.items("DELIVERIES_TABLE") if "events" in row]
    assert sum(len(part) for part in parts) == ENTRIES_LIMIT + 1  # to be handed out like those of any large delivery


def test_names_that_fit_none_or_several_are_refused(system: HeedSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    misread(system, monkeypatch, b"{}", b"[]")
    assert refusal(PLATFORM, "--dry-run").startswith("delivery: 2 in quarantine begin with")
    assert refusal("nobody", "--dry-run").startswith("delivery: 0 in quarantine begin with")
    assert refusal("--dry-run").startswith("delivery: name deliveries")
    assert refusal("--all", "x", "--dry-run").startswith("delivery: name deliveries")
    assert refusal("--all").startswith("--reason: say why")
    assert refusal("--all", "--discard", "--dry-run").startswith("--discard: it goes with")
    assert refusal("--dead-letters", "nobody", "--dry-run").startswith("queue: no dead letters are called")
    assert refusal("--dead-letters", "--all", "replies", "--dry-run").startswith("--all: it takes every queue: leave")


def test_what_became_of_each_delivery_is_said_under_its_whole_id(
    system: HeedSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    misread(system, monkeypatch, sample(system, "_thanks"), b'{"type": "mention.translated", "data": {}}')
    understood, odd = sorted(kept(system), key=lambda one: len(kept(system)[one]["body"]["B"]), reverse=True)
    _, listed = heed(command="quarantine")
    looked = heed("--all", "--dry-run")[1]
    for printed in (listed, looked):
        assert {understood, odd} <= set(printed.splitlines())
    assert "1 entry to store; would leave quarantine" in looked
    assert "it would be: 1 out of quarantine, 1 still there, of 2 deliveries" in " ".join(looked.split())
    done = shown("--all", "--reason", "the adapter is mended")
    assert f"{understood} 1 entry stored; has left quarantine" in done
    assert f"{odd} 0 entries stored; stays in quarantine, not understood:" in done
    assert done.endswith("1 out of quarantine, 1 still there, of 2 deliveries")


# Dead letters


def put(system: HeedSystem, queue: str, *bodies: str) -> None:
    for body in bodies:
        system.client("sqs").send_message(QueueUrl=system.resources.identify(queue).ref, MessageBody=body)


def bell(mention_id: str) -> str:
    return json.dumps({"mention_id": mention_id})


def stand(system: HeedSystem, state: State) -> str:
    """A mention that stands in this state because the bell after triage was lost."""
    deliver(system, sample(system, "_thanks" if state is State.ACKNOWLEDGING else "_complaint"))
    with pytest.MonkeyPatch.context() as deaf:
        deaf.setattr("shared.aws.queues.Doorbell.ring", lambda *_arguments, **_options: None)
        system.drain()
    (mention,) = [row for row in system.items("MENTIONS_TABLE") if row.get("state") == {"S": str(state)}]
    return mention["mention_id"]["S"]


def test_a_reply_that_died_is_rung_again_and_posted_once(system: HeedSystem) -> None:
    mention_id = stand(system, State.ACKNOWLEDGING)
    put(system, "RepliesDeadLetters", bell(mention_id), bell(mention_id))
    looked = shown("--dead-letters", "--all", "--dry-run")
    assert f"would be done: mention {mention_id}: its step is rung again" in looked
    assert looked.endswith("it would be: 2 rung again, of 2 dead letters")
    done = replayed("--dead-letters", "replies", "--reason", "the platform is back")
    assert [(one["found"], one["mention_id"]) for one in done] == [("rung", mention_id)] * 2
    system.drain()
    assert len(system.standins.wall()) == 1
    assert replayed("--dead-letters", "--dry-run") == []
    assert shown("--dead-letters", "--dry-run") == "no dead letters to run again"


def test_a_review_that_died_is_rung_again_and_opens_its_case(system: HeedSystem) -> None:
    mention_id = stand(system, State.IN_REVIEW)
    put(system, "ReviewsDeadLetters", bell(mention_id))
    assert [one["found"] for one in replayed("--dead-letters", "--reason", "mended")] == ["rung"]
    system.drain()
    mention = stores.local().mentions.get(mention_id)
    assert mention is not None
    assert mention.with_people
    put(system, "ReviewsDeadLetters", bell(mention_id))
    (done,) = replayed("--dead-letters", "--reason", "once more")
    assert (done["found"], done["removed"]) == ("moved on", True)


def test_a_review_of_an_urgent_case_that_nobody_took_up_is_rung_again(system: HeedSystem) -> None:
    """It may have died after the case was opened and before anybody was told."""
    deliver(system, sample(system, "_safety"))
    system.drain()
    (row,) = [row for row in system.items("MENTIONS_TABLE") if row.get("state") == {"S": "in_review"}]
    letter = bell(row["mention_id"]["S"])
    put(system, "ReviewsDeadLetters", letter)
    assert [one["found"] for one in replayed("--dead-letters", "--reason", "mended")] == ["rung"]
    cases = stores.local().cases
    before = cases.get(row["case_id"]["S"])
    assert before is not None
    now = system.clock()
    after = acted(claim(before, "ana", now), "ana", now, state=CaseState.OPEN)
    cases.update(before, replace(after, version=before.version + 1), CaseEvent(at=now, by="ana", what="acted"))
    put(system, "ReviewsDeadLetters", letter)
    assert [one["found"] for one in replayed("--dead-letters", "--reason", "again")] == ["moved on"]


def test_a_letter_whose_mention_moved_on_is_only_removed(system: HeedSystem) -> None:
    deliver(system, sample(system, "_thanks"))
    system.drain()
    (mention,) = [row for row in system.items("MENTIONS_TABLE") if "state" in row]
    put(system, "RepliesDeadLetters", bell(mention["mention_id"]["S"]), bell("nobody"))
    before = snapshot(system)
    done = replayed("--dead-letters", "--reason", "tidy up")
    assert [(one["found"], one["removed"]) for one in done] == [("moved on", True)] * 2
    after = snapshot(system)
    assert after[0]["MENTIONS_TABLE"] == before[0]["MENTIONS_TABLE"]
    assert after[1]["RepliesQueue"] == before[1]["RepliesQueue"]
    assert after[1]["RepliesDeadLetters"]["ApproximateNumberOfMessages"] == "0"


def test_what_is_not_ours_stays_and_is_named_with_a_remedy(system: HeedSystem) -> None:
    put(system, "RepliesDeadLetters", "garbage", "{}")
    for _ in range(2):
        done = replayed("--dead-letters", "--discard", "--reason", "look")
        assert [(one["found"], one["removed"]) for one in done] == [("not ours", False)] * 2
    assert "in the SQS console" in shown("--dead-letters", "--reason", "look")
    assert snapshot(system)[1]["RepliesDeadLetters"]["ApproximateNumberOfMessages"] == "2"


WITHOUT_DATA = ["TriageFailures", "TallyFailures", "AnnounceFailures", "EnvelopeFailures", "WatchFailures"]


@pytest.mark.parametrize("queue", WITHOUT_DATA)
def test_letters_without_data_are_removed_on_demand_only(system: HeedSystem, queue: str) -> None:
    put(system, queue, json.dumps({"DDBStreamBatchInfo": {"shardId": "shard", "startSequenceNumber": "1"}}))
    (done,) = replayed("--dead-letters", "--reason", "look")
    assert (done["found"], done["removed"]) == ("position", False)
    assert "the sweep recovers" in shown("--dead-letters", "--dry-run")
    (done,) = replayed("--dead-letters", "--discard", "--reason", "the log is read")
    assert (done["found"], done["removed"]) == ("position", True)
    assert replayed("--dead-letters", "--dry-run") == []


def test_a_dry_run_changes_nothing(system: HeedSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = stand(system, State.ACKNOWLEDGING)
    misread(system, monkeypatch, sample(system, "_complaint", "2"), b"{}")
    put(system, "RepliesDeadLetters", bell(waiting), bell("nobody"), "garbage", *(bell(f"n{n}") for n in range(25)))
    put(system, "TriageFailures", "{}")
    before = snapshot(system)
    for _ in range(2):  # the second finds all that the first found: nothing stays hidden
        assert len(replayed("--dead-letters", "--dry-run", "--discard")) == 29
        deliveries = replayed("--all", "--dry-run")
        assert sorted((one["entries"], not one["reasons"]) for one in deliveries) == [(0, False), (1, True)]
    assert snapshot(system) == before


def test_the_help_says_how_fast_it_goes() -> None:
    assert f"{cli.PAUSE_S} seconds" in " ".join(CliRunner().invoke(cli.app, ["replay", "--help"]).output.split())
