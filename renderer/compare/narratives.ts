import { diffWordsWithSpace } from 'diff';

/** A piece of one narrative; `own` where the other one does not have it. */
export type Piece = { text: string; own: boolean };
export type TwoNarratives = {
  left: Piece[];
  right: Piece[];
  /** Share of the words of the shorter narrative that stand, in order, in the other one too. */
  common: number;
};

/**
 * A person must not wait for marks: beyond so many words put in or left out (some 70 ms) the texts are shown without.
 * A number of edits and not a time, so that the same two texts look the same on every machine.
 */
const MOST_EDITS = 1000;
/** Two tellings that share less than this are told anew: marks at nearly every word would only be in the way. */
const TOLD_ANEW = 0.3;

/** Two narratives word by word; null where they are too long to compare at once. */
export function compareNarratives(left: string, right: string): TwoNarratives | null {
  const changes = diffWordsWithSpace(left, right, { maxEditLength: MOST_EDITS });
  if (changes === undefined) return null;
  const result: TwoNarratives = { left: [], right: [], common: 0 };
  let kept = 0;
  for (const { value, added, removed } of changes) {
    if (!added) result.left.push({ text: value, own: removed });
    if (!removed) result.right.push({ text: value, own: added });
    if (!added && !removed) kept += words(value);
  }
  result.common = kept / Math.max(1, Math.min(words(left), words(right)));
  if (result.common >= TOLD_ANEW) {
    return { left: joined(result.left), right: joined(result.right), common: result.common };
  }
  return { left: [{ text: left, own: false }], right: [{ text: right, own: false }], common: result.common };
}

/** Marks run on over the spaces between words that are marked. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const [at, { text, own }] of pieces.entries()) {
    const before = result.at(-1);
    const bridge = text.trim() === '' && before?.own === true && pieces[at + 1]?.own === true;
    if (before !== undefined && (bridge || before.own === own)) before.text += text;
    else result.push({ text, own });
  }
  return result;
}

const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
