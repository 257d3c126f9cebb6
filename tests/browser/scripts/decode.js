// Reads the QR code in a picture, which comes as base64 of a PNG; null where no reader could.
async ([png]) => {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  return window.jsQR(data, picture.width, picture.height)?.data ?? null;
};
