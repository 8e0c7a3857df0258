import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Font } from 'fontkit';

/** Replaces a character that no font has. */
const GAP = '□';
/** The main font, for Latin, Greek and Cyrillic. */
export const MAIN = 'regular';

/** The fonts of other scripts, by file, because people's names come in all of them. */
const OTHERS: readonly (readonly [file: string, script: RegExp])[] = [
  ['DroidSansFallbackFull.ttf', /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\u3000-\u303f\uff00-\uffef]/u],
  ['NotoSansKR-Korean.woff', /\p{sc=Hangul}/u],
  ['NotoSansArabic-Regular.ttf', /\p{scx=Arabic}/u],
  ['NotoSansHebrew-Regular.ttf', /\p{sc=Hebrew}/u],
  ['NotoSansDevanagari-Regular.ttf', /\p{sc=Devanagari}/u],
  ['NotoSansBengali-Regular.ttf', /\p{sc=Bengali}/u],
  ['NotoSansGujarati-Regular.ttf', /\p{sc=Gujarati}/u],
  ['NotoSansGurmukhi-Regular.ttf', /\p{sc=Gurmukhi}/u],
  ['NotoSansTamil-Regular.ttf', /\p{sc=Tamil}/u],
  ['NotoSansTelugu-Regular.ttf', /\p{sc=Telugu}/u],
  ['NotoSansThai-Regular.ttf', /\p{sc=Thai}/u],
  ['NotoSansLao-Regular.ttf', /\p{sc=Lao}/u],
  ['NotoSansKhmer-Regular.ttf', /\p{sc=Khmer}/u],
  ['NotoSansMyanmar-Regular.ttf', /\p{sc=Myanmar}/u],
  ['NotoSansEthiopic-Regular.ttf', /\p{sc=Ethiopic}/u],
  ['NotoSansArmenian-Regular.ttf', /\p{sc=Armenian}/u],
  ['NotoSansGeorgian-Regular.ttf', /\p{sc=Georgian}/u],
];
const RIGHT_TO_LEFT: readonly string[] = ['NotoSansArabic-Regular.ttf', 'NotoSansHebrew-Regular.ttf'];

/** A piece of text that one font prints. */
export type Run = { font: string; text: string };
/** Chooses the fonts for the text of one document. */
export type Pen = { runs: (text: string) => Run[]; missed: () => boolean };
/** The main font's characters, and each other font that some text needs: its file and characters. */
export type Scripts = {
  main: ReadonlySet<number>;
  others: ReadonlyMap<string, { file: Buffer; script: RegExp; has: ReadonlySet<number> }>;
};

/** Loads the fonts that a text needs besides the main one, so that a plain letter loads no others. */
export async function scriptsFor(
  text: string,
  main: Buffer,
  { folder, create }: { folder: string; create: (file: Buffer) => unknown },
): Promise<Scripts> {
  const charactersOf = (file: Buffer) => new Set((create(file) as Font).characterSet);
  const needed = OTHERS.filter(([, script]) => script.test(text));
  const others = await Promise.all(
    needed.map(async ([name, script]) => {
      const file = await readFile(join(folder, name));
      return [name, { file, script, has: charactersOf(file) }] as const;
    }),
  );
  return { main: charactersOf(main), others: new Map(others) };
}

/** Splits text into runs, and remembers whether a character had to be replaced. */
export function createPen({ main, others }: Scripts): Pen {
  let missed = false;
  const fontOf = (sign: string, before: string): string | null => {
    const code = sign.codePointAt(0) ?? 0;
    // A space after text in another script gets that text's font, so that the words around it are shaped together.
    if (sign === ' ' && others.get(before)?.has.has(code)) return before;
    const own = [...others].find(([, { script, has }]) => script.test(sign) && has.has(code));
    return own?.[0] ?? (sign === '\n' || main.has(code) ? MAIN : null);
  };
  const runs = (text: string): Run[] => {
    const found: Run[] = [];
    for (const sign of text.normalize('NFC').replaceAll('\t', ' ')) {
      const last = found.at(-1);
      const font = fontOf(sign, last?.font ?? MAIN);
      if (font === null) missed = true;
      const [by, shown] = font === null ? [MAIN, GAP] : [font, sign];
      if (last?.font === by) last.text += shown;
      else found.push({ font: by, text: shown });
    }
    return found.map(inOrder);
  };
  return { runs, missed: () => missed };
}

/** Reverses the words of right-to-left text, because the font reverses only the characters within each word. */
function inOrder({ font, text }: Run): Run {
  if (!RIGHT_TO_LEFT.includes(font)) return { font, text };
  const [, start = '', words = '', end = ''] = /^( *)(.*?)( *)$/s.exec(text) ?? [];
  return { font, text: `${start}${words.split(' ').reverse().join(' ')}${end}` };
}
