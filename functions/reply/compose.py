"""The words of an acknowledgement, and whose turn they are."""

from datetime import datetime
from typing import Any

from shared.aws import guards
from shared.aws.mentions import Mentions
from shared.domain import sending, wording
from shared.domain.mention import Mention, OutgoingReply
from shared.domain.playbook import Playbook
from shared.platforms import registry
from shared.platforms.contract import Visibility
from shared.platforms.counting import COUNTERS


def compose(
    mention: Mention, playbook: Playbook, mentions: Mentions, now: datetime
) -> tuple[OutgoingReply | None, list[dict[str, Any]]]:
    """The acknowledgement in the writer's language, fitted to the platform, and the write that keeps its words from
    coming again in this thread; no reply if no wording fits. What was tried before keeps its words."""
    rules = registry.card(mention.platform).replies.get(mention.surface)
    if mention.reply:
        return mention.reply, []
    if rules is None or mention.assessment is None:
        return None, []
    topic, language = mention.assessment.topic, mention.assessment.language
    private = rules.visibility is Visibility.PRIVATE  # nobody else reads along, and one author is thanked once
    table, kind = mentions.table, f"{topic}#{language}"
    turn = 0 if private else guards.turn(mentions.client, table, mention, kind)
    text = wording.choose(
        playbook,
        topic=topic,
        language=language,
        private=private,
        brand_title=playbook.title,
        seed=mention.thread_key,
        turn=turn,
        max_length=rules.max_length,
        count=COUNTERS[rules.counting],
    )
    if text is None:
        return None, []
    taken = [] if private else [guards.take_turn(table, mention, kind, turn, now)]
    return OutgoingReply(text=text, by=sending.MACHINE, language=language), taken
