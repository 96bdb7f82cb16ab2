"""Facebook deliveries: handshake, signature, and every kind of event."""

import hashlib
import hmac
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from infra.samples import library, signing
from shared.domain.mention import EventKind
from shared.errors import ConfigurationError, PayloadError, SignatureError
from shared.platforms.contract import Secrets, WebhookRequest
from shared.platforms.facebook import webhook
from tests.support import fixtures, payloads

NOW = fixtures.RECEIVED_AT
SECRET = "a-secret-of-the-app"
OLD_SECRET = "the-secret-before"
SECRETS = Secrets(signing=(SECRET, OLD_SECRET), verify_tokens=("new-token", "öld-token"))
BODY = b'{"object":"page","entry":[]}'


def signed(body: bytes = BODY, secret: str = SECRET) -> WebhookRequest:
    return fixtures.post(body, signing.sign("facebook", body, secret, delivery_id="", now=NOW))


def with_signature(written: str) -> WebhookRequest:
    return fixtures.post(BODY, {"x-hub-signature-256": written})


def digest(body: bytes = BODY, secret: str = SECRET, algorithm: str = "sha256") -> str:
    return hmac.new(secret.encode(), body, algorithm).hexdigest()


def ask(**query: str) -> WebhookRequest:
    return replace(fixtures.post(b""), method="GET", query={f"hub.{name}": value for name, value in query.items()})


GREETING = {"mode": "subscribe", "verify_token": "new-token", "challenge": "1158201444"}


class TestHandshake:
    @pytest.mark.parametrize("challenge", ["1158201444", "0007", "a_b-C", "x" * 128])
    def test_a_right_token_gets_the_challenge_back_as_it_is(self, challenge):
        answer = webhook.handshake(ask(**{**GREETING, "challenge": challenge}), SECRETS)
        assert answer is not None
        assert (answer.status, answer.body) == (200, challenge)
        assert answer.content_type == "text/plain; charset=utf-8"

    def test_every_token_of_the_list_counts(self):
        answer = webhook.handshake(ask(**{**GREETING, "verify_token": "öld-token"}), SECRETS)
        assert answer is not None
        assert answer.status == 200

    def test_underscores_for_dots_are_read(self):
        request = replace(ask(), query={f"hub_{name}": value for name, value in GREETING.items()})
        answer = webhook.handshake(request, SECRETS)
        assert answer is not None
        assert (answer.status, answer.body) == (200, "1158201444")

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("verify_token", "wrong"),
            ("verify_token", ""),
            ("verify_token", "new-token,new-token"),
            ("verify_token", "\ud800"),
            ("mode", "unsubscribe"),
            ("mode", "subscribe,subscribe"),
            ("mode", ""),
        ],
    )
    def test_a_wrong_token_or_mode_is_forbidden_and_nothing_is_echoed(self, name, value):
        answer = webhook.handshake(ask(**{**GREETING, name: value}), SECRETS)
        assert answer is not None
        assert answer.status == 403
        assert "1158201444" not in answer.body

    @pytest.mark.parametrize("missing", ["mode", "verify_token"])
    def test_a_missing_parameter_is_forbidden(self, missing):
        query = {name: value for name, value in GREETING.items() if name != missing}
        answer = webhook.handshake(ask(**query), SECRETS)
        assert answer is not None
        assert answer.status == 403

    @pytest.mark.parametrize(
        "challenge",
        ["", "<script>alert(1)</script>", "1\r\nSet-Cookie: a=b", "1\n", "x" * 129, "x" * 10_000, "1,1", "é", "１２"],
    )
    def test_a_bad_challenge_is_refused_and_not_echoed(self, challenge):
        answer = webhook.handshake(ask(**{**GREETING, "challenge": challenge}), SECRETS)
        assert answer is not None
        assert answer.status == 400
        assert challenge == "" or challenge not in answer.body

    @pytest.mark.parametrize(("name", "status"), [("mode", 403), ("verify_token", 403), ("challenge", 400)])
    def test_a_parameter_in_both_spellings_is_refused(self, name, status):
        request = ask(**GREETING)
        request = replace(request, query={**request.query, f"hub_{name}": GREETING[name]})
        answer = webhook.handshake(request, SECRETS)
        assert answer is not None
        assert answer.status == status

    def test_without_verify_tokens_nobody_is_let_in(self):
        for tokens in ((), ("",)):
            answer = webhook.handshake(
                ask(**{**GREETING, "verify_token": ""}), Secrets(signing=(SECRET,), verify_tokens=tokens)
            )
            assert answer is not None
            assert answer.status == 403

    def test_a_delivery_or_a_bare_get_is_no_handshake(self):
        assert webhook.handshake(signed(), SECRETS) is None
        assert webhook.handshake(ask(), SECRETS) is None
        assert webhook.handshake(replace(signed(), query={"hub.mode": "subscribe"}), SECRETS) is None


