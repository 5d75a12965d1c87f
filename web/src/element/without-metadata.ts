// A copy of a picture without what cameras add to it, such as where and when it was taken.

const quality = 0.9;

/**
 * Returns the picture encoded again, the way up that its metadata say, which it has no more. The type is the
 * same if the browser can encode it, else PNG. Rejects if the picture can't be decoded or encoded.
 */
export async function withoutMetadata(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  try {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    const context = canvas.getContext("2d");
    if (!context) throw new Error("This browser has no canvas to draw on.");
    context.drawImage(bitmap, 0, 0);
    return await new Promise((resolve, reject) => {
      const done = (blob: Blob | null) =>
        blob ? resolve(blob) : reject(new Error("The picture could not be encoded."));
      canvas.toBlob(done, picture.type, quality);
    });
  } finally {
    bitmap.close();
  }
}
