/* Walks to the end and notes, at each step, every number with a ref that is to be seen, and what is hollow. */
() => {
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const track = document.querySelector(".track");
  const at = () => track.getAttribute("aria-valuenow");
  const numbered = (selector) =>
    [...document.querySelectorAll(selector)]
      .filter((node) => node.textContent.trim() !== "" && node.getAttribute("opacity") !== "0")
      .map((node) => ({
        ref: node.dataset.ref,
        text: node.textContent,
        kind: node.getAttribute("class") ?? "",
      }));
  const step = () => ({
    id: new URLSearchParams(location.hash.slice(1)).get("at") ?? "x",
    diagram: numbered(".network text[data-ref]"),
    panel: numbered(".numbers .katex-html [data-ref]"),
    table: numbered('[data-part="table"] td[data-ref]'),
    hollow: [...document.querySelectorAll(".network .neuron")]
      .filter((node) => node.querySelector(".disc").classList.contains("hollow"))
      .map((node) => node.dataset.home),
    badges: [...document.querySelectorAll(".network .neuron")]
      .filter((node) => node.querySelector(".badge")?.classList.contains("hollow") === false)
      .map((node) => node.dataset.home),
  });
  const steps = [step()];
  for (let before = null; before !== at();) {
    before = at();
    press("ArrowRight");
    if (before !== at()) steps.push(step());
  }
  return steps;
};
