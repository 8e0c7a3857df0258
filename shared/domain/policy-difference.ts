import { canonicalJson } from '../audit/row.ts';

/** One place where two policies differ. */
export type PolicyChange = {
  /** Path of the difference, such as `reasons.duplicate.text.en`. Entries of a list are identified by their code. */
  path: string;
  /** The value as text; null where there is none. */
  before: string | null;
  after: string | null;
};

/** Shown for a list that isn't empty but lacks the other list's entries. */
export const NOT_LISTED = '…';

/** A policy is not nested deeper than this; anything deeper is compared as a whole. */
const DEEPEST = 8;

/** Every place where `after` differs from `before`; both are policies, or the unchecked documents of drafts. */
export function policyDifference(before: unknown, after: unknown, path = '', depth = 0): PolicyChange[] {
  if (isSame(before, after)) return [];
  const parts = [partsOf(before, after, depth), partsOf(after, before, depth)] as const;
  const [old, next] = parts;
  if (old === null || next === null) {
    const [was, is] = differingParts(before, after);
    return [{ path, before: textOf(was), after: textOf(is) }];
  }
  const inner = [...new Set([...old.keys(), ...next.keys()])].flatMap((key) =>
    policyDifference(old.get(key), next.get(key), path === '' ? key : `${path}.${key}`, depth + 1),
  );
  const order = (of: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>) =>
    [...of.keys()].filter((key) => other.has(key)).join(', ');
  const [oldOrder, nextOrder] = [order(old, next), order(next, old)];
  const moved = Array.isArray(before) && Array.isArray(after) && oldOrder !== nextOrder;
  return moved ? [{ path, before: oldOrder, after: nextOrder }, ...inner] : inner;
}

/**
 * Applies the changes from `base` to `theirs` to a draft (`ours`) that was made from `base`. Where both changed the
 * same value differently, the draft's value stays, and its path is added to `conflicts`.
 */
export function rebasePolicy(
  { base, ours, theirs }: { base: unknown; ours: unknown; theirs: unknown },
  conflicts: string[],
  path = '',
  depth = 0,
): unknown {
  if (isSame(ours, theirs) || isSame(base, theirs)) return ours;
  if (isSame(ours, base)) return theirs;
  const [from, mine, next] = [partsOf(base, ours, depth), partsOf(ours, theirs, depth), partsOf(theirs, ours, depth)];
  if (from === null || mine === null || next === null) {
    conflicts.push(path);
    return ours;
  }
  const keys = [...mine.keys(), ...[...next.keys()].filter((key) => !mine.has(key))];
  const merged = keys.flatMap((key): [string, unknown][] => {
    const part = { base: from.get(key), ours: mine.get(key), theirs: next.get(key) };
    const value = rebasePolicy(part, conflicts, path === '' ? key : `${path}.${key}`, depth + 1);
    return value === undefined ? [] : [[key, value]];
  });
  return Array.isArray(ours) ? merged.map(([, value]) => value) : Object.fromEntries(merged);
}

/**
 * The named parts of a value: an object's properties, or a list's entries by their codes. A missing value or an empty
 * list gives an empty map if the other value has named parts. All other values give null.
 */
function partsOf(value: unknown, other: unknown, depth: number): ReadonlyMap<string, unknown> | null {
  if (depth >= DEEPEST) return null;
  if (value === undefined) return other === undefined ? null : partsOf(other, null, depth) === null ? null : new Map();
  if (Array.isArray(value)) {
    if (value.length === 0) return Array.isArray(other) && other.length > 0 ? partsOf(undefined, other, depth) : null;
    const codes = value.map((one: unknown): unknown => Object(one).code);
    const isCoded = codes.every((code) => typeof code === 'string') && new Set(codes).size === codes.length;
    return isCoded ? new Map(value.map((one: unknown, at) => [String(codes[at]), one])) : null;
  }
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
}

const isSame = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);

/**
 * Returns the parts of two lists that differ, such as a letter's paragraphs: each list without the entries that both
 * lists share at the start and at the end.
 */
function differingParts(before: unknown, after: unknown): readonly [unknown, unknown] {
  if (!Array.isArray(before) || !Array.isArray(after)) return [before, after];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && isSame(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && isSame(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const own = (list: readonly unknown[]) => {
    const part = list.slice(head, list.length - tail);
    return part.length === 0 && list.length > 0 ? NOT_LISTED : part;
  };
  return [own(before), own(after)];
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number')) {
    return value.join(value.some((one) => String(one).length > 40) ? '\n\n' : ', ');
  }
  return JSON.stringify(value);
}
