import { inflateSync } from 'node:zlib';

/**
 * Returns the text of a PDF as readers extract it: drawn glyphs, by their font's ToUnicode table; one line per text
 * object.
 */
export function pdfText(file: Uint8Array): string {
  const objects = new Map(
    [
      ...Buffer.from(file)
        .toString('latin1')
        .matchAll(/(?<=^|\n)(\d+) 0 obj\n(.*?)\nendobj/gs),
    ].map(([, id = '', body = '']) => [id, body] as const),
  );
  const fonts = new Map(
    [...objects.values()].flatMap((body) =>
      [...body.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => {
        const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1] ?? '';
        return [name, charactersIn(unpacked(objects.get(table) ?? ''))] as const;
      }),
    ),
  );
  return [...objects.values()]
    .map(unpacked)
    .filter((drawn) => /(?:^|\n)BT\n/.test(drawn))
    .flatMap((drawn) => drawn.split(/\nET(?=\n|$)/))
    .map((one) => wordsIn(one, fonts))
    .filter((one) => one !== '')
    .join('\n');
}

/** Returns the content of an object's stream, unpacked; empty for an object without one. */
function unpacked(body: string): string {
  const packed = /stream\n(.*)\nendstream/s.exec(body)?.[1];
  if (packed === undefined) return '';
  if (!body.includes('/FlateDecode')) return packed;
  return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
}

/** Returns what each glyph of a font stands for, in order. */
function charactersIn(table: string): string[] {
  return [...table.matchAll(/<[\da-f]{4}> <[\da-f]{4}> \[(.*?)\]/gis)].flatMap(([, list = '']) =>
    [...list.matchAll(/<([\da-f]*)>/gi)].map(([, hex = '']) => Buffer.from(hex, 'hex').swap16().toString('utf16le')),
  );
}

function wordsIn(drawn: string, fonts: ReadonlyMap<string, readonly string[]>): string {
  let font: readonly string[] = [];
  return [...drawn.matchAll(/\/(F\d+) [\d.]+ Tf|<([\da-f]+)>/gi)]
    .map(([, name, glyphs = '']) => {
      if (name !== undefined) font = fonts.get(name) ?? [];
      return [...glyphs.matchAll(/.{4}/g)].map(([glyph]) => font[Number.parseInt(glyph, 16)] ?? '').join('');
    })
    .join('');
}
