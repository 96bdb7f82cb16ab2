"""A delivery that meets others at work: a reply that is being sent, another writer of the row, its own death."""

from contextlib import suppress
from dataclasses import replace

import pytest

from functions.ingest import receive as step
from shared.domain.mention import EventKind, State
from tests.support.made import machine_reply, mention
from tests.support.world import body


@pytest.mark.parametrize(
    ("kind", "pending"), [("edited", EventKind.EDITED), ("deleted", EventKind.DELETED)], ids=["edited", "deleted"]
)
def test_edits_and_deletes_while_it_is_sent_are_kept_for_whoever_finishes(world, kind, pending):
    held = world.put(mention(State.SENDING))
    assert world.deliver(body(kind=kind, text="Now it is broken")) == 200
    after = world.get(held.mention_id)
    assert (after.state, after.pending_event.kind) == (State.SENDING, pending)
    assert (after.attempt_id, after.fence, after.due_at) == (held.attempt_id, held.fence, held.due_at)
    assert after.text == (held.text if kind == "edited" else None)


def test_an_edit_that_meets_another_writer_is_tried_again(world):
    held = world.put(mention(State.ACKNOWLEDGING))
    store = world.cloud.mentions()
    ports = world.ingest_ports()
    update, disturbed = ports.mentions.update, []

    def claimed_before(before, after):
        if not disturbed:  # reply is quicker
            disturbed.append(True)
            store.update(before, replace(mention(State.SENDING), reply=machine_reply(tries=1), version=2))
        update(before, after)

    ports.mentions.update = claimed_before
    assert world.deliver(body(kind="edited", text="Now it is broken"), ports) == 200
    after = world.get(held.mention_id)
    assert (after.state, after.pending_event.text) == (State.SENDING, "Now it is broken")


def test_a_row_that_others_keep_changing_is_no_200(world):
    world.put(mention(State.ACKNOWLEDGING))
    ports = world.ingest_ports()
    tries = []

    def never(before, after):
        tries.append(before)
        raise step.ConflictError

    ports.mentions.update = never
    with pytest.raises(step.ConflictError):
        world.deliver(body(kind="edited", text="Now it is broken"), ports)
    assert len(tries) == step.UPDATE_TRIES


def test_a_delivery_half_stored_is_completed_by_its_repeat(world):
    client, puts = world.cloud.client("dynamodb"), []

    class Dying:
        def __getattr__(self, name):
            return getattr(client, name)

        def put_item(self, **arguments):
            puts.append(arguments)
            if len(puts) == 3:
                raise KeyboardInterrupt
            return client.put_item(**arguments)

    world.client = lambda service: Dying() if service == "dynamodb" else world.cloud.client(service)
    with suppress(KeyboardInterrupt):
        world.deliver(body("p1", "p2", "p3", "p4"))
    assert len(world.all()) == 2
    assert world.deliver(body("p1", "p2", "p3", "p4")) == 200
    assert len(world.all()) == 4
