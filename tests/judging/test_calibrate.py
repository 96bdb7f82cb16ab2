"""`heed calibrate`: a threshold that keeps its promise, or a refusal."""

import json
import random
from itertools import pairwise

import pytest

from infra.judging.bounds import upper
from infra.judging.calibrate import percent
from infra.judging.calibration import GRID, Evidence, Thresholds, choose, distinct, require_enough
from infra.judging.lines import Labelled, Line, read_labelled
from infra.local.seed import default_playbook
from shared.errors import HeedError, InputError
from tests.judging.commands import THANKS, heed, printed_by, refusal, write

SHIPPED = 0.8
LINE = Line(id=0, text="")


def evidence(needing, simple=(), *, follow_up=False):
    """Labelled mentions of these certainties; None where no threshold lets them be acknowledged."""
    people, others = (
        Labelled(line=LINE, part="labels", needs_human=True),
        Labelled(line=LINE, part="labels", acknowledge_ok=True),
    )
    both = [(people, one) for one in needing] + [(others, one) for one in simple]
    return [Evidence(label=label, certainty=one, follow_up=follow_up) for label, one in both]


def chosen(needing, simple=(), *, promise=0.01, loosen=False, present=SHIPPED):
    found = evidence(needing, simple)
    return choose(found, promise, 0.95, present=Thresholds(present, present), loosen=loosen)


def test_with_nobody_wronged_the_threshold_stays_unless_told_otherwise():
    labels = ([None] * 299, [0.95, 0.85, 0.6, None])
    kept, loosened = chosen(*labels), chosen(*labels, loosen=True)
    assert (kept.thresholds.done, kept.supported.done, kept.labels, kept.acknowledged) == (SHIPPED, 0.5, 299, 0)
    assert (kept.coverage.count, kept.coverage.of) == (2, 4)
    assert (loosened.thresholds.done, loosened.coverage.count) == (0.5, 3)


def test_whoever_would_be_wronged_raises_the_threshold():
    found = chosen([0.93] * 3 + [None] * 400, [0.99, 0.94, 0.9])
    assert upper(3, 403, 0.95) > 0.01
    assert (found.thresholds.done, found.acknowledged, found.coverage.count) == (0.94, 0, 2)
    assert [one.holds for one in found.tested][-2:] == [True, False]


def test_one_mistake_is_carried_where_the_labels_are_many():
    found = chosen([0.9] + [None] * 999, loosen=True)
    assert (found.thresholds.done, found.tested[-1].acknowledged) == (0.5, 1)
    assert upper(1, 1000, 0.95) < 0.01


def test_a_careful_playbook_is_not_loosened_unasked():
    assert chosen([None] * 299, present=0.97).thresholds.done == 0.97
    assert chosen([None] * 299, present=1.0).thresholds.done == 1.0


@pytest.mark.parametrize(("labels", "more"), [(298, "Label 1 more"), (50, "Label 249 more")])
def test_more_than_the_labels_carry_is_refused_with_how_many_it_takes(labels, more):
    with pytest.raises(HeedError, match="1 % takes 299") as refused:
        require_enough([one.label for one in evidence([None] * labels)], 0.01, 0.95)
    assert more in str(refused.value)


def test_few_labels_carry_nothing_either_where_nobody_counted_them():
    with pytest.raises(HeedError, match="Keep automatic replies off"):
        chosen([None] * 298)


def test_what_is_wrong_at_every_threshold_is_refused():
    with pytest.raises(HeedError, match=r"5 of 300 mentions .* Keep automatic replies off"):
        chosen([1.0] * 5 + [None] * 295)


def test_the_promise_is_broken_no_more_often_than_its_confidence_allows():
    """Of 600 labels, a share of (1 - t) / 10 is acknowledged at t: one percent at 0.9. Lower is a broken promise."""
    randomness = random.Random(7)
    broken = 0
    for _ in range(300):
        needing = [1 - 10 * drawn if (drawn := randomness.random()) < 0.05 else None for _ in range(600)]
        try:
            broken += chosen(needing, loosen=True).thresholds.done < 0.9
        except HeedError:
            continue
    assert broken <= 0.05 * 300 + 8  # two standard errors above


