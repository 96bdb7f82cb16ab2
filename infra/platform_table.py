"""Writes the README's table of platforms from their cards, so that it cannot say anything else.

python -m infra.platform_table
"""

from pathlib import Path

from shared.platforms import registry
from shared.platforms.contract import Card

README = Path(__file__).resolve().parents[1] / "README.md"
BEGIN = "<!-- platforms: written by `python -m infra.platform_table`; a test holds it against the cards -->\n"
END = "<!-- end of platforms -->"
HEAD = (
    "| platform | comes in | can be answered | automatic | after an unclear send | reports | evidence |\n"
    "| --- | --- | --- | --- | --- | --- | --- |\n"
)


def table() -> str:
    """The table in Markdown, one row a platform."""
    return HEAD + "".join(_row(registry.card(name)) for name in registry.PLATFORMS)


def rewrite(text: str) -> str:
    """The README's text with the table as it should be."""
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{README.name} has lost its marks for the table of platforms")
    return before + BEGIN + table() + END + after


def _row(card: Card) -> str:
    answers = "; ".join(
        f"{_words(surface)} ({rules.visibility}, {rules.max_length} {_words(rules.counting)}"
        + (f", {rules.window_h:g} h" if rules.window_h else "")
        + ")"
        for surface, rules in card.replies.items()
    )
    automatic = ", ".join(_words(surface) for surface, rules in card.replies.items() if rules.automatic) or "no"
    cells = (
        f"`{card.name}`: {card.title}",
        ", ".join(_words(surface) for surface in card.surfaces),
        answers or "no",
        automatic,
        _words(card.unclear_outcome),
        ", ".join(card.reports) or "nothing",
        str(card.evidence),
    )
    return f"| {' | '.join(cells)} |\n"


def _words(name: str) -> str:
    return str(name).replace("_", " ")


if __name__ == "__main__":
    README.write_text(rewrite(README.read_text("utf-8")), "utf-8")
