/** The cursor position or selection in a note. */
export type Span = { start: number; end: number };

/**
 * Inserts a sentence at the cursor or over the selection, with a space on either side. Returns the note and the new
 * cursor position.
 */
export function withSentence(note: string, { start, end }: Span, sentence: string): { note: string; cursor: number } {
  const before = note.slice(0, start);
  const after = note.slice(end);
  const lead = before === '' || /\s$/u.test(before) ? '' : ' ';
  const tail = after === '' || /^\s/u.test(after) ? '' : ' ';
  return { note: before + lead + sentence + tail + after, cursor: start + lead.length + sentence.length + tail.length };
}
