"""Which words an acknowledgement has: no thread shows the same ones twice, as long as there are others."""

from functions.reply import send as step
from shared.domain.assessment import Topic
from shared.domain.mention import State, Surface
from shared.domain.playbook import Wording
from tests.functions.sends import publish, waiting
from tests.support.made import assessment

VARIANTS = tuple(f"Thank you {times}." for times in ("once", "twice", "three times", "so much", "again", "a lot"))


def many_words(world):
    wording = Wording(public=VARIANTS, private=VARIANTS)
    publish(world, wording={topic: {"en": wording, "es": wording} for topic in (Topic.THANKS, Topic.PRAISE)})


def somebody(world, number, **changes):
    """A mention of another author in the same thread."""
    return waiting(world, number, author_id=f"forum:a{number}", thread_id="forum:t", **changes)


def said(world, held):
    world.send(held.mention_id)
    after = world.get(held.mention_id)
    assert after.state is State.ACKNOWLEDGED
    return after.reply.text


def test_replies_in_one_thread_are_all_different_until_every_text_had_its_turn(world):
    many_words(world)
    texts = [said(world, somebody(world, number)) for number in range(14)]
    assert list(world.tool.wall.values()) == texts
    for first in range(len(texts) - len(VARIANTS) + 1):
        assert set(texts[first : first + len(VARIANTS)]) == set(VARIANTS)


def test_topics_and_threads_between_do_not_disturb_the_turns(world):
    many_words(world)
    texts = []
    for number in range(6):
        texts.append(said(world, somebody(world, number)))
        said(world, somebody(world, 100 + number, assessment=assessment(topics=(Topic.PRAISE,))))
        said(world, waiting(world, 200 + number, author_id=f"forum:b{number}", thread_id=f"forum:t{number}"))
    assert set(texts) == set(VARIANTS)


def test_threads_begin_with_different_texts(world):
    many_words(world)
    held = [waiting(world, number, author_id=f"forum:a{number}", thread_id=f"forum:t{number}") for number in range(20)]
    assert len({said(world, one) for one in held}) == len(VARIANTS)


def test_of_two_replies_at_the_same_moment_in_one_thread_each_has_its_own_words(world):
    many_words(world)
    first, second, ports = somebody(world, 1), somebody(world, 2), world.reply_ports()
    client, claims = ports.mentions.client, []

    class Slow:
        def __getattr__(self, name):
            return getattr(client, name)

        def transact_write_items(self, **arguments):
            claims.append(arguments)
            if len(claims) == 1:
                world.send(second.mention_id)
            client.transact_write_items(**arguments)

    ports.mentions.client = Slow()
    step.send(first.mention_id, ports, remaining_s=lambda: 20.0)
    one, other = world.get(first.mention_id), world.get(second.mention_id)
    assert (one.state, other.state, one.attempts, world.tool.posted) == (State.ACKNOWLEDGED,) * 2 + (1, 2)
    assert one.reply.text != other.reply.text


def test_a_reply_that_is_tried_again_keeps_its_words_and_takes_no_further_turn(world):
    many_words(world)
    world.tool.orders = ["unreachable"]
    held = somebody(world, 1)
    world.send(held.mention_id)
    tried = world.get(held.mention_id)
    assert (tried.state, tried.reply.tries) == (State.ACKNOWLEDGING, 1)
    world.later(hours=1)
    assert said(world, held) == tried.reply.text
    texts = {tried.reply.text, *(said(world, somebody(world, number)) for number in range(2, 7))}
    assert texts == set(VARIANTS)


def test_a_reply_in_private_needs_no_turn(world):
    many_words(world)
    assert said(world, somebody(world, 1, surface=Surface.DIRECT_MESSAGE)) in VARIANTS
    assert world.cloud.rows(prefix="TURN#") == []
    said(world, somebody(world, 2))
    (row,) = world.cloud.rows(prefix="TURN#")
    assert "forum" not in str(row)
