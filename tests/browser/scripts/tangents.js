/* Of every neuron with a curve: how steep the tangent is on the screen, and how steep the curve where z is. */
() =>
  [...document.querySelectorAll(".neuron .activation")].flatMap((activation) => {
    const [curve, tangent, point] = ["curve", "tangent", "curve-point"].map((name) =>
      activation.querySelector(`.${name}`),
    );
    if (!tangent) return [];
    const [x1, y1, x2, y2] = tangent
      .getAttribute("d")
      .match(/-?[\d.]+/g)
      .map(Number);
    const at = Number(point.getAttribute("cx"));
    const points = curve
      .getAttribute("d")
      .slice(1)
      .split("L")
      .map((pair) => pair.split(",").map(Number));
    const i = points.findIndex(([x]) => x >= at);
    const [[xa, ya], [xb, yb]] = [points[i - 1], points[i]];
    return [{ tangent: (y2 - y1) / (x2 - x1), curve: (yb - ya) / (xb - xa) }];
  });
