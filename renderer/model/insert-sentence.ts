/** Where the cursor stands in a note, or what is marked in it. */
export type Span = { start: number; end: number };

/** A note with a sentence at the cursor, in the place of what was marked, with a space to either side; and the cursor after it. */
export function withSentence(note: string, { start, end }: Span, sentence: string): { note: string; cursor: number } {
  const before = note.slice(0, start);
  const after = note.slice(end);
  const lead = before === '' || /\s$/u.test(before) ? '' : ' ';
  const tail = after === '' || /^\s/u.test(after) ? '' : ' ';
  return { note: before + lead + sentence + tail + after, cursor: start + lead.length + sentence.length + tail.length };
}
