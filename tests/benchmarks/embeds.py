"""Frames in slides and what is exported from them: weight, time and memory, beside the page's own where it has one."""

import statistics
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from app.exports.standalone import standalone_html
from tests.benchmarks.figure import ROUNDS, Figure, interleaved, paired_ratio
from tests.benchmarks.page import PATIENCE, READY, STOPWATCH, closing
from tests.benchmarks.serving import serving
from tests.browser.conftest import ARGUMENTS
from tests.browser.find_browser import find_browser

LINK = "?preset=2-3-1"
MANY = 10
PLAYED = 6  # seconds
MEGABYTE = 2**20
# Counts the frames that the browser draws, beside what the page does in them.
COUNTED = """() => {
  window.frames_.length = 0;
  window.drawn_ = 0;
  const count = () => { window.drawn_ += 1; window.setTimeout(() => window.requestAnimationFrame(count)); };
  count();
}"""


def run() -> Iterator[Figure]:
    """One frame, ten frames, ten posters; then the files."""
    arguments = [*ARGUMENTS, "--no-sandbox", "--enable-precise-memory-info"]
    with (
        serving("app.main:create_app") as app,
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=find_browser(), args=arguments)) as browser,
    ):
        address = f"http://127.0.0.1:{app.port}"
        yield weight(browser, address)
        yield ready(browser, address)
        yield posters(browser, address)
        yield from ten(browser, address)
        yield standalone(browser)
        yield from films(browser, address)


