import { diffWordsWithSpace } from 'diff';

/** A piece of one narrative; `own` if the other narrative does not contain it. */
export type Piece = { text: string; own: boolean };
export type TwoNarratives = {
  left: Piece[];
  right: Piece[];
  /** Share of the shorter narrative's words that also appear in the longer one, in the same order. */
  common: number;
};

/**
 * Maximum number of inserted and deleted words. Texts that differ more (after about 70 ms of work) are shown without
 * marks, so that no one has to wait. This limits the number of edits rather than the time, so that the same two texts
 * look the same on every machine.
 */
const MOST_EDITS = 1000;
/**
 * If the share of common words is smaller than this, the narratives count as different texts and are not marked, because
 * nearly every word would be.
 */
const LEAST_COMMON_SHARE = 0.3;

/** Compares two narratives word by word; null if they differ too much to compare quickly. */
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
  if (result.common >= LEAST_COMMON_SHARE) {
    return { left: joined(result.left), right: joined(result.right), common: result.common };
  }
  return { left: [{ text: left, own: false }], right: [{ text: right, own: false }], common: result.common };
}

/** Extends marks over the spaces between marked words. */
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
