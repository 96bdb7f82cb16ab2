"""`heed evaluate`: figures known by hand, for a file of twelve mentions and two judges."""

import json
import sys
from pathlib import Path

import pytest

from infra.judging.evaluation import ALL, evaluated
from infra.judging.lines import read_labelled
from infra.judging.measures import expected_error, measure, score
from infra.judging.opinions import Opinion
from shared.domain.decision import Action
from tests.judging.commands import THANKS, heed, printed_by, refusal, write


def labelled(number, language, text, sentiment, urgency, *, needs_human, ok):
    """A line with labels. The word lists know "terrible", "lawyer", "love", and their like in Spanish."""
    return {
        "id": number,
        "language": language,
        "text": text,
        "sentiment": sentiment,
        "urgency": urgency,
        "needs_human": needs_human,
        "acknowledge_ok": ok,
    }


MENTIONS = [
    labelled(1, "en", "I love it", "positive", "low", needs_human=False, ok=True),
    labelled(2, "en", "I love this one", "positive", "low", needs_human=False, ok=True),
    labelled(3, "en", "Open today?", "neutral", "low", needs_human=False, ok=True),
    labelled(4, "en", "terrible cake, terrible tea", "negative", "normal", needs_human=True, ok=False),
    labelled(5, "en", "My lawyer will write to you", "negative", "critical", needs_human=True, ok=False),
    labelled(6, "en", "There is gas in the cellar", "negative", "critical", needs_human=True, ok=False),
    labelled(7, "en", "Win coins on my page", "neutral", "low", needs_human=False, ok=False),
    labelled(8, "en", "terrible, how well you sing", "positive", "low", needs_human=False, ok=True),
    labelled(9, "es", "Me encanta", "positive", "low", needs_human=False, ok=True),
    labelled(10, "es", "Terrible todo", "negative", "normal", needs_human=True, ok=False),
    labelled(11, "es", "¿Y mi dinero?", "negative", "high", needs_human=True, ok=False),
    labelled(12, "es", "Mi abogado dice hola", "neutral", "low", needs_human=False, ok=True),
]


@pytest.fixture
def file(tmp_path):
    return write(tmp_path / "labelled.jsonl", MENTIONS)


@pytest.fixture
def found(file):
    return json.loads(printed_by("evaluate", file, "--baseline", "rules", "--json"))


def counts(share):
    return share["count"], share["of"]


def test_who_was_acknowledged_is_counted_as_by_hand(found):
    (judge,) = found
    whole = judge["groups"][ALL]
    assert judge["judge"] == "rules"
    assert (whole["mentions"], counts(whole["unsafe"]), whole["unsafe_critical"]) == (12, (2, 5), 1)
    assert (whole["unsafe"]["low"], whole["unsafe"]["high"]) == (
        pytest.approx(0.0527, abs=1e-4),
        pytest.approx(0.8534, abs=1e-4),
    )
    assert counts(whole["unheard"]) == (0, 5)
    assert counts(whole["coverage"]) == (4, 6)
    assert whole["held_back"] == {"negative": 2}
    assert counts(whole["urgent_found"]) == (1, 3)
    assert counts(whole["false_alarms"]) == (1, 9)


def test_every_mention_that_was_wronged_is_listed(found):
    wronged = {one["id"]: one["wrong"] for one in found[0]["wronged"]}
    assert wronged == {
        6: "needs a person, was acknowledged",
        7: "deserves no answer, was acknowledged",
        11: "needs a person, was acknowledged",
    }


def test_labels_are_scored_as_by_hand(found):
    scores = found[0]["groups"][ALL]["labels"]
    assert set(scores) == {"sentiment", "urgency", "needs_human", "acknowledge_ok"}
    # positive 3 of 4, neutral 2 of 3, negative 3 of 5; said: positive 3, neutral 4, negative 5
    assert scores["sentiment"]["accuracy"] == pytest.approx(8 / 12)
    assert scores["sentiment"]["macro_recall"] == pytest.approx((3 / 4 + 2 / 3 + 3 / 5) / 3)
    assert scores["sentiment"]["macro_f1"] == pytest.approx((6 / 7 + 4 / 7 + 6 / 10) / 3)


def test_languages_are_measured_apart(found):
    groups = found[0]["groups"]
    assert {name: one["mentions"] for name, one in groups.items()} == {ALL: 12, "en": 8, "es": 4}
    assert counts(groups["es"]["unsafe"]) == (1, 2)
    assert counts(groups["es"]["coverage"]) == (1, 2)


def test_calibration_and_thresholds_of_a_judge_that_is_always_certain(found):
    whole = found[0]["groups"][ALL]
    assert whole["calibration"]["needs_human"] == pytest.approx((2 + 2) / 12)
    assert {counts(row["unsafe"]) for row in whole["risk_coverage"]} == {(2, 5)}