class TestVerify:
    @pytest.mark.parametrize("secret", [SECRET, OLD_SECRET])
    @pytest.mark.parametrize("body", [BODY, b"", "Grüße 🙏".encode(), b"\x00\xff"])
    def test_a_signature_over_the_raw_bytes_with_any_secret_of_the_list_passes(self, body, secret):
        webhook.verify(signed(body, secret), SECRETS, NOW)

    def test_each_of_the_64_digits_counts(self):
        right = digest()
        for place in range(64):
            wrong = right[:place] + ("0" if right[place] != "0" else "1") + right[place + 1 :]
            with pytest.raises(SignatureError):
                webhook.verify(with_signature(f"sha256={wrong}"), SECRETS, NOW)

    @pytest.mark.parametrize(
        "written",
        [
            "",
            "sha256=",
            digest(),
            f"SHA256={digest()}",
            f"sha256={digest().upper()}",
            f"sha256={digest()[:-1]}",
            f"sha256={digest()}0",
            f"sha256= {digest()}",
            f"sha256={digest()} ",
            f"sha256={digest()}\n",
            f"sha256={digest()},sha256={digest()}",
            f"sha256={'0' * 64},sha256={digest()}",
            f"sha1={digest(algorithm='sha1')}",
            f"sha256={digest(algorithm='sha1')}",
            f"sha512={digest()}",
            f"sha256={digest(secret='another app')}",
            f"sha256={digest(secret='x')}",
            "sha256=" + "é" * 64,
            "sha256=\x00" + digest()[1:],
            "sha256=" + "\ud800" * 64,
            "sha256=" + "１" * 64,
        ],
    )
    def test_every_other_form_is_refused(self, written):
        with pytest.raises(SignatureError):
            webhook.verify(with_signature(written), SECRETS, NOW)

    def test_the_older_header_counts_for_nothing(self):
        request = fixtures.post(BODY, {"x-hub-signature": f"sha1={digest(algorithm='sha1')}"})
        with pytest.raises(SignatureError):
            webhook.verify(request, SECRETS, NOW)

    @pytest.mark.parametrize("body", [BODY + b" ", BODY[:-1], BODY.replace(b"page", b"Page"), b""])
    def test_another_body_is_refused(self, body):
        with pytest.raises(SignatureError):
            webhook.verify(replace(signed(), body=body), SECRETS, NOW)

    def test_a_body_written_anew_is_refused(self):
        body = b'{"object": "page", "text": "\\u00e9"}'
        again = json.dumps(json.loads(body), ensure_ascii=False).encode()
        with pytest.raises(SignatureError):
            webhook.verify(replace(signed(body), body=again), SECRETS, NOW)

    def test_a_secret_that_is_over_is_refused(self):
        with pytest.raises(SignatureError):
            webhook.verify(signed(secret=OLD_SECRET), Secrets(signing=(SECRET,)), NOW)

    def test_an_empty_secret_stops_loudly(self):
        empty = hmac.new(b"", BODY, hashlib.sha256).hexdigest()
        with pytest.raises(ConfigurationError, match="empty"):
            webhook.verify(with_signature(f"sha256={empty}"), Secrets(signing=("",)), NOW)


