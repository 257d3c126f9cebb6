"""docs/slides.md: the deck that it shows works as it stands there."""

import re
from pathlib import Path

from tests.browser.slides.deck import Deck, Handler

DOCUMENT = Path(__file__).parents[3] / "docs/slides.md"


def test_the_deck_of_the_documentation_works_as_it_stands(deck: Deck) -> None:
    found = re.search(r"```html\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    page = found[1].replace("http://127.0.0.1:8000", deck.base_url).replace("node_modules/reveal.js/dist", "")
    # Two things that only a test needs: no request for an icon, and a record of what the frame says.
    listening = "window.told = []; addEventListener('message', ({ data }) => data?.ns && told.push(data));"
    page = page.replace("<title>", '<link rel="icon" href="data:,"><title>')
    Handler.pages["/deck"] = page.replace("Reveal.initialize", f"{listening} Reveal.initialize")
    deck.open("#/1").wait_at("")
    for name in ["z2", "a2", "C", "d3", "d2"]:
        deck.press("PageDown")
        deck.wait_at(name)
    deck.press("PageDown")
    assert deck.slide() == 2
