"""What a platform is told, and what is stored before it is told so."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from functions.ingest import receive as step
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING
from shared.domain.mention import EventKind, State
from shared.platforms.contract import Secrets, WebhookRequest
from shared.platforms.standard_webhooks import webhook
from tests.support.made import ACCOUNT, NOW, PLATFORM
from tests.support.world import THANKS, body, id_of

MEBIBYTE = 1024 * 1024


def quarantined(world):
    return list(world.cloud.deliveries().all_kept())


def nothing_is_stored(world):
    return world.cloud.rows("MentionsTable") == world.cloud.rows("DeliveriesTable") == []


def answer(world, request, platform=PLATFORM, account="", ports=None):
    return step.receive(request, platform, account, ports or world.ingest_ports())


def facebook(*comments, account="110022003300440"):
    """A signed delivery of comments under a Page's post."""
    changes = [
        {"field": "feed", "value": {"item": "comment", "verb": "add", "post_id": "1_2", "message": THANKS, **comment}}
        for comment in comments
    ]
    return facebook_page([{"id": account, "changes": changes}])


def facebook_page(entries):
    sent = json.dumps({"object": "page", "entry": entries}).encode()
    headers = sign("facebook", sent, SIGNING["facebook"]["signing"][0], delivery_id="", now=NOW)
    return WebhookRequest(
        method="POST", path="/webhooks/facebook", query={}, headers=headers, body=sent, received_at=NOW
    )


def test_a_good_delivery_is_stored_and_answered_200(world):
    assert world.deliver(body("p1", "p2")) == 200
    assert {one.mention_id for one in world.all()} == {id_of("p1"), id_of("p2")}
    assert {one.state for one in world.all()} == {State.RECEIVED}
    assert quarantined(world) == []


@pytest.mark.parametrize("platform", ["", "nobody", "../x", "..%2fx", "X", "x/", "x" * 9000])
def test_an_unknown_platform_is_404(world, platform):
    assert answer(world, world.post(body()), platform).status == 404
    assert nothing_is_stored(world)


@pytest.mark.parametrize("account", ["a\nb", "a\x00", "x" * 513, "🔒" * 129])
def test_an_account_that_cannot_stand_in_a_key_is_404(world, account):
    assert answer(world, world.post(body()), PLATFORM, account).status == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "GET"])
def test_other_methods_are_405(world, method):
    assert answer(world, world.post(body(), method=method)).status == 405
    assert nothing_is_stored(world)


def test_a_body_over_one_mebibyte_is_413_signed_or_not(world):
    assert world.deliver(b"x" * (MEBIBYTE + 1)) == 413
    assert world.deliver(b"x" * (MEBIBYTE + 1), headers={"x": "y"}) == 413
    assert world.deliver(b"x" * MEBIBYTE) == 200  # read, and kept since it is no JSON


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "br", "identity, gzip"])
def test_a_compressed_body_is_415(world, encoding):
    request = world.post(body())
    assert answer(world, replace(request, headers={**request.headers, "content-encoding": encoding})).status == 415
    assert answer(world, replace(request, headers={**request.headers, "content-encoding": "identity"})).status == 200


@pytest.mark.parametrize(
    "headers", [{"x": "y"}, {"webhook-id": "1", "webhook-timestamp": "2", "webhook-signature": "v1,"}]
)
def test_whatever_is_wrong_with_a_signature_is_401_and_leaves_no_trace(world, headers):
    assert world.deliver(body(), headers=headers) == 401
    assert nothing_is_stored(world)


def test_a_changed_body_a_stale_time_and_another_platforms_signature_are_401(world):
    request = world.post(body())
    assert answer(world, replace(request, body=request.body + b" ")).status == 401
    assert answer(world, replace(request, received_at=NOW + timedelta(seconds=301))).status == 401
    assert answer(world, request, "facebook").status == 401
    assert nothing_is_stored(world)


def test_a_platform_that_is_not_connected_is_401(world):
    ports = replace(world.ingest_ports(), secrets=lambda platform, now, renew: None)
    assert answer(world, world.post(body()), ports=ports).status == 401
    assert answer(world, world.post(body(), method="GET"), ports=ports).status == 401


def test_all_refusals_say_nothing(world):
    for status, request in [(401, world.post(body(), {"x": "y"})), (413, world.post(b"x" * (MEBIBYTE + 1)))]:
        refusal = answer(world, request)
        assert (refusal.status, refusal.body) == (status, "")


def test_secrets_are_read_again_once_before_a_delivery_is_refused(world):
    good = Secrets(signing=tuple(SIGNING[PLATFORM]["signing"]))
    old = Secrets(signing=("whsec_b2xk",))
    asked = []

    def secrets(platform, now, renew):
        asked.append(renew)
        return good if renew else old

    assert world.deliver(body(), replace(world.ingest_ports(), secrets=secrets)) == 200
    assert asked == [False, True]
    asked.clear()
    assert world.deliver(body(), replace(world.ingest_ports(), secrets=secrets), headers={"x": "y"}) == 401
    assert asked == [False, True]


