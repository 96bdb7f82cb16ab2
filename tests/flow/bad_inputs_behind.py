"""Rows 55 to 59: what comes over streams, queues and from platforms, and erasure, which is not built yet."""

import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import functions
import shared.platforms
from functions.ingest import handler as ingest
from functions.ingest.receive import SERVED
from functions.reply import handler as reply
from functions.review import handler as review
from functions.triage import handler as triage
from infra.local.detour import mount
from shared.domain import sending
from shared.domain.lifecycle import WATCH
from shared.domain.mention import EventKind, PendingEvent, State
from shared.errors import NotAppliedError, UnclearError
from shared.platforms import http, registry
from tests.flow.bad_inputs_stage import NAME, TEXT, Stage
from tests.support.lambdas import NOTHING_FAILED, Context, bell, failed, queue, resources, stream
from tests.support.made import mention
from tests.support.rude import HEAD, Talk, dripping, listening, saying, untrusted_tls
from tests.support.world import THANKS, body, id_of

LIMIT_S = 0.3  # in the place of eight seconds


def no_erasure(stage: Stage) -> None:
    """Not built yet: nothing reads a request for erasure. Such a delivery is kept, which raises the alarm."""
    stage.sent.append(TEXT)
    sources = [*Path(functions.__path__[0]).rglob("*.py"), *Path(shared.platforms.__path__[0]).rglob("*.py")]
    assert not [path for path in sources if "signed_request" in path.read_text("utf-8")]
    assert not (Path(functions.__path__[0]) / "erase").exists()
    assert EventKind.ERASE_AUTHOR not in SERVED
    form = f"signed_request={TEXT}.e30".encode()
    assert stage.deliver(form, content_type="application/x-www-form-urlencoded") == stage.accepted
    assert len(stage.kept()) == 1
    assert 400 <= stage.ask(form, target=f"/erase/{stage.platform}").status < 500


def erased_while_sent(stage: Stage) -> None:
    """Nobody can ask for it yet; but whoever ends a send would keep its outcome, and nothing of the text."""
    now = stage.world.clock()
    held = mention(State.SENDING, text=TEXT, author_name=NAME)
    asked = replace(held, pending_event=PendingEvent(kind=EventKind.ERASE_AUTHOR, at=now))
    stage.sent.append(TEXT)
    for ended in (
        sending.applied(asked, external_reply_id="r1", permalink=None, by=WATCH, at=now),
        sending.unresolved(asked, by=WATCH, at=now),
    ):
        assert ended.state is State.ERASED
        assert (ended.text, ended.author_name, ended.author_id, ended.external_id) == (None, None, None, "")
        assert ended.reply is not None
        assert ended.reply.text == ""


def odd_records(stage: Stage) -> None:
    """Skipped and counted, and the good record among them is judged."""
    cloud = stage.world.cloud
    content = {"author": {"id": "u1", "name": NAME}, "created_at": stage.world.clock().isoformat()}
    assert stage.deliver(body("p1", text=f"{THANKS} {TEXT}", **content)) == stage.accepted
    (good,) = cloud.rows(prefix="MENTION#")
    later = {**good, "pk": {"S": "MENTION#of-a-later-version"}, "state": {"S": "hibernating"}}
    cloud.client("dynamodb").put_item(TableName="MentionsTable", Item=later)
    expired = stream(good, name="REMOVE")["Records"][0]
    expired["userIdentity"] = {"type": "Service", "principalId": "dynamodb.amazonaws.com"}
    for record in (expired, bare := stream(good)["Records"][0]):
        del record["dynamodb"]["NewImage"]
    case = stream({"pk": {"S": "CASE#1"}, "sk": {"S": "HEAD"}})["Records"][0]
    records = [*stream(later)["Records"], expired, case, bare]
    stage.take_log()
    assert triage.handler({"Records": records}, Context()) == NOTHING_FAILED
    assert stage.take_log().count('"Skipped": 1') == 3
    assert stage.world.get(id_of("p1")).state is State.ACKNOWLEDGING
    unknown = {"pk": {"S": "ENVELOPE#1"}, "sk": {"S": "x"}, "kind": {"S": "parcel"}}
    assert ingest.handler({"Records": [expired, *stream(unknown)["Records"]]}, Context()) == NOTHING_FAILED
    assert stage.take_log().count('"Skipped": 1') == 2


