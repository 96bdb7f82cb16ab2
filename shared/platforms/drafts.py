"""What a mention that is being sent gives to a platform's `reply` and `find_reply`."""

from shared.domain.mention import Mention
from shared.domain.sending import LEASE
from shared.platforms.contract import ReplyDraft


def draft_of(mention: Mention) -> ReplyDraft:
    """The draft of a claimed mention; ValueError for one that nobody has claimed."""
    if mention.reply is None or mention.attempt_id is None or mention.lease_until is None:
        raise ValueError("only a claimed mention has a draft")
    return ReplyDraft(
        mention_id=mention.mention_id,
        account_id=mention.account_id,
        external_id=mention.external_id,
        surface=mention.surface,
        text=mention.reply.text,
        attempt_id=mention.attempt_id,
        attempted_at=mention.lease_until - LEASE,
        author_id=mention.author_id,
        thread_id=mention.thread_id,
        in_reply_to=mention.in_reply_to,
    )
