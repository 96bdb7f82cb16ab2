"""What excuses nothing: an oracle that takes too much for an explanation would never fail."""

import json
from dataclasses import replace
from random import Random

from infra.simulate.evidence import Evidence
from infra.simulate.faults import CALM
from infra.simulate.harness import machine
from infra.simulate.kernel import SECOND
from infra.simulate.mail import DANGER, FRIENDLY, Mail
from infra.simulate.mutants import without
from infra.simulate.oracles import alarmed, prompt
from infra.simulate.world import Plot, World


def calm(text):
    """The world after a day on which only this was written."""
    mail = Mail(Random(0), SECOND)
    mail.single("standard_webhooks", text)
    world = World(Random(0), Plot(0, CALM, mail, echoes=False))
    world.run()
    return world


def test_only_its_own_dead_letter_tells_people_of_an_urgent_case():
    with machine(), without("urgent-case-is-told"):
        world = calm(DANGER[0])
    dead = "ReviewsDeadLetters"
    (mention_id,) = world.mention_ids()
    world.queues.send_message(QueueUrl=dead, MessageBody=json.dumps({"mention_id": "standard_webhooks-another"}))
    assert [one.kind for one in alarmed(Evidence(world))] == ["silent"]
    world.queues.send_message(QueueUrl=dead, MessageBody=json.dumps({"mention_id": mention_id}))
    assert list(alarmed(Evidence(world))) == []


def test_it_is_the_sweeps_write_that_counts_and_not_what_it_says_of_itself():
    with machine():
        world = calm(FRIENDLY[0])
    assert list(prompt(Evidence(world))) == []
    world.moves[1] = replace(world.moves[1], by="Watch")
    assert [one.how for one in prompt(Evidence(world))] == ["the sweep had to help on a calm day"]
