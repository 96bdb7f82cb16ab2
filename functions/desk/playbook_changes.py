"""What is different between two versions of a playbook, and what to think about before one is published."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.desk import playbook_form, words
from functions.desk.languages import gettext, sentence
from functions.desk.playbook_form import Form
from shared.domain.linter import lint
from shared.domain.playbook import Playbook
from shared.domain.wording import fill

MOST_WARNINGS = 40


@dataclass(frozen=True)
class Difference:
    """One field that differs. Of wording, only the lines that came and went."""

    name: str
    label: str
    before: Sequence[str]
    after: Sequence[str]


def differences(before: Form, after: Form) -> list[Difference]:
    found = []
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name, "").strip(), after.get(name, "").strip()
        if old == new:
            continue
        if name.startswith("wording."):
            gone, come = old.splitlines(), new.splitlines()
            lines = [line for line in gone if line not in come], [line for line in come if line not in gone]
            if not any(lines):  # the order alone, or a line twice
                continue
        else:
            lines = [playbook_form.shown(name, old)], [playbook_form.shown(name, new)]
        found.append(Difference(name, playbook_form.label(name), *lines))
    return found


def warnings(playbook: Playbook) -> list[str]:
    """Wording that would never be sent, and what would go to people for want of wording; at most MOST_WARNINGS."""
    found = [*_never_sent(playbook), *_without_words(playbook), *_without_use(playbook)]
    return found[:MOST_WARNINGS]


def _never_sent(playbook: Playbook) -> list[str]:
    found = []
    for topic, by_language in playbook.wording.items():
        for language, wording in by_language.items():
            for place in playbook_form.PLACES:
                for number, variant in enumerate(getattr(wording, place), 1):
                    text = fill(variant, playbook.title)
                    faults = lint(text, by_machine=True, language=language, title=playbook.title)
                    if faults:
                        where = playbook_form.label(f"wording.{topic}.{language}.{place}")
                        told = gettext("{where}, line {number} is never sent: {says}")
                        found.append(told.format(where=where, number=number, says=sentence(faults[0].says)))
    return found


def _without_words(playbook: Playbook) -> list[str]:
    told = gettext("{topic} in {language} has no wording: these mentions go to a person.")
    return [
        told.format(topic=words.topic(topic), language=words.language(language))
        for topic in (*playbook.done, *playbook.follow_up)
        for language in playbook.languages
        if language not in playbook.wording.get(topic, {})
    ]


def _without_use(playbook: Playbook) -> list[str]:
    answered = (*playbook.done, *playbook.follow_up)
    told = gettext("The wording for {topic} is not used: these mentions go to a person.")
    found = [told.format(topic=words.topic(topic)) for topic in playbook.wording if topic not in answered]
    worded = dict.fromkeys(language for by_language in playbook.wording.values() for language in by_language)
    told = gettext("The wording in {language} is not used: the machine does not answer in it.")
    return found + [
        told.format(language=words.language(language)) for language in worded if language not in playbook.languages
    ]
