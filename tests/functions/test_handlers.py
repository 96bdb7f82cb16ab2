"""The handlers as AWS calls them: real settings, real wiring, AWS's shapes of events and answers."""

import base64
import json
from datetime import timedelta
from importlib import import_module

import pytest

from functions.ingest import handler as ingest
from functions.reply import handler as reply
from functions.review import handler as review
from functions.review import open_case
from functions.triage import handler as triage
from functions.watch import handler as watch
from infra import template
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING
from shared.domain.mention import State
from shared.errors import ConfigurationError
from tests.support.lambdas import NOTHING_FAILED, STEPS, Context, bell, clear, failed, queue, stream, wire
from tests.support.made import PLATFORM, Clock, mention
from tests.support.world import body, id_of


@pytest.fixture
def wired(world, monkeypatch):
    """The clock is the real one."""
    with wire(world.cloud, monkeypatch):
        world.clock = Clock(ingest.datetime.now(ingest.UTC))
        yield world


def gateway(world, sent, *, platform=PLATFORM, encode=False, **changes):
    """API Gateway's payload 2.0."""
    signed = sign(PLATFORM, sent, SIGNING[PLATFORM]["signing"][0], delivery_id="evt_1", now=world.clock())
    return {
        "version": "2.0",
        "rawPath": f"/webhooks/{platform}",
        "headers": {name.title(): value for name, value in signed.items()},
        "requestContext": {"http": {"method": "POST"}},
        "pathParameters": {"platform": platform},
        "body": base64.b64encode(sent).decode() if encode else sent.decode(),
        "isBase64Encoded": encode,
        **changes,
    }


@pytest.mark.parametrize("encode", [False, True])
def test_a_delivery_is_stored_whether_its_body_comes_in_base64_or_not(wired, encode):
    answer = ingest.handler(gateway(wired, body(text="Thank you 🔒"), encode=encode), Context())
    assert (answer["statusCode"], answer["body"], answer["isBase64Encoded"]) == (200, "", False)
    assert answer["headers"]["x-content-type-options"] == "nosniff"
    assert answer["headers"]["cache-control"] == "no-store"
    assert wired.only().text == "Thank you 🔒"


@pytest.mark.parametrize("sent", ["%%%", "YQ", "YQ==\n", "Ünicode", "YQ== "])
def test_broken_base64_is_400(wired, sent):
    answer = ingest.handler(gateway(wired, body(), isBase64Encoded=True, body=sent), Context())
    assert answer["statusCode"] == 400


def test_a_body_that_is_no_text_at_all_is_400(wired):
    assert ingest.handler(gateway(wired, body(), body="\ud83d"), Context())["statusCode"] == 400


def test_a_flag_that_lies_about_base64_is_401(wired):
    plain = body().decode()
    assert ingest.handler(gateway(wired, body(), encode=True, isBase64Encoded=False), Context())["statusCode"] == 401
    assert ingest.handler(gateway(wired, body(), isBase64Encoded=True, body=plain), Context())["statusCode"] in (
        400,
        401,
    )
    assert wired.all() == []


def test_an_event_without_the_optional_parts_is_answered(wired):
    bare = gateway(wired, body(), pathParameters=None, headers=None, body=None)
    assert ingest.handler(bare, Context())["statusCode"] == 404
    bare["pathParameters"] = {"platform": PLATFORM}
    assert ingest.handler(bare, Context())["statusCode"] == 401


def test_503_says_that_nothing_was_taken_and_logs_the_kind_only(wired, monkeypatch, capsys):
    monkeypatch.setenv("MENTIONS_TABLE", "NoSuchTable")
    ingest.ports.cache_clear()
    answer = ingest.handler(gateway(wired, body(text="canary")), Context())
    assert answer["statusCode"] == 503
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1]["error_type"] == "ResourceNotFoundException"
    assert "canary" not in str(lines)


@pytest.mark.parametrize("secret", [{PLATFORM: {"signing": [""]}}, {PLATFORM: {"signing": []}}, "no json"])
def test_an_empty_or_broken_secret_is_503_and_never_200(wired, secret):
    wired.cloud.put_secret("SigningSecret", secret)
    assert ingest.handler(gateway(wired, body()), Context())["statusCode"] == 503
    assert wired.all() == []


def test_a_rotated_secret_is_taken_up_without_a_restart(wired, monkeypatch):
    wired.cloud.put_secret("SigningSecret", {PLATFORM: {"signing": ["whsec_b2xk"]}})
    assert ingest.handler(gateway(wired, body()), Context())["statusCode"] == 401
    wired.cloud.put_secret("SigningSecret", SIGNING)
    assert ingest.handler(gateway(wired, body()), Context())["statusCode"] == 401  # at most once a minute
    monkeypatch.setattr("shared.aws.secrets.REFRESH_AT_MOST_EVERY", ingest.datetime.resolution * 0)
    assert ingest.handler(gateway(wired, body()), Context())["statusCode"] == 200


def test_the_deliveries_stream_reaches_fan_out(wired):
    assert ingest.handler(gateway(wired, body(*(f"p{number}" for number in range(30)))), Context())["statusCode"] == 200
    parts = wired.cloud.rows("DeliveriesTable")
    assert ingest.handler(stream(*parts), Context()) == NOTHING_FAILED
    assert len(wired.all()) == 30


