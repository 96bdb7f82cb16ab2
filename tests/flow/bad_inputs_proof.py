"""Rows 1 to 16, 32 and 35 to 37: deliveries that prove nothing, and handshakes that ask for too much."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from urllib.parse import quote

import pytest

from functions.ingest import handler
from shared.errors import ConfigurationError
from tests.flow.bad_inputs_stage import TEXT, Stage
from tests.support import material as materials
from tests.support.lambdas import clear
from tests.support.material import NOW

HEX, BASE64 = "0123456789abcdef", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def with_signature(stage: Stage, header: str) -> dict[str, str]:
    """The good body's proof, with this in the place of its signature."""
    return {**stage.proof(stage.good), stage.material.signature_header: header}


def signature(stage: Stage) -> str:
    return stage.proof(stage.good)[stage.material.signature_header]


def no_signature(stage: Stage) -> None:
    for name in stage.proof(stage.good):
        proof = {key: value for key, value in stage.proof(stage.good).items() if key != name}
        stage.require_refused(401, stage.good, proof)
    stage.require_refused(401, stage.good, {})


def empty_signature(stage: Stage) -> None:
    stage.require_refused(401, stage.good, with_signature(stage, ""))


def scheme_only(stage: Stage) -> None:
    stage.require_refused(401, stage.good, with_signature(stage, stage.material.scheme))


def one_place_changed(stage: Stage) -> None:
    good, alphabet = signature(stage), HEX if stage.material.encoding == "hex" else BASE64
    for place in range(len(stage.material.scheme), len(good.rstrip("="))):
        other = alphabet[(alphabet.index(good[place]) + 1) % len(alphabet)]
        changed = good[:place] + other + good[place + 1 :]
        assert stage.deliver(stage.good, with_signature(stage, changed)) == 401, place
    assert stage.rows() == ([], [])


def cut_or_extended(stage: Stage) -> None:
    good = signature(stage)
    for wrong in (good[:-1], good[:-2], good + "0", good + good[-1], good + "="):
        stage.require_refused(401, stage.good, with_signature(stage, wrong))


def upper_case(stage: Stage) -> None:
    """Neither hex nor base64 is taken in another case: no platform here writes it so."""
    scheme = stage.material.scheme
    shouted = scheme + signature(stage).removeprefix(scheme).upper()
    stage.require_refused(401, stage.good, with_signature(stage, shouted))


def sha1(stage: Stage) -> str:
    return hmac.new(stage.material.secrets[0].encode(), stage.good, hashlib.sha1).hexdigest()


def sha1_header_only(stage: Stage) -> None:
    stage.require_refused(401, stage.good, {"x-hub-signature": f"sha1={sha1(stage)}"})


def sha1_in_the_sha256_header(stage: Stage) -> None:
    for wrong in (f"sha1={sha1(stage)}", f"{stage.material.scheme}{sha1(stage)}"):
        stage.require_refused(401, stage.good, with_signature(stage, wrong))


def strange_signs(stage: Stage) -> None:
    good = signature(stage)
    for wrong in ("é" + good, good + "\x00", "\x00", good + "\udcff", "٣" * 64, f"{TEXT}ﬀ"):
        stage.require_refused(401, stage.good, with_signature(stage, wrong))


def two_signatures(stage: Stage) -> None:
    proof = stage.proof(stage.good)
    name = stage.material.signature_header
    wrong = stage.proof(b"something else")[name]
    for pair in ((proof[name], wrong), (wrong, proof[name])):
        assert stage.ask(stage.good, (*proof.items(), (name, pair[1]))[: len(proof) + 1]).status == 401
        twice = tuple((key, value) for key, value in proof.items() if key != name) + tuple((name, one) for one in pair)
        assert stage.ask(stage.good, twice).status == 401
    assert stage.rows() == ([], [])


def another_platforms_secret(stage: Stage) -> None:
    for other in (materials.load(name) for name in ("facebook", "x", "standard_webhooks") if name != stage.platform):
        stage.require_refused(401, stage.good, stage.material.sign(stage.good, other.secrets[0], NOW))
        stage.require_refused(401, stage.good, other.sign(stage.good, other.secrets[0], NOW))


def previous_secret(stage: Stage) -> None:
    newest, before = stage.material.secrets
    until = NOW + timedelta(hours=48)
    entries = [newest, {"value": before, "until": until.isoformat()}]
    stage.world.cloud.put_secret("SigningSecret", {stage.platform: {"signing": entries}})
    assert stage.deliver(stage.good, stage.proof(stage.good, before)) == stage.accepted
    stage.world.clock.at = until
    assert stage.deliver(stage.good, stage.proof(stage.good, before)) == 401
    assert stage.deliver(stage.good, stage.proof(stage.good, newest)) == stage.accepted
    assert len(stage.mentions()) == 1


def no_secret(stage: Stage) -> None:
    for broken in ({"signing": [""]}, {"signing": []}, {"signing": ["  "]}, {}, None):
        stage.world.cloud.put_secret("SigningSecret", {stage.platform: broken} if broken is not None else {})
        stage.world.later(hours=1)
        for secret in (stage.material.secrets[0], "", "whsec_"):
            try:
                proof = stage.proof(stage.good, secret or "\x00")
            except ValueError:
                continue
            assert stage.deliver(stage.good, proof) in (401, 503)
    assert stage.rows() == ([], [])
    stage.monkeypatch.delenv("SIGNING_SECRET_ARN")
    stage.monkeypatch.setattr(handler, "ports", handler_ports)
    clear()
    with pytest.raises(ConfigurationError, match="SIGNING_SECRET_ARN is not set"):
        handler.ports()


