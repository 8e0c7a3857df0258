/** A stretch of a text, in UTF-16 units, `to` exclusive. */
export type Stretch = { from: number; to: number };

/** Something found in a narrative, and which rule found it. */
export type Mark = Stretch & { code: string; title: string };

/** A piece of a text in reading order; a marked piece names what was found in it. */
export type Piece = { text: string; titles: readonly string[] };

/** Narratives can be very long; what stands so often is marked where it stands first. */
const MARKS_PER_RULE = 50;

/** Every place where a pattern matches. */
export function stretches(pattern: RegExp, text: string): Stretch[] {
  const all = new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`);
  const found: Stretch[] = [];
  for (const match of text.matchAll(all)) {
    if (match[0] === '') continue;
    found.push({ from: match.index, to: match.index + match[0].length });
    if (found.length === MARKS_PER_RULE) break;
  }
  return found;
}

/**
 * Cuts a text at the borders of all marks, which may overlap; the pieces joined are the text.
 * @param end nothing is shown beyond this place.
 */
export function pieces(text: string, marks: readonly Mark[], end = text.length): Piece[] {
  const cuts = new Set([0, end]);
  for (const { from, to } of marks) {
    if (from < end) cuts.add(from);
    if (to < end) cuts.add(to);
  }
  const borders = [...cuts].sort((a, b) => a - b);
  return borders.slice(0, -1).map((from, at) => {
    const to = borders[at + 1] ?? end;
    const titles = marks.filter((mark) => mark.from <= from && mark.to >= to).map((mark) => mark.title);
    return { text: text.slice(from, to), titles: [...new Set(titles)] };
  });
}