def test_a_handshake_is_answered_as_the_platform_wants_it(world):
    token = SIGNING["facebook"]["verify_tokens"][0]
    query = {"hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": "1158201444"}
    greeting = world.post(b"", {"x": "y"}, method="GET", query=query)
    assert (answer(world, greeting, "facebook").status, answer(world, greeting, "facebook").body) == (200, "1158201444")
    assert answer(world, replace(greeting, query={**query, "hub.verify_token": "wrong"}), "facebook").status == 403
    crc = answer(world, replace(greeting, query={"crc_token": "abc"}), "x")
    assert (crc.status, crc.content_type.partition(";")[0]) == (200, "application/json")
    assert nothing_is_stored(world)


GARBAGE = {
    "empty": b"",
    "null": b"null",
    "list": b"[]",
    "text": b'"x"',
    "number": b"42",
    "truncated": body()[:-5],
    "byte order mark": b"\xef\xbb\xbf" + body(),
    "utf-16": body().decode().encode("utf-16"),
    "not utf-8": b'{"type": "\xff"}',
    "deep": b"[" * 100_000,
    "many digits": b'{"type": "mention.created", "data": ' + b"9" * 5000 + b"}",
    "infinite": b'{"type": "mention.created", "data": 1e400}',
    "no number": b'{"type": "mention.created", "data": NaN}',
    "form": b"payload=%7B%7D",
    "surrogate as a kind": b'{"type": "\\ud83d", "data": {}}',
    "no kind": b'{"type": "mention.translated", "data": {}}',
}


def test_a_kind_that_cannot_be_written_is_kept_under_a_name_that_can(world):
    sent = b'{"data": {"event_type": "\\ud83d", "filter": {"user_id": "1"}, "payload": {}}}'
    headers = sign("x", sent, SIGNING["x"]["signing"][0], delivery_id="", now=NOW)
    assert answer(world, world.post(sent, headers), "x").status == 200
    (kept,) = quarantined(world)
    assert kept.reasons == ("unknown:�:unknown_kind",)


@pytest.mark.parametrize("sent", GARBAGE.values(), ids=GARBAGE)
def test_signed_garbage_is_kept_and_answered_200(world, sent):
    assert world.deliver(sent) == 200
    (kept,) = quarantined(world)
    assert kept.body == sent
    assert all(reason.isprintable() and len(reason) <= 100 for reason in kept.reasons)
    assert world.all() == []


@pytest.mark.parametrize(
    ("edits", "stands"),
    [
        ([("One", 60), ("Two", 60)], "Two"),
        ([("One", None), ("Two", 60)], "Two"),
        ([("One", 60), ("Two", None)], "Two"),
        ([("One", None), ("Two", None), ("Three", None)], "Three"),
        ([("One", 61), ("Two", 60)], "One"),
        ([("One", 60), ("Two", 61), ("One", 61)], "One"),
    ],
)
def test_several_edits_of_one_content_in_a_delivery_change_nothing_when_it_comes_again(world, edits, stands):
    at = int(NOW.timestamp())
    comments = [
        {"comment_id": "2_3", "verb": "edited", "message": text, **({} if time is None else {"edited_time": at + time})}
        for text, time in edits
    ]
    for delivery in ([{"comment_id": "2_3", "created_time": at}], comments):
        assert answer(world, facebook(*delivery), "facebook").status == 200
    (before,) = world.all()
    assert before.text == stands
    world.later(minutes=5)
    again = replace(facebook(*comments), received_at=NOW + timedelta(minutes=5))
    assert answer(world, again, "facebook").status == 200
    assert world.all() == [before]


def test_a_delivery_in_which_nothing_is_found_is_kept(world):
    """An adapter ignores with a reason: whoever finds nothing at all has not understood."""
    assert answer(world, facebook_page([]), "facebook").status == 200
    (kept,) = quarantined(world)
    assert (kept.body, kept.reasons) == (b'{"object": "page", "entry": []}', ("nothing_found",))


def test_a_fault_of_a_parser_keeps_the_delivery_too(world, monkeypatch):
    """The next try would meet the same fault: a 503 would last for ever, and the platform would give up."""

    def parse(request):
        raise KeyError("text")

    monkeypatch.setattr(webhook, "parse", parse)
    assert world.deliver(body()) == 200
    (kept,) = quarantined(world)
    assert kept.reasons == ("parser_failed:KeyError",)


def test_a_wish_to_die_is_not_a_fault_of_a_parser(world, monkeypatch):
    def parse(request):
        raise KeyboardInterrupt

    monkeypatch.setattr(webhook, "parse", parse)
    with pytest.raises(KeyboardInterrupt):
        world.deliver(body())


class Unstable:
    """The real client, but for one call that ends in an error."""

    def __init__(self, client, name, error):
        self.client, self.name, self.error = client, name, error

    def __getattr__(self, name):
        if name == self.name:
            return self._fail
        return getattr(self.client, name)

    def _fail(self, **_arguments):
        raise self.error


FAULTS = [
    ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "PutItem"),
    ClientError({"Error": {"Code": "ValidationException"}}, "PutItem"),
    EndpointConnectionError(endpoint_url="https://dynamodb.example"),
]


