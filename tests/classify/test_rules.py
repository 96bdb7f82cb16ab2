"""The matcher, and the sanity of every rule."""

import time

import pytest

from shared.classify import rules_any, rules_en, rules_en_daily, rules_es, rules_es_daily
from shared.classify.normalise import normalise
from shared.classify.rules import Rule, Ruleset, compile_pattern, listed
from shared.domain.assessment import Topic, Urgency

VETOES = rules_any.VETOES + rules_en.VETOES + rules_es.VETOES
DAILY = tuple(
    rule for module in (rules_en_daily, rules_es_daily) for rule in module.MATTERS + module.INSULTS + module.SPAM
)


def found(pattern, text):
    rule = Rule(id="test", topic=Topic.OTHER, urgency=Urgency.LOW, says="Test", patterns=(pattern,))
    tokens = normalise(text).tokens
    return [(tokens[match.first].word, tokens[match.last].word) for match in Ruleset([rule]).find(tokens)]


@pytest.mark.parametrize(
    ("pattern", "text", "span"),
    [
        ("gas leak*", "there is a Gas LEAKAGE here", ("gas", "leakage")),
        ("sue|sued you|u", "I'll sue u", ("sue", "u")),
        ("smell* ... gas", "smells a little of gas", ("smells", "gas")),
        ("smell* ... gas", "smells gas", ("smells", "gas")),
        ("my? account", "account", ("account", "account")),
        ("my? account", "my account", ("my", "account")),
        ("not great", "it isn't great", ("not", "great")),
        ("kill you", "k1ll you", ("k1ll", "you")),
        ("reclamación", "una reclamacion", ("reclamacion", "reclamacion")),
        ("one ... two three", "one two and two three", ("one", "three")),
        ("***", "f*ck", ("***", "***")),
    ],
)
def test_a_pattern_is_found(pattern, text, span):
    assert found(pattern, text) == [span]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("gas leak*", "gasoline leak"),
        ("sue you", "sue and you"),
        ("smell* ... gas", "smells of this and that and maybe gas"),
        ("leak*", "lea"),
    ],
)
def test_a_pattern_is_not_found(pattern, text):
    assert found(pattern, text) == []


@pytest.mark.parametrize("pattern", ["... gas", "gas ...", "", "ga*", "life-threatening", "don't"])
def test_a_pattern_that_could_never_match_or_match_all_is_refused(pattern):
    with pytest.raises(ValueError, match=r"pattern|token|letters"):
        compile_pattern(pattern)


def test_patterns_are_listed_with_semicolons():
    assert listed(" gas leak*;\n  on\n  fire ") == ("gas leak*", "on fire")


def test_time_does_not_explode_on_a_hostile_pattern_and_text():
    rule = Rule(id="a", topic=Topic.OTHER, urgency=Urgency.LOW, says="a", patterns=("a ... a ... a ... a ... a ... b",))
    tokens = normalise("aa a " * 3_000).tokens
    began = time.process_time()
    assert Ruleset([rule]).find(tokens) == []
    assert time.process_time() - began < 3


def test_every_rule_has_an_id_of_its_own_and_speaks_to_a_person():
    rules = VETOES + DAILY
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.says[0].isupper(), rule.id
        assert len(rule.says) <= 80, rule.id
        assert len(set(rule.patterns)) == len(rule.patterns), rule.id


def test_vetoes_are_vetoes_and_nothing_else_is():
    assert all(rule.veto for rule in VETOES)
    assert not any(rule.veto for rule in DAILY)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "topic",
    [Topic.SAFETY, Topic.SELF_HARM, Topic.THREAT, Topic.LEGAL, Topic.REGULATOR, Topic.PRIVACY, Topic.SECURITY,
     Topic.DISCRIMINATION, Topic.PRESS, Topic.OUTAGE, Topic.INJECTION],
)  # fmt: skip
def test_each_danger_has_a_veto_in_each_language(language, topic):
    assert any(rule.topic is topic and rule.id.startswith(f"{language}.") for rule in VETOES)
