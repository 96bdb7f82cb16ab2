"""What a page of the desk must not hold, whatever strangers wrote."""

from tests.desk.client import Page

SAFE_TAGS = frozenset(
    "html head meta title link script body a header img div span form input button section p strong main h1 h2 nav "
    "ol li time article bdi mark details summary dl dt dd ul code textarea label fieldset legend select option aside "
    "dialog kbd noscript optgroup h3 del ins".split()
)


def require_harmless(page: Page) -> None:
    """No element that is not the desk's own, no script but its own file, no handler, no address but its own."""
    elements = page.read.elements
    assert {tag for tag, _ in elements} <= SAFE_TAGS
    assert [given.get("src") for tag, given in elements if tag == "script"] == [
        given["src"] for tag, given in elements if tag == "script" and given["src"].startswith("/static/")
    ]
    assert not [name for _, given in elements for name in given if name.startswith("on") or name == "style"]
    addresses = [given.get("href", given.get("src", "/")) for _, given in elements]
    assert all(address.startswith(("/", "#")) and not address.startswith("//") for address in addresses)
