"""What staff said of the machine's judgements, as lines for training: the one place where texts leave the table."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from shared.domain.correction import KINDS
from shared.domain.mention import Mention


def lines(mentions: Iterable[Mention], since: datetime, left_out: Counter[str]) -> Iterable[dict[str, Any]]:
    """One for each mention corrected since, oldest first: its text, what the machine said and what people say.

    What is of no use for training is counted in `left_out`, by its cause.
    """
    corrected = [one for one in mentions if any(correction.at >= since for correction in one.corrections)]
    for mention in sorted(corrected, key=lambda one: max(correction.at for correction in one.corrections)):
        valid = [one for one in mention.corrections if one.revision == mention.revision]
        if mention.text is None or mention.assessment is None:
            left_out["the text is gone"] += 1
        elif not valid:
            left_out["the text was edited since"] += 1
        else:
            said = {what: str(kind.said(mention)) for what, kind in KINDS.items()}
            yield {
                "id": mention.mention_id,
                "text": mention.text,
                "language": mention.assessment.language,
                "platform": mention.platform,
                "surface": str(mention.surface),
                "machine": said | {one.what: one.said for one in valid},
                "people": {one.what: one.right for one in valid},
            }