def weight(browser: Browser, address: str) -> Figure:
    """Bytes of script and style of one frame, nothing cached."""
    page = browser.new_page()
    sizes = watched(page)
    page.goto(f"{address}/embed{LINK}")
    page.wait_for_selector(READY, timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    page.close()
    value = (sizes.get("script", 0) + sizes.get("stylesheet", 0)) / 1000
    return Figure("embed, script and style", value, "{:.0f} kB", must=150, less_is_better=True, note=listed(sizes))


def watched(page: Page) -> dict[str, int]:
    """Bytes of answers by their kind, which goes on being filled."""
    sizes: dict[str, int] = {}

    def note(kind: str, size: int) -> None:
        sizes[kind] = sizes.get(kind, 0) + size

    page.on("requestfinished", lambda r: note(r.resource_type, r.sizes()["responseBodySize"]))
    return sizes


def listed(sizes: dict[str, int]) -> str:
    return ", ".join(f"{kind} {size / 1000:.0f} kB" for kind, size in sorted(sizes.items()))


def ready(browser: Browser, address: str) -> Figure:
    """How long until a frame is ready, against the page in the same round."""

    def until_ready(path: str) -> float:
        context = browser.new_context(viewport={"width": 960, "height": 540})
        page = context.new_page()
        page.goto(address + path)
        page.wait_for_selector(READY, timeout=PATIENCE)
        taken: float = page.evaluate("performance.getEntriesByName('ready')[0].startTime")
        context.close()
        return taken

    frames, pages = interleaved([lambda: until_ready(f"/embed{LINK}"), lambda: until_ready(f"/{LINK}")])
    note = f"of {ROUNDS} loads, {statistics.median(frames):.0f} ms against {statistics.median(pages):.0f} ms"
    return Figure("embed, ready / page", paired_ratio(frames, pages), "{:.2f} x", less_is_better=True, note=note)


def posters(browser: Browser, address: str) -> Figure:
    """Bytes of everything that ten posters on one page ask for."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    sizes = watched(page)
    show(page, address, [f"{LINK}&poster=1#at=d{2 + i % 2}" for i in range(MANY)])
    page.wait_for_load_state("networkidle")
    page.close()
    total = sum(sizes.values()) / 1000
    name = "ten posters, all bytes"
    return Figure(name, total, "{:.0f} kB", must=400, less_is_better=True, note=listed(sizes))


def show(page: Page, address: str, links: list[str]) -> None:
    """A page from disk with a frame for each of the links, all of them ready."""
    frames = [f'<iframe src="{escape(f"{address}/embed{link}")}" width="480" height="270"></iframe>' for link in links]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "frames.html"
        file.write_text("<!doctype html>" + "".join(frames), encoding="utf-8")
        page.goto(file.as_uri())
    for i in range(len(links)):
        page.frame_locator(f"iframe >> nth={i}").locator(READY).wait_for(state="attached", timeout=PATIENCE)


def ten(browser: Browser, address: str) -> Iterator[Figure]:
    """Memory of ten frames, and the script in their frames while all ten play."""
    one, many = memory(browser, address, 1), memory(browser, address, MANY)
    note = f"one {one:.0f} MB, ten {many:.0f} MB in all processes of the browser"
    yield Figure("each further frame", (many - one) / (MANY - 1), "{:.1f} MB", less_is_better=True, note=note)

    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.add_init_script(STOPWATCH)
    show(page, address, [LINK] * MANY)
    frames = page.frames[1:]
    for frame in frames:
        frame.evaluate(COUNTED)
        frame.evaluate("document.querySelector('.transport-play').click()")
    page.wait_for_timeout(PLAYED * 1000)
    times: list[list[float]] = [frame.evaluate("window.frames_") for frame in frames]
    rates = [frame.evaluate("window.drawn_") / PLAYED for frame in frames]
    page.close()
    each = sorted(duration for of_frame in times for duration in of_frame)
    drawn = f"{min(rates):.0f} to {max(rates):.0f} frames a second"
    note = f"99th percentile; median {statistics.median(each):.2f} ms, {drawn}"
    percentile = each[int(len(each) * 0.99)]
    yield Figure("ten play at once, script", percentile, "{:.1f} ms", must=4, less_is_better=True, note=note)


def memory(browser: Browser, address: str, count: int) -> float:
    """Megabytes that the browser's processes hold with so many frames on show, as the system counts them."""
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    show(page, address, [LINK] * count)
    page.wait_for_timeout(1000)
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    held = sum(resident(process["id"]) for process in processes)
    page.close()
    return held / MEGABYTE


def resident(process: int) -> int:
    """Bytes of memory that belong to a process alone; Linux tells them."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    lines = [line.split() for line in rollup.splitlines()]
    return sum(int(line[1]) * 1024 for line in lines if line[0] in ("Private_Clean:", "Private_Dirty:"))


def standalone(browser: Browser) -> Figure:
    """How long the server takes for a file of ten learning steps, and the browser until it is ready."""
    standalone_html(LINK)
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        text = standalone_html(LINK, steps=10)
        times.append(time.perf_counter() - begin)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "step.html"
        file.write_text(text, encoding="utf-8")
        page = browser.new_page()
        page.goto(file.as_uri())
        page.wait_for_selector(READY, timeout=PATIENCE)
        opened: float = page.evaluate("performance.getEntriesByName('ready')[0].startTime")
        page.close()
    note = f"ten learning steps, {len(text.encode()) / 1000:.0f} kB, ready {opened:.0f} ms after it is opened"
    milliseconds = statistics.median(times) * 1000
    return Figure("standalone file, written", milliseconds, "{:.0f} ms", less_is_better=True, note=note)


def films(browser: Browser, address: str) -> Iterator[Figure]:
    """How long the browser takes to write the film of a whole learning step, against how long it plays."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{address}/{LINK}")
    page.wait_for_selector(READY, timeout=PATIENCE)
    page.click("[data-action=export]")
    page.locator('[data-field="Size in pixels"]').select_option("640 × 360")
    for name in ("gif", "mp4"):
        begin = time.perf_counter()
        with page.expect_download(timeout=120_000) as waiting:
            page.click(f'[data-format="{name}"]')
        taken = time.perf_counter() - begin
        size = waiting.value.path().stat().st_size / 1000
        note = f"640 × 360, the whole step, {size:.0f} kB"
        yield Figure(f"{name.upper()}, written", taken, "{:.1f} s", less_is_better=True, note=note)
        page.locator(f'[data-format="{name}"]:not([disabled])').wait_for()
    page.close()
