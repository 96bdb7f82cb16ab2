"""The contract of every platform, part one: signatures, handshakes, cards.

`test_contract_parse.py` and `test_contract_send.py` hold the rest. Each runs for every platform in the
registry, with what that platform brings in `tests/platforms/<name>/material.py`.
"""

import base64
import hashlib
import hmac
import json
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.errors import ConfigurationError, SignatureError
from shared.platforms import registry
from shared.platforms.contract import HandshakeReply, Secrets, UnclearOutcome, Visibility, Webhook, WebhookRequest
from shared.platforms.counting import COUNTERS
from tests.support import material as materials
from tests.support.material import NOW, Handshake, Material

ALPHABETS = {"hex": "0123456789abcdef", "base64": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"}
TIMED = [name for name in registry.PLATFORMS if materials.load(name).time_header]
CASES = [(name, case) for name in registry.PLATFORMS for case in materials.load(name).handshakes]


def refused(webhook: Webhook, request: WebhookRequest, secrets: Secrets) -> bool:
    """Whether the request is refused in the one way that counts; any other exception fails the test."""
    try:
        webhook.verify(request, secrets, NOW)
    except SignatureError:
        return True
    return False


def with_signature(material: Material, header: str, body: bytes | None = None) -> WebhookRequest:
    """The good body, or another one, with this text in the signature's header."""
    content = material.good if body is None else body
    proof = material.sign(content, material.secrets[0], NOW)
    return material.request(content, {**proof, material.signature_header: header})


def good_header(material: Material) -> str:
    return material.sign(material.good, material.secrets[0], NOW)[material.signature_header]


def digest_of(material: Material) -> bytes:
    encoded = good_header(material).removeprefix(material.scheme)
    return bytes.fromhex(encoded) if material.encoding == "hex" else base64.b64decode(encoded)


def encoded(material: Material, digest: bytes) -> str:
    return digest.hex() if material.encoding == "hex" else base64.b64encode(digest).decode()


# Signatures


@pytest.mark.parametrize("body", ["good", "batch", "again", "edited", "deleted", "unknown_kind", "own_post", "empty"])
def test_a_good_signature_is_accepted_whatever_the_body(material: Material, webhook: Webhook, body: str) -> None:
    content = b"" if body == "empty" else getattr(material, body)
    assert webhook.verify(material.request(content), material.both, NOW) is None


def test_the_secret_before_is_accepted_until_it_is_taken_away(material: Material, webhook: Webhook) -> None:
    newest, before = material.secrets
    request = material.request(material.good, material.sign(material.good, before, NOW))
    assert webhook.verify(request, material.both, NOW) is None
    assert refused(webhook, request, Secrets(signing=(newest,)))
    assert webhook.verify(material.request(material.good), Secrets(signing=(newest,)), NOW) is None


def test_a_secret_of_somebody_else_is_refused(material: Material, webhook: Webhook, platform: str) -> None:
    for other in registry.PLATFORMS:
        if other != platform:
            foreign = Secrets(signing=materials.load(other).secrets)
            with suppress(ConfigurationError):  # a secret of the wrong form may be refused for that alone
                assert refused(webhook, material.request(material.good), foreign)


def test_a_delivery_signed_for_another_platform_is_refused(material: Material, webhook: Webhook, platform: str) -> None:
    """The same body, with the other platform's headers and even with this platform's own secret."""
    for other in (materials.load(name) for name in registry.PLATFORMS if name != platform):
        for secret in other.secrets[0], "whsec_" + base64.b64encode(material.secrets[0].encode()).decode():
            headers = other.sign(material.good, secret, NOW)
            assert refused(webhook, material.request(material.good, headers), material.both)
            moved = {material.signature_header: headers[other.signature_header]}
            assert refused(webhook, material.request(material.good, {**headers, **moved}), material.both)


def test_every_header_of_the_proof_is_needed(material: Material, webhook: Webhook) -> None:
    proof = material.sign(material.good, material.secrets[0], NOW)
    for name, value in proof.items():
        without = {key: proof[key] for key in proof if key != name}
        assert refused(webhook, material.request(material.good, without), material.both)
        for wrong in ("", " ", value + "0", "0" + value, value + "\x00", "\x00", "é" + value, value + "\udcff", "٣"):
            assert refused(webhook, material.request(material.good, {**proof, name: wrong}), material.both)
    assert refused(webhook, material.request(material.good, {}), material.both)


def test_a_malformed_signature_is_refused(material: Material, webhook: Webhook) -> None:
    header, scheme, digest = good_header(material), material.scheme, digest_of(material)
    plain = header.removeprefix(scheme)
    malformed = [
        scheme,
        plain,
        scheme + scheme + plain,
        header[:-1],
        header + plain[-1],
        scheme + encoded(material, digest[:-1]),
        scheme + encoded(material, digest + b"\x00"),
        scheme + encoded(material, b""),
        scheme.upper() + plain,
        scheme + plain.upper(),
        scheme + plain[:10] + "\n" + plain[10:],
        scheme + (base64.b64encode(digest).decode() if material.encoding == "hex" else digest.hex()),
        scheme + base64.urlsafe_b64encode(b"\xfb\xff" + digest[2:]).decode(),
        scheme + plain.rstrip("=") + "\uff1d",
    ]
    if material.encoding == "base64":
        malformed += [scheme + plain.rstrip("="), header + "="]
    for wrong in malformed:
        assert refused(webhook, with_signature(material, wrong), material.both), wrong


def test_each_changed_character_of_the_signature_is_refused(material: Material, webhook: Webhook) -> None:
    header, alphabet = good_header(material), ALPHABETS[material.encoding]
    for position in range(len(material.scheme), len(header.rstrip("="))):
        following = alphabet[(alphabet.index(header[position]) + 1) % len(alphabet)]
        changed = header[:position] + following + header[position + 1 :]
        assert refused(webhook, with_signature(material, changed), material.both), position


def test_two_signatures_in_one_header_are_refused_unless_the_scheme_joins_them(
    material: Material, webhook: Webhook
) -> None:
    """A header that came twice arrives joined by a comma: which of the two would count?"""
    right = good_header(material)
    wrong = material.sign(b"something else", material.secrets[0], NOW)[material.signature_header]
    for pair in ((right, wrong), (wrong, right), (right, right)):
        for comma in (",",) if material.joins else (",", ", "):
            assert refused(webhook, with_signature(material, comma.join(pair)), material.both)
    if material.joins:
        for several in ((right, wrong), (wrong, right), ("v9,unknown", right), (wrong, "v1,", right)):
            assert webhook.verify(with_signature(material, material.joins.join(several)), material.both, NOW) is None
        assert refused(webhook, with_signature(material, material.joins.join((wrong, wrong, "v9,x"))), material.both)


def test_sha1_counts_for_nothing(material: Material, webhook: Webhook) -> None:
    old = hmac.new(material.secrets[0].encode(), material.good, hashlib.sha1).digest()
    legacy = {"x-hub-signature": f"sha1={old.hex()}"}
    assert refused(webhook, material.request(material.good, legacy), material.both)
    for written in (f"sha1={old.hex()}", f"sha1={base64.b64encode(old).decode()}", f"sha256={old.hex()}"):
        assert refused(webhook, with_signature(material, written), material.both)


def test_a_changed_body_is_refused(material: Material, webhook: Webhook) -> None:
    header, good = good_header(material), material.good
    for position in (0, 1, len(good) // 3, len(good) // 2, len(good) - 2, len(good) - 1):
        changed = good[:position] + bytes([good[position] ^ 1]) + good[position + 1 :]
        assert refused(webhook, _moved(material, header, changed), material.both), position
    rewritten = json.dumps(json.loads(good), indent=1).encode()
    for changed in (good + b" ", good + b"\n", b"\xef\xbb\xbf" + good, good[:-1], b"", rewritten):
        assert refused(webhook, _moved(material, header, changed), material.both)


def _moved(material: Material, header: str, body: bytes) -> WebhookRequest:
    """The proof of the good body in front of another one."""
    proof = material.sign(material.good, material.secrets[0], NOW)
    return material.request(body, {**proof, material.signature_header: header})


@pytest.mark.parametrize(("off_by_s", "accepted"), [(0, True), (299, True), (301, False), (86_400, False)])
def test_a_signed_time_may_be_five_minutes_off(
    material: Material, webhook: Webhook, off_by_s: int, accepted: bool
) -> None:
    for side in (-1, 1):
        at = NOW + timedelta(seconds=side * off_by_s)
        request = material.request(material.good, material.sign(material.good, material.secrets[0], at))
        assert refused(webhook, request, material.both) != (accepted or material.time_header is None)


@pytest.mark.parametrize("platform", TIMED, indirect=True)
def test_a_signed_time_is_a_plain_whole_number(material: Material, webhook: Webhook) -> None:
    header = material.time_header or ""
    proof = material.sign(material.good, material.secrets[0], NOW)
    stated = proof[header]
    for wrong in (f"+{stated}", f"{stated}.0", f" {stated}", f"-{stated}", "1e9", "nan", "٣" * 10, "9" * 5000, "0x1"):
        assert refused(webhook, material.request(material.good, {**proof, header: wrong}), material.both)


def test_without_a_secret_nothing_is_accepted(material: Material, webhook: Webhook) -> None:
    """An empty key would verify what anybody signed with the empty key."""
    plain = hmac.new(b"", material.good, hashlib.sha256).digest()
    requests = [material.request(material.good), with_signature(material, material.scheme + encoded(material, plain))]
    for secrets in (Secrets(signing=()), Secrets(signing=("",)), Secrets(signing=("whsec_",))):
        for request in requests:
            with pytest.raises((SignatureError, ConfigurationError)):
                webhook.verify(request, secrets, NOW)


@settings(derandomize=True, database=None, deadline=None, max_examples=150)
@given(data=st.data())
def test_whatever_stands_in_the_headers_is_refused_in_one_way(data: st.DataObject) -> None:
    material = materials.load(data.draw(st.sampled_from(registry.PLATFORMS)))
    proof = material.sign(material.good, material.secrets[0], NOW)
    name = data.draw(st.sampled_from(sorted(proof)))
    value = data.draw(st.one_of(st.text(), st.text().map(lambda text: material.scheme + text)))
    if value != proof[name]:
        request = material.request(material.good, {**proof, name: value})
        assert refused(registry.webhook(material.name), request, material.both)


# Handshakes


def greet(material: Material, case: Handshake, secrets: Secrets | None = None) -> HandshakeReply | None:
    request = replace(material.request(b""), method=case.method, query=case.query)
    return registry.webhook(material.name).handshake(request, secrets or material.both)


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}-{case.name}" for name, case in CASES])
def test_a_handshake_is_answered_as_the_platform_says(name: str, case: Handshake) -> None:
    reply = greet(materials.load(name), case)
    if case.status is None:
        assert reply is None
        return
    assert reply is not None
    assert reply.status == case.status
    if case.answer is not None:
        assert reply.body == case.answer


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}-{case.name}" for name, case in CASES])
def test_a_refused_handshake_gives_nothing_back(name: str, case: Handshake) -> None:
    """Neither what was asked nor anything that was made with a secret."""
    reply = greet(materials.load(name), case)
    if reply is None or reply.status == 200:
        return
    assert len(reply.body) < 100
    assert "sha256" not in reply.body
    for value in case.query.values():
        assert len(value) < 4 or value not in reply.body


