"""Makes the preview pictures in static/previews from the running page: ``python -m tests.browser.preview``."""

from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from app.assets import asset_url
from app.previews import PREVIEW_HEIGHT, PREVIEW_WIDTH, PREVIEWS
from engine import PRESETS
from tests.browser.find_browser import find_browser
from tests.browser.host import hosting

FOLDER = Path(__file__).parents[2] / "static/previews"
NO_PRESET = ("A neural network learns", "net=2-3-2&act=tanh,sigmoid&seed=7&x=0.9,-0.4", 3)
HIDDEN = "menu,description,caption,panel,controls,timeline,loss,learning"
NEXT = "frames[0].postMessage({ ns: 'backprop-viz', v: 1, cmd: 'next' }, '*')"
UNDER_WAY = 700  # milliseconds into the step: the pulses are between the layers

CARD = """<!doctype html>
<html lang="en">
  <title>A preview</title>
  <style>
    @font-face {{ font-family: Inter; font-weight: 100 900; src: url("{font}"); }}
    body {{ margin: 0; font-family: Inter; color: #18202b; background: #f5f7fa; overflow: hidden; }}
    header {{ display: flex; gap: 2rem; align-items: baseline; justify-content: space-between; padding: 44px 60px 0; }}
    h1 {{ margin: 0; font-size: 46px; font-weight: 700; letter-spacing: -0.015em; }}
    p {{ margin: 0; font-size: 24px; color: #48525f; white-space: nowrap; }}
    iframe {{ display: block; width: 1110px; height: 490px; margin: 14px 45px 0; border: 0; }}
  </style>
  <header><h1>{title}</h1><p>Backprop Visualizer</p></header>
  <iframe title="preview" src="{frame}"></iframe>
</html>
"""


def take(browser: Browser, address: str, name: str) -> None:
    """Save the picture of a preset, or that of any other network, in the middle of its backward pass."""
    preset = PRESETS.get(name)
    title, content, layers = NO_PRESET
    if preset:
        title, content, layers = preset.title, f"preset={name}", len(preset.network.sizes)
    link = f"v=1&{content}&theme=light&hide={HIDDEN}#at=g{layers}"
    font = address + asset_url("inter-latin-wght-normal.woff2")
    page = browser.new_page(viewport={"width": PREVIEW_WIDTH, "height": PREVIEW_HEIGHT})
    page.clock.install()
    card = CARD.format(title=escape(title), frame=escape(f"{address}/embed?{link}"), font=font)
    with hosting({"/": card}) as origin:
        page.goto(origin)
        page.frame_locator("iframe").locator("[data-ready]").first.wait_for(state="attached")
        page.clock.pause_at("2030-01-01")
        page.evaluate(NEXT)
        page.clock.run_for(UNDER_WAY)
        save(page.screenshot(), FOLDER / f"{name}.png")
    page.close()


def save(picture: bytes, path: Path) -> None:
    """Save a picture with 256 colours, which is all that it has but for the edges of its lines."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Serve the app, open a browser, take the pictures."""
    from tests.browser.conftest import serving

    FOLDER.mkdir(exist_ok=True)
    path = find_browser()
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, chromium_sandbox=False)
        for name in PREVIEWS:
            take(browser, address, name)
        browser.close()


if __name__ == "__main__":
    main()