def not_our_message(stage: Stage) -> None:
    """It fails alone, comes again as often as the template says, and ends among dead letters that have an alarm."""
    alarms = [one["Properties"] for one in resources().values() if one["Type"] == "AWS::CloudWatch::Alarm"]
    client = stage.world.cloud.client("sqs")
    for name, letters, handler in (
        ("RepliesQueue", "RepliesDeadLetters", reply.handler),
        ("ReviewsQueue", "ReviewsDeadLetters", review.handler),
    ):
        foreign = ("garbage " + TEXT, "[]", '{"mention_id": 7}', '{"mention_id": ""}', "\u0000", f'{{"x": "{TEXT}"}}')
        answer = handler(queue(*foreign, bell("nobody")), Context())
        assert failed(answer) == [str(number) for number in range(len(foreign))]
        redrive = resources()[name]["Properties"]["RedrivePolicy"]
        assert redrive["deadLetterTargetArn"] == {"Fn::GetAtt": [letters, "Arn"]}
        watched = [{"Name": "QueueName", "Value": {"Fn::GetAtt": [letters, "QueueName"]}}]
        (alarm,) = [one for one in alarms if one.get("Dimensions") == watched]
        assert (alarm["MetricName"], alarm["Threshold"]) == ("ApproximateNumberOfMessagesVisible", 0)
        assert _receives_until_dead(client, stage, name, redrive["maxReceiveCount"], handler) == 5
        stage.sent.append(TEXT)


def _receives_until_dead(client: Any, stage: Stage, name: str, most: int, handler: Any) -> int:
    """How often a foreign message reaches the handler before the queue moves it to its dead letters."""
    url = stage.world.cloud.urls[name]
    dead = client.create_queue(QueueName=f"{name}-dead")["QueueUrl"]
    arn = client.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = f'{{"deadLetterTargetArn": "{arn}", "maxReceiveCount": {most}}}'
    client.set_queue_attributes(QueueUrl=url, Attributes={"RedrivePolicy": policy})
    client.send_message(QueueUrl=url, MessageBody=f"garbage {TEXT}")
    receives = 0
    while page := client.receive_message(QueueUrl=url, VisibilityTimeout=0).get("Messages"):
        receives += 1
        assert failed(handler(queue(page[0]["Body"], received=str(receives)), Context())) == ["0"]
    (letter,) = client.receive_message(QueueUrl=dead)["Messages"]
    assert letter["Body"] == f"garbage {TEXT}"
    return receives


def rude_platforms(stage: Stage) -> None:
    """At each platform: unclear and bounded, or proven not to have been read."""
    page = f"<html>{TEXT}</html>".encode()
    html = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: %d\r\n\r\n" % len(page) + page
    metadata = "http://169.254.169.254/latest/meta-data/"
    redirect = f"HTTP/1.1 307 Temporary Redirect\r\nlocation: {metadata}\r\ncontent-length: 0\r\n\r\n".encode()
    large = HEAD + b"content-length: 10000000\r\n\r\n" + b" " * 10_000_000
    garbled = f"HTTP/1.1 200 OK\r\n{TEXT} {NAME}\r\ncontent-length: 2\r\n\r\n{{}}".encode()
    drip = dripping(HEAD + b"content-length: 500000\r\n\r\n", b" ")
    stage.sent.append(TEXT)
    stage.monkeypatch.setattr(http, "READ_TIMEOUT_S", LIMIT_S)
    for talk in (saying(html), saying(redirect), saying(large), saying(garbled), drip, dripping(b"", b"H")):
        began = time.monotonic()
        for draft in stage.material.drafts:
            with pytest.raises(UnclearError):
                _post(stage, talk, draft)
        assert time.monotonic() - began < len(stage.material.drafts) * 10 * LIMIT_S
    with (
        listening(saying(html), untrusted_tls(stage.folder)) as address,
        http.new_session() as session,
        pytest.raises(NotAppliedError, match="certificate_refused"),
    ):
        http.send(session, "POST", f"https://{address}/", json_body={"text": TEXT})
    _whole_way(stage, drip)


def _post(stage: Stage, talk: Talk, draft: Any) -> None:
    with listening(talk) as address, http.new_session() as session:
        mount(session, int(address.rpartition(":")[2]))
        registry.reply(stage.platform).reply(draft, stage.material.credentials, session)


def _whole_way(stage: Stage, talk: Talk) -> None:
    """What the handler makes of it: the mention stays `sending` until the sweep has looked."""
    draft = stage.material.drafts[0]
    held = mention(
        State.ACKNOWLEDGING,
        platform=stage.platform,
        account_id=stage.material.account_id,
        external_id=draft.external_id,
        surface=draft.surface,
        author_id=draft.author_id,
        author_name=NAME,
        text=f"{THANKS} {TEXT}",
        posted_at=stage.world.clock(),
        due_at=stage.world.clock(),
    )
    stage.world.put(held)
    ports = reply.ports()
    with listening(talk) as address, http.new_session() as session:
        mount(session, int(address.rpartition(":")[2]))
        stage.monkeypatch.setattr(reply, "ports", partial(replace, ports, session=session))
        assert reply.handler(queue(bell(held.mention_id)), Context()) == NOTHING_FAILED
    assert stage.world.get(held.mention_id).state is State.SENDING
