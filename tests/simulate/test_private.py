"""Direct messages: written on every platform, answered in private and in the words for it, or an oracle sees it."""

from dataclasses import replace
from random import Random

import pytest

from functions.reply import send
from infra.simulate.campaign import run_judged
from infra.simulate.deaths import Diligent
from infra.simulate.faults import CALM
from infra.simulate.harness import machine
from infra.simulate.kernel import SECOND
from infra.simulate.mail import DANGER, FRIENDLY, Mail
from infra.simulate.payloads import ACCOUNTS
from infra.simulate.people import PEOPLE
from infra.simulate.rules import WORDINGS
from infra.simulate.world import Plot, World
from shared.domain import wording
from shared.domain.mention import Surface


def live(platform: str, text: str, *, by_person: bool = False) -> tuple[World, list[str]]:
    mail = Mail(Random(0), SECOND)
    mail.single(platform, text, private=True)
    world = World(Random(0), Plot(0, CALM, mail))
    if by_person:
        world.kernel.spawn("ana", Diligent(world, PEOPLE[0], Random(0), 100 * SECOND).work)
    return world, [violation.kind for violation in run_judged(world)]


@pytest.mark.parametrize("platform", ACCOUNTS)
def test_a_private_message_is_thanked_for_in_private(platform):
    with machine():
        world, broken = live(platform, FRIENDLY[0])
    (one,) = world.wall.applied
    assert (broken, one.post.private, one.post.text in WORDINGS[True]) == ([], True, True)


@pytest.mark.parametrize("platform", ACCOUNTS)
def test_a_person_answers_a_private_message_in_private(platform):
    with machine():
        world, broken = live(platform, DANGER[0], by_person=True)
    (one,) = world.wall.applied
    assert (broken, one.post.private, one.post.text.startswith("Hello, we look into it")) == ([], True, True)


def test_a_private_message_that_is_answered_in_public_is_seen(monkeypatch):
    draft_of = send.draft_of
    monkeypatch.setattr(send, "draft_of", lambda mention: replace(draft_of(mention), surface=Surface.POST))
    with machine():
        assert "exposed" in live("standard_webhooks", FRIENDLY[0])[1]


def test_public_words_in_a_private_answer_are_seen(monkeypatch):
    choose = wording.choose
    monkeypatch.setattr(wording, "choose", lambda *given, **more: choose(*given, **{**more, "private": False}))
    with machine():
        assert "wrong_words" in live("x", FRIENDLY[0])[1]
