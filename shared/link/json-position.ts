const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SCALAR = new RegExp(`${STRING.source}|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null`, 'uy');

export type Position = { line: number; column: number };

/**
 * Where a text stops being valid JSON (RFC 8259), as a one-based line and column; null when it is valid. JSON.parse
 * reports this differently in each JavaScript engine, or not at all.
 */
export function whereNotJson(text: string): Position | null {
  const { isWhole, end } = scan(text, []);
  return isWhole ? null : positionOf(text, end);
}

/** Where the value at a path starts in a JSON text; for a missing value, where its nearest existing parent starts. */
export const whereInJson = (text: string, path: readonly PropertyKey[]): Position =>
  positionOf(text, scan(text, path).found);

function positionOf(text: string, at: number): Position {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function scan(text: string, path: readonly PropertyKey[]): { isWhole: boolean; end: number; found: number } {
  let at = 0;
  let found = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const here = pattern.exec(text);
    if (here === null) return false;
    at = pattern.lastIndex;
    return true;
  };
  const take = (one: string): boolean => {
    skip(SPACE);
    if (text.charAt(at) !== one) return false;
    at += 1;
    return true;
  };
  const list = (close: string, entry: (index: number) => boolean): boolean => {
    if (take(close)) return true;
    let index = 0;
    do {
      skip(SPACE);
      if (!entry(index)) return false;
      index += 1;
    } while (take(','));
    return take(close);
  };
  /** @param depth how many parts of the path lead here; null when this value isn't on the path. */
  const value = (depth: number | null): boolean => {
    skip(SPACE);
    if (depth !== null) found = at;
    const below = (key: string) => (depth !== null && String(path[depth]) === key ? depth + 1 : null);
    if (take('{')) {
      return list('}', () => {
        const start = at;
        if (!skip(STRING)) return false;
        const key: unknown = JSON.parse(text.slice(start, at));
        return take(':') && value(below(String(key)));
      });
    }
    if (take('[')) return list(']', (index) => value(below(String(index))));
    return skip(SCALAR);
  };
  const isValue = value(0);
  skip(SPACE);
  return { isWhole: isValue && at === text.length, end: at, found };
}