class TestParse:
    @pytest.mark.parametrize("fixture", fixtures.cases(Path(__file__).parent / "fixtures"))
    def test_finds_exactly_these_events(self, fixture):
        assert webhook.parse(fixtures.post(fixture.body)) == fixture.events

    @pytest.mark.parametrize("payload", payloads.cases("facebook"))
    def test_reads_real_deliveries_as_the_list_says(self, payload):
        payloads.check(payload, webhook.parse)

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"null",
            b"[]",
            b'"x"',
            b"42",
            b"{}",
            b'{"object":"page"}',
            b'{"object":"page","entry":{}}',
            b'{"object":7,"entry":[]}',
            b'{"entry":[]}',
            BODY[:-1],
            b"\xef\xbb\xbf" + BODY,
            BODY.decode().encode("utf-16"),
            BODY[:-2] + b'"\xff"]}',
            b'{"object":"page","entry":[{"id":NaN}]}',
            b'{"object":"page","entry":[{"id":1e400}]}',
            b'{"object":"page","entry":[{"id":' + b"9" * 5000 + b"}]}",
            b"[" * 100_000,
        ],
    )
    def test_what_is_no_delivery_of_a_page_is_a_payload_error(self, body):
        with pytest.raises(PayloadError):
            webhook.parse(fixtures.post(body))

    def test_escapes_as_facebook_writes_them_are_read(self):
        message = b'{"mid":"m","text":"\\u00e9 \\ud83d\\ude4f \\/"}'
        body = b'{"object":"page","entry":[{"id":"1","messaging":[{"message":' + message + b"}]}]}"
        (event,) = webhook.parse(fixtures.post(body))
        assert event.text == "é 🙏 /"

    def test_a_lone_surrogate_passes_for_ingest_to_replace(self):
        body = b'{"object":"page","entry":[{"id":"1","messaging":[{"message":{"mid":"m","text":"a\\ud800"}}]}]}'
        (event,) = webhook.parse(fixtures.post(body))
        assert event.text == "a\ud800"

    def test_the_last_of_two_keys_wins(self):
        body = b'{"object":"page","entry":[{"id":"1","messaging":[{"message":{"mid":"m","text":"a","text":"b"}}]}]}'
        (event,) = webhook.parse(fixtures.post(body))
        assert event.text == "b"

    def test_any_value_in_any_place_never_crashes(self):
        """Each member of a good delivery replaced by each odd value, one at a time."""
        odd = [None, True, 0, -1, 1.5, 10**30, "", "x", "\u0000", [], [None], {}, {"id": []}, [[]], "9" * 400]
        names = ("comment", "batch", "message_with_attachments", "postback", "mention_in_comment")
        for name in names:
            whole = json.loads((Path(__file__).parent / "fixtures" / f"{name}.json").read_text("utf-8"))["body"]
            for path in _paths(whole):
                for value in odd:
                    changed = json.dumps(_replaced(whole, path, value)).encode()
                    try:
                        events = webhook.parse(fixtures.post(changed))
                    except PayloadError:
                        continue
                    assert all(event.reason for event in events if event.kind is EventKind.IGNORED)

    def test_as_many_empty_entries_as_a_body_may_hold_are_read_within_a_second(self):
        body = b'{"object":"page","entry":[' + b",".join([b"{}"] * 24_000) + b"]}"
        began = time.process_time()
        assert len(webhook.parse(fixtures.post(body))) == 24_000
        assert time.process_time() - began < 1


class TestSamples:
    @pytest.mark.parametrize("sample", library.load("facebook"), ids=lambda sample: sample.name)
    def test_a_sample_is_what_its_list_says(self, sample):
        events = webhook.parse(fixtures.post(sample.body(NOW, "123")))
        kinds = [event.kind for event in events]
        served = {"acknowledged": "created", "in_review": "created", "withdrawn": "deleted"}
        if sample.ends_in == "quarantined":
            assert any(event.unknown for event in events)
        elif sample.ends_in == "ignored":
            assert kinds == [EventKind.IGNORED]
            assert not events[0].unknown
        elif sample.changes and sample.ends_in == "in_review":
            assert kinds == [EventKind.EDITED]
        else:
            assert kinds == [served[sample.ends_in]]


def _paths(value, path=()):
    if path:
        yield path
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from _paths(member, (*path, key))


def _replaced(value, path, new):
    copy = json.loads(json.dumps(value))
    holder = copy
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = new
    return copy
