/** A range of text, in UTF-16 units; `to` is exclusive. */
export type TextRange = { from: number; to: number };

/** A match in a narrative, and the code of the rule that matched. */
export type Mark<Code extends string = string> = TextRange & { code: Code };

/** A piece of a text. `codes` lists the rules that matched it; empty when none did. */
export type Piece<Code extends string = string> = { text: string; codes: readonly Code[] };

/**
 * Maximum number of marks for each rule, because narratives can be very long; only a rule's first matches are marked.
 */
const MARKS_PER_RULE = 50;

/** The matches of a pattern, at most `MARKS_PER_RULE`. */
export function textRanges(pattern: RegExp, text: string): TextRange[] {
  const all = new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`);
  const found: TextRange[] = [];
  for (const match of text.matchAll(all)) {
    if (match[0] === '') continue;
    found.push({ from: match.index, to: match.index + match[0].length });
    if (found.length === MARKS_PER_RULE) break;
  }
  return found;
}

/**
 * Splits a text at the edges of all marks, which may overlap; joining the pieces gives the original text.
 * @param end the text beyond this position is left out.
 */
export function pieces<Code extends string>(
  text: string,
  marks: readonly Mark<Code>[],
  end = text.length,
): Piece<Code>[] {
  const cuts = new Set([0, end]);
  for (const { from, to } of marks) {
    if (from < end) cuts.add(from);
    if (to < end) cuts.add(to);
  }
  const borders = [...cuts].sort((a, b) => a - b);
  return borders.slice(0, -1).map((from, at) => {
    const to = borders[at + 1] ?? end;
    const codes = marks.filter((mark) => mark.from <= from && mark.to >= to).map((mark) => mark.code);
    return { text: text.slice(from, to), codes: [...new Set(codes)] };
  });
}
