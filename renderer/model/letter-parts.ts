import { LATER } from '#shared/letters/letter.ts';

/** A piece of a line: literal words, or a placeholder that only the server can fill. */
export type Piece = { kind: 'words'; text: string } | { kind: 'later'; text: string };
export type LetterPart = { kind: 'paragraph'; lines: Piece[][] } | { kind: 'list'; items: Piece[][] };

/** Parses a letter's text so that it can be displayed as a letter; nothing is added or left out. */
export function letterParts(text: string): LetterPart[] {
  return text
    .replace(/\n+$/, '')
    .split(/\n{2,}/)
    .filter((block) => block !== '')
    .map((block): LetterPart => {
      const lines = block.split('\n');
      if (lines.every((line) => line.startsWith('- '))) {
        return { kind: 'list', items: lines.map((line) => pieces(line.slice(2))) };
      }
      return { kind: 'paragraph', lines: lines.map(pieces) };
    });
}

function pieces(line: string): Piece[] {
  const places = Object.values(LATER);
  const found: Piece[] = [];
  let rest = line;
  while (rest !== '') {
    const next = places
      .map((place) => ({ place, at: rest.indexOf(place) }))
      .filter(({ at }) => at !== -1)
      .sort((a, b) => a.at - b.at)[0];
    if (next === undefined) return [...found, { kind: 'words', text: rest }];
    if (next.at > 0) found.push({ kind: 'words', text: rest.slice(0, next.at) });
    found.push({ kind: 'later', text: next.place });
    rest = rest.slice(next.at + next.place.length);
  }
  return found;
}
