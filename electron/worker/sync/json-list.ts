const [QUOTE = 0x22, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,[]{}');

/** Where each element of a list lies in the text around it, and where the list ends (behind its bracket). */
export type ListSpans = { starts: number[]; ends: number[]; end: number };

/**
 * Finds the objects of a JSON list without reading them, so that each can be read by itself when its turn comes. Only
 * brackets and quotes are looked at: whether an element is JSON shows when it is read.
 * @param from behind the list's opening bracket.
 * @returns null where this is no list of objects, written without spaces between them.
 */
export function spansOfObjects(bytes: Uint8Array, from: number): ListSpans | null {
  const starts: number[] = [];
  const ends: number[] = [];
  if (bytes[from] === CLOSE_LIST) return { starts, ends, end: from + 1 };
  for (let at = from; ; at += 1) {
    if (bytes[at] !== OPEN_OBJECT) return null;
    const end = endOf(bytes, at);
    if (end === null) return null;
    starts.push(at);
    ends.push(end);
    at = end;
    if (bytes[at] === CLOSE_LIST) return { starts, ends, end: at + 1 };
    if (bytes[at] !== COMMA) return null;
  }
}

/** Behind the bracket that closes the one at `from`; null where the text ends before. */
function endOf(bytes: Uint8Array, from: number): number | null {
  let depth = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      const end = endOfText(bytes, at + 1);
      if (end === null) return null;
      at = end;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

/** To so many bytes a call to look for a byte takes as long as looking at each here. */
const SHORT = 32;

/** Where the quote is that ends the text which begins at `from`; null where there is none. */
function endOfText(bytes: Uint8Array, from: number): number | null {
  let at = from;
  for (; bytes[at] !== QUOTE; at += 1) {
    if (bytes[at] === BACKSLASH) at += 1;
    if (at >= bytes.length) return null;
    if (at >= from + SHORT) return endOfLongText(bytes, from);
  }
  return at;
}

/** A letter, for example. */
function endOfLongText(bytes: Uint8Array, from: number): number | null {
  for (let at = bytes.indexOf(QUOTE, from); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) {
    let backslashes = 0;
    while (bytes[at - backslashes - 1] === BACKSLASH) backslashes += 1;
    // Each of a pair stands for itself.
    if (backslashes % 2 === 0) return at;
  }
  return null;
}
