"""One author: everything they wrote to the brands of a person, what became of it, and what was decided about them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.desk import text, words
from functions.desk.act import Ports, may, name_of
from functions.desk.languages import gettext
from functions.desk.replies import platform_title
from functions.desk.views.brands import Brand
from shared.domain.brand import Block, Staff, StopSwitch
from shared.domain.case import Case
from shared.domain.mention import Mention

ROWS = 50


@dataclass(frozen=True)
class Decided:
    """What people decided about an author or a post, and who."""

    what: Block | StopSwitch
    brand: str
    by: str


@dataclass(frozen=True)
class Written:
    """One mention in an author's list."""

    mention: Mention
    state: str
    topic: str
    excerpt: str
    marks: Sequence[str]


@dataclass(frozen=True)
class Author:
    """`outcomes` counts what became of the mentions that are listed; `older` is where the next page begins, if any."""

    platform: str
    title: str
    author_id: str
    name: str
    reach: int | None
    blocks: Sequence[Decided]
    written: Sequence[Written]
    outcomes: Sequence[tuple[str, int]]
    older: str


def author(
    ports: Ports, staff: Staff, brands: Sequence[Brand], platform: str, author_id: str, before: str, now: datetime
) -> Author:
    """An author's mentions, newest first, as far as this person may see their brands."""
    keys = ports.mentions.keys_by_author(platform, author_id, ROWS + 1, before=before)
    found = ports.mentions.get_many([key.partition("#")[2] for key in keys[:ROWS]])
    mentions = [found[key.partition("#")[2]] for key in keys[:ROWS] if key.partition("#")[2] in found]
    seen = [mention for mention in mentions if may(staff, mention.brand, "see")]
    newest = seen[0] if seen else None
    return Author(
        platform=platform,
        title=platform_title(platform),
        author_id=author_id,
        name=next((mention.author_name for mention in seen if mention.author_name), "") or "",
        reach=newest.reach if newest else None,
        blocks=_blocks(ports, brands, platform, author_id, now),
        written=[_written(mention) for mention in seen],
        outcomes=Counter(gettext(words.STATES[mention.state]) for mention in seen).most_common(),
        older=keys[ROWS - 1] if len(keys) > ROWS else "",
    )


def author_block(ports: Ports, case: Case, now: datetime) -> Decided | None:
    """What stands against the author of a case."""
    block = ports.settings.block(case.brand, case.platform, case.author_id) if case.author_id else None
    return Decided(block, case.brand, name_of(ports, block.by)) if block and block.is_on(now) else None


def thread_stop(ports: Ports, case: Case, now: datetime) -> Decided | None:
    """Whether automatic replies are stopped under the post of a case."""
    switch = ports.settings.thread_stop(case.platform, case.account_id, case.thread_key)
    return Decided(switch, case.brand, name_of(ports, switch.by)) if switch.is_on(now) else None


def _blocks(ports: Ports, brands: Sequence[Brand], platform: str, author_id: str, now: datetime) -> list[Decided]:
    held = [(brand.title, ports.settings.block(brand.name, platform, author_id)) for brand in brands]
    return [Decided(block, title, name_of(ports, block.by)) for title, block in held if block and block.is_on(now)]


def _written(mention: Mention) -> Written:
    judged = mention.assessment
    marks = [gettext("Edited")] if mention.revision else []
    if mention.reply and mention.reply.by == "machine" and mention.reply.sent_at:
        marks.append(gettext("Acknowledged"))
    return Written(
        mention=mention,
        state=gettext(words.STATES[mention.state]),
        topic=words.topic(judged.topic) if judged else "",
        excerpt=text.first_line(mention.text, 120),
        marks=marks,
    )