def test_without_secrets_no_handshake_succeeds(material: Material) -> None:
    for case in material.handshakes:
        for secrets in (Secrets(signing=()), Secrets(signing=("",), verify_tokens=("",))):
            with suppress(ConfigurationError):
                reply = greet(material, case, secrets)
                assert reply is None or reply.status >= 400


def test_an_answer_is_signed_with_the_newest_secret_only(material: Material) -> None:
    rotated = replace(material.both, signing=("a-newer-secret", *material.secrets))
    for case in material.handshakes:
        if case.status == 200 and case.answer is not None and "sha256" in case.answer:
            reply = greet(material, case, rotated)
            assert reply is not None
            assert reply.body != case.answer


def test_a_delivery_is_no_handshake(material: Material, webhook: Webhook) -> None:
    assert webhook.handshake(material.request(material.good), material.both) is None


# Cards


def test_the_card_is_complete(platform: str) -> None:
    card = registry.card(platform)
    assert card.name == platform
    assert card.surfaces
    assert len(set(card.surfaces)) == len(card.surfaces)
    assert all((card.title, card.signature, card.handshake, card.storage_terms, card.automation_terms))
    assert 0 < card.deadline_s <= 60
    assert card.accepted_status in (200, 204)
    assert set(card.reports) <= {"edits", "deletes", "receipts"}
    assert card.sources
    for source in card.sources:
        assert source.title
        assert date.fromisoformat(source.read_on) >= date(2025, 1, 1)


def test_the_card_says_how_each_surface_is_answered(platform: str) -> None:
    card = registry.card(platform)
    assert set(card.replies) <= set(card.surfaces)
    for surface, rules in card.replies.items():
        assert rules.counting in COUNTERS
        assert rules.max_length > 0
        assert rules.window_h is None or rules.window_h > 0
        assert (rules.visibility is Visibility.PRIVATE) == (surface == "direct_message")
    assert {draft.surface for draft in materials.load(platform).drafts} <= set(card.replies)


def test_the_card_and_the_adapter_agree_on_edits_deletes_and_look_ups(material: Material) -> None:
    card, webhook = registry.card(material.name), registry.webhook(material.name)
    for word, body, kind in (("edits", material.edited, "edited"), ("deletes", material.deleted, "deleted")):
        kinds = {event.kind for event in webhook.parse(material.request(body))}
        assert (word in card.reports) == (kind in kinds)
    if card.unclear_outcome is UnclearOutcome.SEARCHABLE:
        assert callable(registry.reply(material.name).find_reply)
