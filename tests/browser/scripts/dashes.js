/* How often an edge changes between ink and paper on its way beside the words, in the grey picture of what is drawn. */
async ([picture, home, screenshot]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${screenshot}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  brush.drawImage(image, 0, 0);
  const figure = document.querySelector(picture);
  const scale = image.width / figure.getBoundingClientRect().width;
  const { left, top } = figure.getBoundingClientRect();
  const path = figure.querySelector(`[data-home="${home}"] .weight`);
  const matrix = path.getScreenCTM();
  const words = [...figure.querySelectorAll("text")].map((text) => text.getBoundingClientRect());
  const margin = 4;
  const covered = (x, y) =>
    words.some(
      (box) =>
        x > box.left - margin && x < box.right + margin && y > box.top - margin && y < box.bottom + margin,
    );
  const grey = [];
  const length = path.getTotalLength();
  for (let along = 0; along <= length; along += 0.25) {
    const { x, y } = path.getPointAtLength(along).matrixTransform(matrix);
    if (covered(x, y)) continue;
    const [r, g, b] = brush.getImageData((x - left) * scale, (y - top) * scale, 1, 1).data;
    grey.push((0.2126 * r + 0.7152 * g + 0.0722 * b) / 255);
  }
  const middle = 0.7;
  return grey.filter((value, i) => i > 0 && value < middle !== grey[i - 1] < middle).length;
};
