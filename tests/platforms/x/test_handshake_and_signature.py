"""The challenge-response check and the signature, with the bad input of a forger."""

import base64
import hashlib
import hmac
import json

import pytest

from shared.errors import ConfigurationError, SignatureError
from shared.platforms.contract import Secrets
from shared.platforms.x import webhook
from tests.platforms.x.deliveries import HEADER, NOW, SECRET, SECRETS, delivery, request, signed

OAUTH2_HEADER = "x-twitter-webhooks-signature-oauth2"
BODY = b'{"for_user_id":"880011","tweet_create_events":[]}'


def challenge(token, method="GET", secrets=SECRETS):
    return webhook.handshake(request(method, query={"crc_token": token}), secrets)


def base64_hmac(secret, message):
    return base64.b64encode(hmac.new(secret.encode(), message, hashlib.sha256).digest()).decode()


@pytest.mark.parametrize("token", ["MTI3NzY4MzItZjE5Zg", "a", "A+/=_-9", "x" * 256, "eyJmb3JfdXNlcl9pZCI6IjEifQ=="])
def test_a_challenge_is_answered_in_json_with_its_digest_in_base64(token):
    answer = challenge(token)
    assert (answer.status, answer.content_type) == (200, "application/json")
    assert json.loads(answer.body) == {"response_token": "sha256=" + base64_hmac(SECRET, token.encode())}


def test_a_challenge_is_answered_with_the_newest_secret():
    answer = challenge("abc", secrets=Secrets(signing=("newest", "previous")))
    assert json.loads(answer.body)["response_token"] == "sha256=" + base64_hmac("newest", b"abc")


@pytest.mark.parametrize(
    "token",
    [
        pytest.param('{"for_user_id":"880011"}', id="a delivery"),
        pytest.param(BODY.decode(), id="another delivery"),
        pytest.param("", id="empty"),
        pytest.param("x" * 257, id="too long"),
        pytest.param("abc,def", id="given twice"),
        pytest.param("abc\n", id="line break"),
        pytest.param("a b", id="space"),
        pytest.param("<script>", id="markup"),
        pytest.param("añb", id="not ASCII"),
        pytest.param("٣", id="foreign digit"),
    ],
)
def test_what_is_no_token_is_refused_and_nothing_is_signed(token):
    answer = challenge(token)
    assert answer.status == 400
    assert base64_hmac(SECRET, token.encode()) not in answer.body
    assert not token or token not in answer.body


@pytest.mark.parametrize(
    "asked", [request("POST", query={"crc_token": "abc"}), request("GET"), request("GET", query={"hub.challenge": "a"})]
)
def test_other_requests_are_no_handshake(asked):
    assert webhook.handshake(asked, SECRETS) is None


@pytest.mark.parametrize("secrets", [Secrets(signing=()), Secrets(signing=("",))])
def test_without_a_secret_nothing_is_signed(secrets):
    with pytest.raises(ConfigurationError):
        challenge("abc", secrets=secrets)


@pytest.mark.parametrize("header", [HEADER, OAUTH2_HEADER])
@pytest.mark.parametrize("secret", ["newest", "previous"])
def test_a_delivery_signed_with_any_of_our_secrets_passes_in_either_header(header, secret):
    webhook.verify(signed(BODY, secret, header), Secrets(signing=("newest", "previous")), NOW)


def test_with_both_headers_one_that_we_can_check_is_enough():
    both = {HEADER: "sha256=" + base64_hmac(SECRET, BODY), OAUTH2_HEADER: "sha256=" + base64_hmac("client", BODY)}
    webhook.verify(delivery(BODY, both), SECRETS, NOW)


GOOD = base64_hmac(SECRET, BODY)
HEX = hmac.new(SECRET.encode(), BODY, hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("", id="empty"),
        pytest.param("sha256=", id="prefix only"),
        pytest.param(GOOD, id="no prefix"),
        pytest.param(f"SHA256={GOOD}", id="upper-case prefix"),
        pytest.param(f"sha1={GOOD}", id="other algorithm"),
        pytest.param("sha1=" + base64.b64encode(hmac.digest(SECRET.encode(), BODY, "sha1")).decode(), id="sha1"),
        pytest.param(f"sha256={HEX}", id="hexadecimal"),
        pytest.param(f"sha256={GOOD[:-1]}", id="cut"),
        pytest.param(f"sha256={GOOD.rstrip('=')}", id="no padding"),
        pytest.param(f"sha256={GOOD}=", id="extended"),
        pytest.param(f"sha256= {GOOD}", id="space"),
        pytest.param(f"sha256={GOOD}\n", id="line break"),
        pytest.param(f"sha256={GOOD},sha256={GOOD}", id="given twice"),
        pytest.param(f"sha256={GOOD[:5]}!{GOOD[5:]}", id="foreign character"),
        pytest.param("sha256=ñ\x00", id="not ASCII"),
        pytest.param("sha256=" + base64_hmac("another", BODY), id="foreign secret"),
        pytest.param("sha256=" + base64_hmac("", BODY), id="empty key"),
        pytest.param("sha256=" + base64_hmac(SECRET, BODY + b" "), id="other body"),
    ],
)
@pytest.mark.parametrize("header", [HEADER, OAUTH2_HEADER])
def test_any_other_signature_is_refused(header, written):
    with pytest.raises(SignatureError):
        webhook.verify(delivery(BODY, {header: written}), SECRETS, NOW)


def test_a_delivery_without_a_signature_is_refused():
    with pytest.raises(SignatureError):
        webhook.verify(delivery(BODY, {"x-hub-signature-256": f"sha256={HEX}"}), SECRETS, NOW)


def test_every_byte_of_the_body_counts():
    good = signed(BODY)
    for position in range(len(BODY)):
        changed = BODY[:position] + bytes([BODY[position] ^ 1]) + BODY[position + 1 :]
        with pytest.raises(SignatureError):
            webhook.verify(delivery(changed, good.headers), SECRETS, NOW)


def test_every_character_of_the_signature_counts():
    for position in range(len(GOOD)):
        other = "A" if GOOD[position] != "A" else "B"
        written = f"sha256={GOOD[:position]}{other}{GOOD[position + 1 :]}"
        with pytest.raises(SignatureError):
            webhook.verify(delivery(BODY, {HEADER: written}), SECRETS, NOW)


def test_an_empty_body_can_be_signed_too():
    webhook.verify(signed(b""), SECRETS, NOW)


def test_without_a_secret_nothing_passes():
    with pytest.raises(SignatureError):
        webhook.verify(signed(BODY), Secrets(signing=()), NOW)
    with pytest.raises(ConfigurationError):
        webhook.verify(delivery(BODY, {HEADER: "sha256=" + base64_hmac("", BODY)}), Secrets(signing=("",)), NOW)
