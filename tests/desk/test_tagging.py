"""Tags: words that staff find cases by."""

import pytest

from shared.errors import InputError
from tests.desk.scene import Scene
from tests.desk.test_actions import do


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (["Refund", "heater"], ("heater", "refund")),
        (["refund, heater refund"], ("heater", "refund")),
        (["año café 日本 b2b"], ("año", "b2b", "café", "日本")),
        (["two-words under_score"], ("two-words", "under_score")),
        ([""], ()),
    ],
)
def test_tags_are_lower_case_words_each_once(scene: Scene, written: list[str], kept: tuple[str, ...]) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "tag", tags=["old"])
    do(scene, "rosa", mention, "tag", tags=written)
    assert scene.case_of(mention).tags == kept


@pytest.mark.parametrize("written", ["<b>", "-a", "a!", "x" * 31, " ".join(f"t{n}" for n in range(11)), "a\x00b"])
def test_what_is_no_tag_or_too_much_is_refused(scene: Scene, written: str) -> None:
    mention = scene.mention()
    with pytest.raises(InputError) as refused:
        do(scene, "rosa", mention, "tag", tags=written)
    assert refused.value.field == "tags"
    assert scene.case_of(mention).tags == ()


def test_tags_come_with_the_list_and_are_changed_by_a_form(scene: Scene) -> None:
    mention = scene.mention()
    case = scene.case_of(mention).case_id
    rosa = scene.client("rosa")
    page = rosa.submit(scene.open(rosa, mention), f"/cases/{case}/tag", tags="heater Refund")
    assert page.form(f"/cases/{case}/tag").fields["tags"] == ["heater refund"]
    assert rosa.get("/api/cases").json["cases"][0]["tags"] == ["heater", "refund"]
    rosa.submit(page, f"/cases/{case}/tag", tags="")
    assert scene.case_of(mention).tags == ()
    assert [(what, why) for _by, what, why in scene.events(mention)][1:] == [
        ("tagged", "heater, refund"),
        ("untagged", ""),
    ]


def test_the_same_tags_again_write_nothing(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "tag", tags="a b")
    version = scene.case_of(mention).version
    assert do(scene, "rosa", mention, "tag", tags="b a").code == "as_it_stands"
    assert scene.case_of(mention).version == version