handler_ports = handler.ports  # as it is before a stage puts its clock in


def written_anew(stage: Stage) -> None:
    proof, content = stage.proof(stage.good), json.loads(stage.good)
    for body in (
        json.dumps(content, indent=1).encode(),
        json.dumps(content, separators=(",", ":")).encode(),
        json.dumps(dict(reversed(content.items()))).encode(),
        stage.good + b"\n",
        b" " + stage.good,
    ):
        assert body != stage.good
        stage.require_refused(401, body, proof)


def lying_base64_flag(stage: Stage) -> None:
    proof, body = stage.proof(stage.good), stage.good
    wrapped = base64.b64encode(body).decode()
    assert stage.call(body.decode(), base64_flag=True, proof=proof) in (400, 401)
    assert stage.call(wrapped, base64_flag=False, proof=proof) == 401
    assert stage.rows() == ([], [])
    assert stage.call(wrapped, base64_flag=True, proof=proof) == stage.accepted


def broken_base64(stage: Stage) -> None:
    stage.sent.append(stage.good.decode())  # which is what the base64 says
    wrapped, proof = base64.b64encode(stage.good).decode().rstrip("="), stage.proof(stage.good)
    for broken in (
        wrapped[:-1] + "%",
        wrapped[:9] + "=" + wrapped[9:],
        wrapped[:8] + "\n" + wrapped[8:],
        "é",
        "====",
        wrapped + "!",
    ):
        assert stage.call(broken, base64_flag=True, proof=proof) in (400, 401)
    assert stage.call("\ud83d", base64_flag=False, proof=proof) == 400
    assert stage.rows() == ([], [])


def stale_time(stage: Stage) -> None:
    """Where no time is signed, a replay is met as a duplicate."""
    timed = stage.material.time_header is not None
    for off_by_s, fresh in ((299, True), (-299, True), (301, False), (-301, False)):
        at = NOW + timedelta(seconds=off_by_s)
        proof = stage.material.sign(stage.good, stage.material.secrets[0], at)
        assert stage.deliver(stage.good, proof) == (stage.accepted if fresh or not timed else 401)
    assert len(stage.mentions()) == 1


def greet(stage: Stage, query: str) -> None:
    """A handshake that must be refused: nothing of what it asked, and nothing signed, comes back."""
    for target in (f"/webhooks/{stage.platform}?{query}", f"/webhooks/{stage.platform}/x?{query}"):
        answer = stage.ask(method="GET", target=target)
        assert 400 <= answer.status < 500, (answer.status, query[:80])
        assert len(answer.body) < 100
        assert b"sha256" not in answer.body
        assert TEXT.encode() not in answer.body
        assert b"<" not in answer.body
    assert stage.rows() == ([], [])


def hostile_challenge(stage: Stage) -> None:
    token = stage.material.verify_token
    for challenge in (f"<script>{TEXT}</script>", f"1\r\nSet-Cookie: {TEXT}=1", TEXT + "1" * 9_000, "", f"{TEXT} 1"):
        greet(stage, f"hub.mode=subscribe&hub.verify_token={token}&hub.challenge={quote(challenge)}")
    if token:
        right = f"hub.mode=subscribe&hub.verify_token={token}&hub.challenge=1158201444"
        assert stage.ask(method="GET", target=f"/webhooks/{stage.platform}?{right}").body == b"1158201444"


def wrong_token(stage: Stage) -> None:
    token = stage.material.verify_token or "any"
    challenge = f"hub.challenge={TEXT}"
    for query in (
        f"hub.mode=subscribe&hub.verify_token=wrong&{challenge}",
        f"hub.mode=subscribe&hub.verify_token=&{challenge}",
        f"hub.mode=subscribe&{challenge}",
        f"hub.verify_token={token}&{challenge}",
        f"hub.mode=unsubscribe&hub.verify_token={token}&{challenge}",
        f"hub.mode=subscribe&hub.verify_token={token}&hub.verify_token={token}&{challenge}",
        f"hub.mode=subscribe&hub.mode=subscribe&hub.verify_token={token}&{challenge}",
        f"hub.mode=subscribe&hub.verify_token={token}&hub_verify_token={token}&{challenge}",
    ):
        greet(stage, query)
        if stage.material.verify_token:
            assert stage.ask(method="GET", target=f"/webhooks/{stage.platform}?{query}").status == 403


def token_that_is_a_body(stage: Stage) -> None:
    """X signs deliveries as it has tokens signed: whoever gets a body signed has forged a delivery."""
    for token in (stage.good.decode(), f'{{"for_user_id":"{TEXT}"}}', "[]", "{}", TEXT + "a" * 300, ""):
        for name in ("crc_token", "CRC_TOKEN", "hub.challenge", "challenge"):
            if len(quote(token)) < 9_000:
                greet(stage, f"{name}={quote(token)}")
