import sharp from 'sharp';

/** Where the phone was when it took the picture, as cameras write it into EXIF. */
export const GPS = '41/1 45/1 49/1';

/** Makes a photo as a phone sends it: rotated, with the location where it was taken. */
export function photograph(width = 640, height = 400): Promise<Buffer> {
  return sharp({
    create: { width, height, channels: 3, background: '#806040', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  })
    .jpeg({ quality: 85 })
    .withExif({ IFD0: { Make: 'TestPhone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: GPS } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

export const png = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 4, background: { r: 1, g: 2, b: 3, alpha: 0.5 } } })
    .png()
    .toBuffer();

export const webp = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#123456' } })
    .webp()
    .toBuffer();

export const pdf = (): Buffer =>
  Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  );