def test_thresholds_open_one_after_another(tmp_path):
    path = write(tmp_path / "two.jsonl", [{"text": "a", "needs_human": True}, {"text": "b", "needs_human": False}])
    sure = {"a": 0.7, "b": 0.95}
    rows = [
        (one, Opinion(action=Action.REVIEW, reason="not_sure", certainty=sure[one.line.text]))
        for one in read_labelled([path])
    ]
    opened = {row.threshold: (row.unsafe.count, row.coverage.count) for row in measure(rows).risk_coverage}
    assert opened == {
        0.01: (0, 0), 0.02: (0, 0), 0.05: (0, 1), 0.1: (0, 1), 0.2: (0, 1), 0.3: (1, 1), 0.4: (1, 1), 0.5: (1, 1),
    }  # fmt: skip


def test_expected_error_is_the_mean_distance_of_ten_bins():
    # bin 0.1 to 0.2: 0.15 said, 1 of 4 came true; the last: 1.0 said, 1 of 2
    pairs = [(0.15, True), (0.15, False), (0.15, False), (0.15, False), (1.0, True), (1.0, False)]
    assert expected_error(pairs) == pytest.approx((4 * 0.10 + 2 * 0.5) / 6)


def test_values_that_nobody_labelled_lower_f1_and_not_recall():
    scores = score([("a", "a"), ("a", "b"), ("c", "c")])
    assert (scores.accuracy, scores.macro_recall) == (pytest.approx(2 / 3), pytest.approx(3 / 4))
    assert scores.macro_f1 == pytest.approx((2 / 3 + 0 + 1) / 3)


def test_an_ignored_mention_that_needs_a_person_is_a_wrong_one(tmp_path):
    path = write(tmp_path / "one.jsonl", [{"text": "Help", "needs_human": True}])

    def ignores(_line):
        return Opinion(action=Action.IGNORE, reason="spam")

    found = evaluated("deaf", ignores, read_labelled([path]))
    assert found.groups[ALL].unheard.count == 1
    assert [one["wrong"] for one in found.wronged] == ["needs a person, was ignored"]


def test_judges_stand_side_by_side_and_people_can_read_it(file):
    printed = printed_by("evaluate", file, "--compare")
    head = printed.splitlines()[0].split()
    assert head[:2] == ["heed", "rules"]
    assert "wronged" in printed
    both = json.loads(printed_by("evaluate", file, "--compare", "--json"))
    assert [one["judge"] for one in both][:2] == ["heed", "rules"]


def test_heed_is_measured_by_what_assess_writes(tmp_path):
    thanks = labelled(13, "en", THANKS, "positive", "low", needs_human=False, ok=True)
    mentions = [*MENTIONS, thanks]
    file = write(tmp_path / "labelled.jsonl", mentions)
    (judge,) = json.loads(printed_by("evaluate", file, "--json"))
    whole = judge["groups"][ALL]
    written = [json.loads(line) for line in printed_by("assess", file).splitlines()]
    acknowledged = {one["id"] for one in written if one["decision"] == "acknowledge"}
    wanted = {one["id"] for one in mentions if one["acknowledge_ok"]}
    assert whole["coverage"]["count"] == len(acknowledged & wanted)
    assert {one["id"] for one in judge["wronged"]} == acknowledged - wanted
    assert 13 in acknowledged
    languages = sum(one["language"] == label["language"] for one, label in zip(written, mentions, strict=True))
    assert whole["labels"]["language"]["accuracy"] == pytest.approx(languages / len(mentions))
    urgent = {one["id"] for one in written if one["urgency"] in ("critical", "high")}
    assert whole["urgent_found"]["count"] == len(urgent & {5, 6, 11})


def test_the_benchmark_is_what_is_measured_without_a_file():
    bench = Path(__file__).parents[1] / "classify" / "bench"
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in bench.glob("*.jsonl"))
    (judge,) = json.loads(printed_by("evaluate", "--baseline", "rules", "--json"))
    assert judge["groups"][ALL]["mentions"] == lines


def test_absent_vader_is_named_with_its_remedy(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "vaderSentiment", None)
    assert "infra/requirements/train.txt" in refusal("evaluate", file, "--baseline", "vader")
    result, printed = heed("evaluate", file, "--compare")
    assert result.exit_code == 0
    assert "left out: VADER" in result.stderr
    assert printed.splitlines()[0].split() == ["heed", "rules"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"text": "a", "sentiment": "glad"}, "line 2: sentiment: 'glad' is not known"),
        ({"text": "a", "needs_human": "yes"}, "line 2: needs_human: it must be true or false"),
        ({"text": "a", "language": 4}, "line 2: language: it must be a code"),
        ({"sentiment": "neutral"}, "line 2: text: it must be there"),
    ],
)
def test_a_wrong_label_stops_it_and_is_named(tmp_path, line, said):
    path = write(tmp_path / "labelled.jsonl", [{"text": "fine"}, line])
    assert said in refusal("evaluate", path, "--baseline", "rules")


def test_one_baseline_or_all():
    assert "--compare" in refusal("evaluate", "--compare", "--baseline", "rules")
