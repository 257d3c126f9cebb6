"""A slide: a page at another site with a frame of ours in it, which notes the keys and the messages that reach it."""

from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser.conftest import Problems
from tests.browser.host import hosting

_PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>A slide</title>
    <style>
      body {{ margin: 0 }}
      iframe {{ display: block; border: 0 }}
      {style}
    </style>
    <script>
      window.heard = [];
      window.keys = [];
      addEventListener("message", ({{ data }}) => heard.push(data));
      addEventListener("keydown", ({{ key }}) => keys.push(key));
      const frame = () => document.querySelector("iframe").contentWindow;
      let number = 0;
      /** Sends a command and answers what it is answered. */
      const ask = (cmd, args, more = {{}}) => new Promise((resolve, reject) => {{
        const id = (number += 1);
        setTimeout(() => reject(new Error(`no answer to ${{JSON.stringify([cmd, args]).slice(0, 80)}}`)), 8000);
        const listen = ({{ data }}) => {{
          if (data?.id !== id) return;
          removeEventListener("message", listen);
          resolve(data);
        }};
        addEventListener("message", listen);
        frame().postMessage({{ ns: "backprop-viz", v: 1, id, cmd, args, ...more }}, "*");
      }});
    </script>
  </head>
  <body>{before}<iframe title="visualizer" width="{width}" height="{height}" src="{src}"{attributes}></iframe>{after}
  </body>
</html>
"""


class Slide:
    """One slide with one frame."""

    def __init__(self, page: Page, base_url: str, problems: Problems, servers: ExitStack) -> None:
        self.page = page
        self.base_url = base_url
        self._problems = problems
        self._servers = servers

    def serve(self, pages: dict[str, str]) -> str:
        """The origin of pages of somebody else, at another site than the frame's."""
        origin = self._servers.enter_context(hosting(pages, "localhost"))
        self._problems.allow(origin)
        return origin

    def html(
        self,
        address: str = "/embed",
        *,
        size: tuple[int, int] = (960, 540),
        sandbox: str | None = None,
        lazy: bool = False,
        before: str = "",
        after: str = "",
        style: str = "",
    ) -> str:
        """The page around a frame."""
        width, height = size
        attributes = (f' sandbox="{sandbox}"' if sandbox is not None else "") + (' loading="lazy"' if lazy else "")
        src = (self.base_url + address).replace("&", "&amp;")
        return _PAGE.format(
            width=width, height=height, src=src, attributes=attributes, before=before, after=after, style=style
        )

    def open(self, address: str = "/embed", **options: Any) -> "Slide":
        """Show the frame at an address; ``html`` says how else."""
        width, height = options.get("size", (960, 540))
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(self.serve({"/": self.html(address, **options)}))
        return self.ready()

    def ready(self) -> "Slide":
        """Wait until everything is there."""
        self.frame.wait_for_selector("[data-ready]")
        return self

    @property
    def frame(self) -> Frame:
        """The frame itself."""
        return self.page.frames[1]

    def part(self, name: str) -> Locator:
        return self.frame.locator(f'[data-part="{name}"]')

    def button(self, name: str) -> Locator:
        return self.frame.get_by_role("button", name=name, exact=True)

    @property
    def slider(self) -> Locator:
        return self.frame.get_by_role("slider", name="Position in the learning step")

    def at(self, position: int) -> None:
        """Expect the player at the step with this number, from 1."""
        expect(self.slider).to_have_attribute("aria-valuenow", str(position))

    def of(self, ref: str) -> Locator:
        """The number in the diagram that a ref names."""
        return self.part("network").locator(f'text[data-ref="{ref}"]')

    def ask(self, cmd: Any, args: Any = None, **more: Any) -> dict[str, Any]:
        """Send a command from the slide; answers what the frame answers."""
        answer: dict[str, Any] = self.page.evaluate(
            "([cmd, args, more]) => ask(cmd, args, more)", [cmd, {} if args is None else args, more]
        )
        return answer

    def state(self) -> dict[str, Any]:
        """Where the frame says it is."""
        state: dict[str, Any] = self.ask("get")["state"]
        return state

    def heard(self, kind: str) -> list[dict[str, Any]]:
        """The messages of a type that have reached the slide."""
        found: list[dict[str, Any]] = self.page.evaluate("kind => heard.filter(({ type }) => type === kind)", kind)
        return found

    def keys(self) -> list[str]:
        """The keys that have reached the slide since this was asked last."""
        keys: list[str] = self.page.evaluate("keys.splice(0)")
        return keys

    def wait_for(self, condition: str) -> None:
        """Wait until an expression is true in the slide."""
        self.page.wait_for_function(condition)