def test_the_grid_goes_from_careful_to_careless_within_what_a_playbook_may_have():
    assert list(GRID) == sorted(set(GRID), reverse=True)
    assert (GRID[0], GRID[-1]) == (0.999, 0.5)
    assert default_playbook().min_confidence in GRID


def test_the_second_threshold_moves_with_the_first_by_their_odds():
    present = Thresholds(0.85, 0.65)
    assert present.moved(0.85) == present
    careful, careless = present.moved(0.999), present.moved(0.5)
    assert careful.follow_up == pytest.approx(0.997, abs=5e-4)
    assert careless == Thresholds(0.5, 0.5)
    steps = [present.moved(done) for done in GRID]
    assert all(before.follow_up >= after.follow_up for before, after in pairwise(steps))
    assert Thresholds(1.0, 0.8).moved(1.0) == Thresholds(1.0, 0.8)


def test_mentions_that_are_followed_up_count_at_their_own_threshold():
    people = evidence([None] * 397) + evidence([0.7, 0.7, 0.7], follow_up=True)
    found = choose(people, 0.01, 0.95, present=Thresholds(0.85, 0.65))
    assert found.thresholds.follow_up > 0.7, "the present 0.65 would acknowledge three of them"
    assert (found.acknowledged, found.thresholds.done > 0.85) == (0, True)
    assert choose(people, 0.05, 0.95, present=Thresholds(0.85, 0.65)).acknowledged == 3


def test_copies_of_a_text_count_once_and_the_careful_label_wins(tmp_path):
    lines = [
        {"text": "Where is it?", "needs_human": False},
        {"text": "where is  IT?", "needs_human": True},
        {"text": "Where is it? ", "needs_human": False},
        {"text": "Lovely", "acknowledge_ok": True},
    ]
    found = distinct(read_labelled([write(tmp_path / "labelled.jsonl", lines)]))
    assert [one.needs_person for one in found] == [True, False]


@pytest.mark.parametrize("label", [{"needs_human": True}, {"acknowledge_ok": False}])
def test_either_label_will_do(tmp_path, label):
    lines = [{"text": f"Parcel {number} never came and nobody answers", **label} for number in range(59)]
    lines += [{"text": THANKS, "needs_human": False}]
    path = write(tmp_path / "labelled.jsonl", lines)
    found = json.loads(printed_by("calibrate", path, "--promise", "5%", "--json"))
    assert (found["thresholds"][0], found["labels"], found["promise"]) == (default_playbook().min_confidence, 59, 0.05)
    told = printed_by("calibrate", path, "--promise", "5 %")
    assert f"min_confidence: {default_playbook().min_confidence:g}" in told
    assert "--loosen takes them" in told
    assert "0.5 % takes 598" in refusal("calibrate", path)
    assert "takes 90" in refusal("calibrate", path, "--promise", "5%", "--confidence", "99%")


def test_a_playbook_more_careful_than_what_ships_is_kept(tmp_path):
    careful = write(tmp_path / "p.yaml", [default_playbook().model_dump(mode="json") | {"min_confidence": 0.97}])
    lines = [{"text": f"Parcel {number} never came", "needs_human": True} for number in range(59)]
    path = write(tmp_path / "labelled.jsonl", lines)
    found = json.loads(printed_by("calibrate", path, "--promise", "5%", "--playbook", careful, "--json"))
    assert found["thresholds"][0] == 0.97


def test_without_labels_there_is_nothing_to_choose_from(tmp_path):
    assert "needs_human" in refusal("calibrate", write(tmp_path / "labelled.jsonl", [{"text": "Hello"}]))
    assert heed("calibrate", tmp_path / "absent.jsonl")[0].exit_code == 2


@pytest.mark.parametrize("text", ["0.5", "0%", "100%", "-1%", "nan%", "1e-3%", "", "0,5%"])
def test_a_share_has_its_sign_and_lies_between_nothing_and_all(text):
    with pytest.raises(InputError, match="--promise"):
        percent("--promise", text)


def test_a_confidence_that_is_none_is_refused(tmp_path):
    path = write(tmp_path / "labelled.jsonl", [{"text": "Hello", "needs_human": True}])
    assert "--confidence" in refusal("calibrate", path, "--confidence", "20%")