@pytest.mark.parametrize("error", FAULTS, ids=["throttled", "invalid", "unreachable"])
@pytest.mark.parametrize(("call", "sent"), [("put_item", body()), ("update_item", b"garbage")])
def test_what_could_not_be_stored_is_never_answered_200(world, call, sent, error):
    client = world.cloud.client("dynamodb")
    world.client = lambda service: (
        Unstable(client, call, error) if service == "dynamodb" else world.cloud.client(service)
    )
    with pytest.raises(type(error)):
        world.deliver(sent)
    world.client = world.cloud.client
    assert world.deliver(sent) == 200  # and the repeat brings everything in
    assert len(world.all()) + len(quarantined(world)) == 1


def test_one_bad_entry_does_not_cost_the_others_and_the_delivery_is_kept(world):
    comments = [{"comment_id": f"1_{number}"} for number in range(10)]
    comments[4] = {"comment_id": "1\n_4"}
    assert answer(world, facebook(*comments), "facebook").status == 200
    assert {one.external_id for one in world.all()} == {f"1_{number}" for number in range(10) if number != 4}
    (kept,) = quarantined(world)
    assert kept.reasons == ("bad_identifier:external_id",)


def test_one_bad_entry_in_a_hundred_keeps_the_ninety_nine(world):
    data = json.loads(body(*(f"p{number}" for number in range(100))))
    data["data"][50]["surface"] = "telegram"
    assert world.deliver(json.dumps(data).encode()) == 200
    parts = world.cloud.rows("DeliveriesTable", "ENVELOPE#")
    assert sum(len(part["events"]["L"]) for part in parts) == 99
    assert [kept.reasons for kept in quarantined(world)] == [("unknown:mention.created:invalid:data.surface",)]


def test_a_text_that_cannot_be_written_is_mended_stored_and_kept(world):
    assert world.deliver(body(text="thank \ud83d you")) == 200
    assert world.only().text == "thank � you"
    assert [kept.reasons for kept in quarantined(world)] == [("lone_surrogate",)]


def test_1000_entries_are_taken_and_1001_are_kept_whole(world):
    def comments(count):
        return facebook(*({"comment_id": str(number), "message": "hi"} for number in range(count)))

    assert answer(world, comments(1000), "facebook").status == 200
    assert sum(len(row["events"]["L"]) for row in world.cloud.rows("DeliveriesTable", "ENVELOPE#")) == 1000
    assert quarantined(world) == []
    assert answer(world, comments(1001), "facebook").status == 200
    (kept,) = quarantined(world)
    assert kept.reasons == ("too_many_entries",)
    assert kept.body == comments(1001).body


def test_a_repeated_delivery_changes_nothing(world):
    sent = [body("p1", "p2"), body("p1", kind="deleted"), b"garbage"]
    for one in sent:
        world.deliver(one)
    before = world.cloud.rows("MentionsTable")
    for one in sent * 3:
        world.later(seconds=1)
        assert world.deliver(one) == 200
    assert world.cloud.rows("MentionsTable") == before
    assert [kept.seen for kept in quarantined(world)] == [4]


def test_own_posts_and_ignored_kinds_leave_no_trace(world):
    assert world.deliver(body(author={"id": "us", "is_own": True})) == 200
    assert nothing_is_stored(world)


def test_what_ingest_does_not_serve_is_kept(world, monkeypatch):
    event = webhook.parse(world.post(body()))[0]
    monkeypatch.setattr(webhook, "parse", lambda request: [replace(event, kind=EventKind.ERASE_AUTHOR), event])
    assert world.deliver(body()) == 200
    assert len(world.all()) == 1
    assert [kept.reasons for kept in quarantined(world)] == [("not_served:erase_author",)]


def test_all_deliveries_are_kept_where_that_is_set_and_raise_no_alarm(world, capsys):
    assert world.deliver(body(), world.ingest_ports(keep_all=True)) == 200
    assert [kept.reasons for kept in quarantined(world)] == [("kept_by_setting",)]
    assert "Quarantined" not in capsys.readouterr().out
    world.deliver(b"garbage", world.ingest_ports(keep_all=True))
    assert '"Quarantined": 1' in capsys.readouterr().out


def test_every_arrival_of_what_was_not_understood_raises_the_alarm(world, capsys):
    """Whoever dies between keeping and counting has kept; the repeat must count all the same."""
    for _ in range(2):
        world.deliver(b"garbage")
        assert '"Quarantined": 1' in capsys.readouterr().out


def test_a_mention_without_an_account_is_stored_and_goes_to_a_person(world):
    event = replace(webhook.parse(world.post(body()))[0], account_id=None)
    step.store([event], PLATFORM, "", world.ingest_ports(), now=NOW, via="push")
    assert world.only().account_id == ""
    world.pump()
    assert (world.only().state, world.only().brand) == (State.IN_REVIEW, "unassigned")
    step.store([event], PLATFORM, ACCOUNT, world.ingest_ports(), now=NOW, via="push")
    assert {one.account_id for one in world.all()} == {"", ACCOUNT}
