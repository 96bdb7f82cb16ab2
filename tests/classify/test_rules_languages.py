"""Each language's table of mentions: the rule that must be found, or "-" where no veto may be."""

import json
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from shared.classify import rules_any, rules_ar, rules_de, rules_en, rules_es, rules_fr, rules_it, rules_nl, rules_pt
from shared.classify.normalise import Kind, normalise
from shared.classify.rule_kinds import KINDS
from shared.classify.rules import Ruleset
from shared.classify.words import ASKS_FOR_MORE, COMPLAINING, IRONIC, OPENING, TURNING

OFTEN = 4  # of thanks in English and Spanish hold it
SEEDS = Path(__file__).parents[2] / "shared" / "classify" / "seeds"
TABLES = Path(__file__).parent / "vetoes"
MODULES = {"ar": rules_ar, "de": rules_de, "fr": rules_fr, "it": rules_it, "nl": rules_nl, "pt": rules_pt}
ALL = Ruleset((
    *rules_any.VETOES, *rules_en.VETOES, *rules_es.VETOES,
    *(rule for module in MODULES.values() for rule in module.RULES),
))  # fmt: skip


def rows(harmless):
    found = []
    for language in MODULES:
        for line in (TABLES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
            rule, _, text = line.partition("\t")
            if (rule == "-") is harmless:
                found.append(pytest.param(language, rule, text, id=f"{rule} {text[:30]}"))
    return found


def find(text, language):
    return ALL.find([token for token in normalise(text).tokens if token.kind is not Kind.MARK], language)


@pytest.mark.parametrize(("language", "rule", "text"), rows(harmless=False))
def test_a_danger_is_found_by_its_rule(language, rule, text):
    assert rule in {match.rule.id for match in find(text, language)}


@pytest.mark.parametrize(("language", "rule", "text"), rows(harmless=True))
def test_praise_thanks_and_simple_questions_meet_no_veto(language, rule, text):
    assert [match.rule.id for match in find(text, language) if match.rule.veto] == []


@pytest.mark.parametrize("language", MODULES)
def test_a_danger_in_a_language_that_is_not_known_is_found_all_the_same(language):
    for row in rows(harmless=False):
        if row.values[0] == language:
            assert row.values[1] in {match.rule.id for match in find(row.values[2], None)}, row.values[2]


@pytest.mark.parametrize("language", MODULES)
def test_every_kind_of_rule_is_there(language):
    assert {rule.id.removeprefix(f"{language}.") for rule in MODULES[language].RULES} == set(KINDS)


@pytest.mark.parametrize("language", MODULES)
def test_no_lone_word_is_harmless_in_english_or_spanish(language):
    said = Counter(
        token.word
        for code in ("en", "es")
        for line in (SEEDS / f"{code}.jsonl").read_text("utf-8").splitlines()
        if (seed := json.loads(line))["acknowledge_ok"] and seed["topic"] == "thanks"
        for token in normalise(seed["text"]).tokens
    )
    harmless = [word for word, times in said.items() if times >= OFTEN]
    lone = Ruleset([replace(rule, ambiguous=()) for rule in MODULES[language].RULES])
    found = {word: [match.rule.id for match in lone.find(normalise(word).tokens)] for word in harmless}
    assert {word: ids for word, ids in found.items() if ids} == {}


@pytest.mark.parametrize("table", [ASKS_FOR_MORE, COMPLAINING, IRONIC, OPENING, TURNING], ids=range(5))
def test_every_listed_word_is_one_that_a_text_can_hold(table):
    for word in frozenset().union(*table.values()):
        assert word in {form for token in normalise(word).tokens for form in token.forms}, word


def test_words_that_mean_something_else_elsewhere_are_read_in_their_own_language_or_an_unknown_one():
    tokens = normalise("Gift").tokens
    rules = Ruleset(rules_de.RULES)
    assert [match.rule.id for match in rules.find(tokens, "de")] == ["de.safety.health"]
    assert [match.rule.id for match in rules.find(tokens)] == ["de.safety.health"]
    assert rules.find(tokens, "en") == []


@pytest.mark.parametrize("text", ["Das ist gefährlich", "Das ist gefaehrlich", "Das ist gefahrlich", "GEFÄHRLICH"])
def test_umlauts_are_read_however_they_are_typed(text):
    assert "de.safety.health" in {match.rule.id for match in find(text, "de")}


@pytest.mark.parametrize("text", ["حريق", "حَرِيق", "حـــريق", "والحريق", "بالحريق", "للحريق"])
def test_arabic_is_read_with_marks_lengthening_and_prefixes(text):
    assert "ar.safety.fire" in {match.rule.id for match in find(text, "ar")}


@pytest.mark.parametrize("text", ["il n'y a plus d'électricité", "Il n’y a plus d’électricité"])
def test_elided_french_words_stand_alone(text):
    assert "fr.outage" in {match.rule.id for match in find(text, "fr")}


def test_a_long_text_of_any_language_takes_little_time():
    lines = [row.values[2] for row in rows(harmless=False)]
    tokens = normalise(" ".join(lines * 2)[:10_000]).tokens
    began = time.process_time()
    ALL.find(tokens)
    assert time.process_time() - began < 1  # on a busy machine; alone it is about 0.02
