/**
 * Returns the records system's own number for a report, or null if the text's first line doesn't look like one. The
 * check is needed because the number becomes part of the report's history.
 */
export function plainNumber(text: string): string | null {
  const [line = ''] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  return /^[\p{L}\p{N}][\p{L}\p{N} ./_#-]{0,39}$/u.test(line) ? line : null;
}

/** The number in a response: the header `rms-number`, or `number` in a JSON object. */
export function numberOfAnswer(header: string | null, body: string): string | null {
  if (header !== null) return plainNumber(header);
  try {
    const { number } = Object(JSON.parse(body)) as { number?: unknown };
    return typeof number === 'string' || typeof number === 'number' ? plainNumber(String(number)) : null;
  } catch {
    return null;
  }
}
