"""The playbook that ships, and the errors that a wrong one names."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from shared.domain.assessment import Topic, Urgency
from shared.domain.linter import lint
from shared.domain.playbook import Playbook
from shared.domain.wording import choose, fill
from shared.platforms import registry
from shared.platforms.contract import Visibility
from shared.platforms.counting import COUNTERS
from tests.support.made import NOW

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "infra" / "defaults" / "playbook.yaml"
AUTOMATIC = (Topic.PRAISE, Topic.THANKS, Topic.QUESTION_SIMPLE)
SHORT = 200  # characters; X takes 280
LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "nl", "ar")
TITLES = ("Our Shop", "W" * 80, "店" * 80, "🛍️" * 40, "Discount Coupons 24h", "a.co " * 15 + "a.co")


def content():
    return yaml.safe_load(SHIPPED.read_text("utf-8"))


@pytest.fixture(name="shipped", scope="module")
def _shipped():
    return Playbook.model_validate(content())


def spoken(playbook):
    """Language and text of every variant."""
    return [
        (language, text)
        for languages in playbook.wording.values()
        for language, wording in languages.items()
        for text in (*wording.public, *wording.private)
    ]


def variants(playbook):
    return [text for _language, text in spoken(playbook)]


def test_the_shipped_playbook_is_for_our_shop(shipped):
    assert (shipped.brand, shipped.title, shipped.version, shipped.automatic) == ("ourshop", "Our Shop", 1, True)
    assert set(shipped.done) | set(shipped.follow_up) == set(AUTOMATIC)


def test_there_are_six_variants_at_least_wherever_the_machine_may_speak(shipped):
    assert set(shipped.wording) == set(AUTOMATIC)
    assert shipped.languages == LANGUAGES
    for topic in AUTOMATIC:
        assert tuple(shipped.wording[topic]) == LANGUAGES
        for wording in shipped.wording[topic].values():
            assert len(wording.public) >= 6
            assert len(wording.private) >= 6


def test_no_two_shipped_texts_are_the_same(shipped):
    assert len(set(variants(shipped))) == len(variants(shipped))


def test_every_shipped_text_is_short_calm_and_passes_the_linter(shipped):
    for language, variant in spoken(shipped):
        text = fill(variant, shipped.title)
        assert lint(text, by_machine=True, language=language, title=shipped.title) == [], text
        assert all(count(text) <= SHORT for count in COUNTERS.values()), text
        assert text.count("!") <= 1, text
        assert text == text.strip(), text
        assert text[-1] in ".!", text


def test_shipped_texts_stay_short_with_the_longest_title(shipped):
    for title in TITLES[:4]:
        assert all(COUNTERS["x_weighted"](fill(variant, title)) <= 280 for variant in variants(shipped)), title


def answerable():
    """How each surface of each platform may be answered."""
    names = [path.parent.name for path in (ROOT / "shared" / "platforms").glob("*/card.py")]
    return [rules for name in names for rules in registry.card(name).replies.values()]


def test_the_machine_has_words_on_every_platform_whatever_the_brand_is_called(shipped):
    """With the longest titles too, and counted as each platform counts; enough of them to vary."""
    kinds = {(rules.visibility, rules.max_length, rules.counting) for rules in answerable()}
    assert "x_weighted" in {counting for _who, _most, counting in kinds}
    for visibility, most, counting in kinds:
        for title in TITLES:
            for topic in AUTOMATIC:
                for language in LANGUAGES:
                    said = {
                        choose(
                            shipped,
                            topic=topic,
                            language=language,
                            private=visibility is Visibility.PRIVATE,
                            brand_title=title,
                            seed="thread",
                            turn=turn,
                            max_length=most,
                            count=COUNTERS[counting],
                        )
                        for turn in range(7)
                    }
                    assert None not in said, (title, topic, language)
                    assert len(said) >= (6 if title in TITLES[:5] else 3), (title, topic, language)


def test_a_shipped_text_names_the_brand_once_at_most_and_each_kind_has_texts_with_and_without(shipped):
    for languages in shipped.wording.values():
        for wording in languages.values():
            for texts in (wording.public, wording.private):
                assert {text.count("{brand}") for text in texts} == {0, 1}


def test_the_deadline_follows_the_urgency(shipped):
    waits = [shipped.due_at(urgency, NOW) - NOW for urgency in Urgency]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=15)


@pytest.mark.parametrize(
    ("place", "value", "names"),
    [
        (("brand",), "Our Shop", "brand"),
        (("title",), "two\nlines", "title"),
        (("title",), "turned \u202e round", "title"),
        (("title",), "  ", "title"),
        (("min_confidence",), 0.2, "min_confidence"),
        (("fresh_hours",), 200, "fresh_hours"),
        (("sla_minutes", "critical"), 0, "sla_minutes.critical"),
        (("done",), ["prase"], "done.0"),
        (("colour",), "blue", "colour"),
        (("wording", "thanks", "en", "public"), [], "wording.thanks.en.public"),
        (("wording", "thanks", "en", "public"), ["Hi {name}"], "wording.thanks.en.public.0"),
        (("wording", "thanks", "en", "public"), ["{brand} {{brand}}"], "wording.thanks.en.public.0"),
        (("wording", "thanks", "en", "public"), ["Thanks.", "Thanks."], "wording.thanks.en.public"),
    ],
)
def test_a_wrong_playbook_is_refused_with_the_name_of_the_field(place, value, names):
    wrong = content()
    part = wrong
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    with pytest.raises(ValidationError) as refused:
        Playbook.model_validate(wrong)
    assert names in [".".join(map(str, error["loc"])) for error in refused.value.errors()]
