"""Foreign text is cut between whole characters, marked where the evidence is, and links are judged."""

import pytest

from functions.desk.text import Part, first_line, marked, safe_link
from shared.domain.assessment import Reason

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇪🇸"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (None, ""),
        ("", ""),
        ("\n \n  First  \nSecond", "First"),
        ("a" * 10, "a" * 10),
        ("a" * 11, "a" * 10 + "…"),
        ("a" * 9 + "e\u0301" + "b", "a" * 9 + "…"),
        ("a" * 8 + "👍🏽" + "b", "a" * 8 + "👍🏽…"),
        ("a" * 9 + "👍🏽" + "b", "a" * 9 + "…"),
        ("a" * 9 + FLAG + "b", "a" * 9 + "…"),
        ("ab " + FAMILY + FAMILY, "ab " + FAMILY + "…"),
        ("abcd" + FAMILY + "b", "abcd…"),
        ("a" + "\u0301" * 5000, "a" + "\u0301" * 9 + "…"),
    ],
)
def test_a_line_is_cut_between_whole_characters(text: str | None, line: str) -> None:
    assert first_line(text, 10) == line


def reason(start: int | None, end: int | None, says: str = "why") -> Reason:
    return Reason(rule="r", says=says, start=start, end=end)


@pytest.mark.parametrize(
    ("reasons", "parts"),
    [
        ([], [Part("It broke, it broke")]),
        ([reason(3, 8)], [Part("It "), Part("broke", "why"), Part(", it broke")]),
        ([reason(0, 18)], [Part("It broke, it broke", "why")]),
        ([reason(13, 18), reason(3, 8)], [Part("It "), Part("broke", "why"), Part(", it "), Part("broke", "why")]),
        ([reason(3, 8, "first"), reason(0, 8, "second")], [Part("It "), Part("broke", "first"), Part(", it broke")]),
        ([reason(None, None), reason(5, 5), reason(8, 3), reason(-1, 3), reason(3, 99)], [Part("It broke, it broke")]),
    ],
)
def test_evidence_is_marked_where_it_is(reasons: list[Reason], parts: list[Part]) -> None:
    found = marked("It broke, it broke", reasons)
    assert found == parts
    assert "".join(part.text for part in found) == "It broke, it broke"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://x.com/i/status/1", "x.com"),
        ("https://WWW.Example.com/a?b=c#d", "www.example.com"),
        ("https://пример.рф/1", "xn--e1afmkfd.xn--p1ai"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
    ],
)
def test_a_plain_https_address_is_a_link_with_its_real_host(url: str, host: str) -> None:
    found = safe_link(url)
    assert found is not None
    assert (found.url, found.host) == (url, host)


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "http://example.com/",
        "//evil.example/",
        "https:evil.example",
        "https://a@b.example/",
        "https://a:b@b.example/",
        "https://b.example:8443/",
        "https://example.com/\nSet-Cookie: x",
        "https://example.com/ x",
        "https://exam\u202eple.com/",
        "https://example.com/\u202ecod.exe",
        'https://example.com/"onclick="x',
        "https://example.com\\@evil.example/",
        "https://localhost/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[bad/",
        "https://example.com:bad/",
        "https://-bad-.example/",
        "https://.example.com/",
        "file:///etc/passwd",
        "https://example.com/" + "a" * 2000,
    ],
)
def test_anything_else_is_no_link(url: str | None) -> None:
    assert safe_link(url) is None
