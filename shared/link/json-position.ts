const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SCALAR = new RegExp(`${STRING.source}|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null`, 'uy');

/**
 * Where a text stops being JSON (RFC 8259), as line and column from 1; null where it is JSON. JSON.parse says it in words
 * that differ from engine to engine, or not at all.
 */
export function whereNotJson(text: string): { line: number; column: number } | null {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return false;
    at = pattern.lastIndex;
    return true;
  };
  const take = (one: string): boolean => {
    skip(SPACE);
    if (text.charAt(at) !== one) return false;
    at += 1;
    return true;
  };
  const list = (close: string, entry: () => boolean): boolean => {
    if (take(close)) return true;
    do {
      skip(SPACE);
      if (!entry()) return false;
    } while (take(','));
    return take(close);
  };
  const value = (): boolean => {
    skip(SPACE);
    if (take('{')) return list('}', () => skip(STRING) && take(':') && value());
    if (take('[')) return list(']', value);
    return skip(SCALAR);
  };
  const whole = value();
  skip(SPACE);
  if (whole && at === text.length) return null;
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