def test_triage_names_the_record_that_failed_and_judges_the_others(wired, capsys):
    made = [wired.put(mention(external_id=f"forum:p{number}")) for number in range(3)]
    rows = wired.cloud.rows(prefix="MENTION#")
    (broken,) = [row for row in rows if row["mention_id"]["S"] == made[1].mention_id]
    wired.cloud.client("dynamodb").put_item(TableName="MentionsTable", Item={**broken, "surface": {"S": "telegram"}})
    answer = triage.handler(stream(*rows), Context())
    assert failed(answer) == [str(rows.index(broken))]
    assert {wired.get(one.mention_id).state for one in (made[0], made[2])} <= {State.ACKNOWLEDGING, State.IN_REVIEW}
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line for line in lines if line.get("event") == "failed"] == [
        {
            "level": "ERROR",
            "event": "failed",
            "function": "triage",
            "error_type": "ValueError",
            "mention_id": made[1].mention_id,
        }
    ]


def test_triage_passes_over_rows_that_are_no_mentions_and_rows_that_went(wired):
    held = wired.put(mention())
    (row,) = wired.cloud.rows()
    other = {"pk": {"S": "CASE#1"}, "sk": {"S": "HEAD"}}
    assert triage.handler(stream(other), Context()) == NOTHING_FAILED
    assert triage.handler(stream(row, name="REMOVE"), Context()) == NOTHING_FAILED
    assert wired.get(held.mention_id).state is State.RECEIVED
    missing = {"pk": {"S": "MENTION#nobody"}, "sk": {"S": "HEAD"}}
    assert triage.handler(stream(missing), Context()) == NOTHING_FAILED


@pytest.mark.parametrize("handler", [reply.handler, review.handler], ids=["reply", "review"])
def test_a_message_that_is_not_ours_fails_alone(wired, handler):
    answer = handler(queue("garbage", bell("nobody"), '{"mention_id": 7}'), Context())
    assert failed(answer) == ["0", "2"]


def test_a_batch_that_fails_whole_is_reported_and_not_raised(wired):
    """A raised error would print what failed, with all that the error quotes, into the log."""
    assert failed(reply.handler(queue("garbage"), Context())) == ["0"]
    assert failed(review.handler(queue("garbage"), Context())) == ["0"]


def test_a_review_opens_a_case_and_notifies_again_only_when_the_message_came_again(wired, monkeypatch):
    monkeypatch.setattr(open_case, "STILL_TELLING", timedelta(0))  # whoever opened the case has had the time to tell
    held = wired.put(mention(State.IN_REVIEW, assessment=None))  # never judged: high
    assert review.handler(queue(bell(held.mention_id)), Context()) == NOTHING_FAILED
    assert len(wired.cloud.notices()) == 1
    assert review.handler(queue(bell(held.mention_id)), Context()) == NOTHING_FAILED
    assert wired.cloud.notices() == []
    assert review.handler(queue(bell(held.mention_id), received="2"), Context()) == NOTHING_FAILED
    assert len(wired.cloud.notices()) == 1


def test_reply_reads_its_time_from_lambda(wired):
    held = wired.put(mention(State.ACKNOWLEDGING, assessment=None))

    class Late(Context):
        def get_remaining_time_in_millis(self):
            return 1

    wired.cloud.put_secret("TokensSecret", wired.tokens)
    assert reply.handler(queue(bell(held.mention_id)), Late()) == NOTHING_FAILED  # held back needs no time to post
    assert wired.get(held.mention_id).state is State.IN_REVIEW


def test_watch_sweeps_and_refuses_a_task_that_it_does_not_know(wired, capsys):
    held = wired.put(mention())
    assert watch.handler({"task": "sweep"}, Context()) is None
    assert '"Heartbeat": 1' in capsys.readouterr().out
    assert wired.get(held.mention_id).rings <= 1
    for event in ({"task": "mop"}, {}):
        with pytest.raises(ConfigurationError, match="sweep"):
            watch.handler(event, Context())


@pytest.mark.parametrize("step", STEPS)
def test_a_missing_variable_stops_the_first_call_and_is_named(wired, monkeypatch, step):
    settings = import_module(f"functions.{step}.handler").Settings
    monkeypatch.delenv("MENTIONS_TABLE")
    clear()
    with pytest.raises(ConfigurationError, match="MENTIONS_TABLE is not set"):
        import_module(f"functions.{step}.handler").ports()
    described = template.load()["Resources"][step.title()]["Properties"]["Environment"]["Variables"]
    assert {name.upper() for name in settings.__dataclass_fields__} == set(described)


def test_a_way_from_the_door_to_the_acknowledgement(wired, monkeypatch):
    session = wired.tool.session()
    monkeypatch.setattr(reply.http, "new_session", lambda: session)
    wired.cloud.put_secret("TokensSecret", wired.tokens)
    assert ingest.handler(gateway(wired, body(created_at=wired.clock().isoformat())), Context())["statusCode"] == 200
    assert triage.handler(stream(*wired.cloud.rows(prefix="MENTION#")), Context()) == NOTHING_FAILED
    assert reply.handler(queue(*wired.cloud.messages("RepliesQueue")), Context()) == NOTHING_FAILED
    assert wired.get(id_of()).state is State.ACKNOWLEDGED
    assert wired.tool.posted == 1
