import type { PolicyChange } from '#shared/domain/policy-difference.ts';
import { type Doc, listAt, textAt, withValue } from './document.ts';
import { CODED_LISTS, type CodedList } from './new-codes.ts';

/**
 * Reconstructs a draft's lists with entry titles from its base version and its changes. A list with a new entry is left
 * out, because the changes don't say where in the list it is.
 */
export function draftFrom(base: Doc, changes: readonly PolicyChange[]): Doc {
  const lists = Object.keys(CODED_LISTS) as CodedList[];
  return Object.fromEntries(lists.map((list) => [list, listFrom(base, changes, list)]));
}

function listFrom(base: Doc, changes: readonly PolicyChange[], list: CodedList): readonly unknown[] {
  const known = new Map(listAt(base, list).map((entry, at) => [textAt(base, `${list}.${at}.code`), entry]));
  const order = changes.find(({ path }) => path === list)?.after?.split(', ') ?? null;
  const title = new RegExp(`^${list}\\.([^.]+)\\.${CODED_LISTS[list]}\\.([^.]+)$`);
  for (const { path, before, after } of changes) {
    const code = new RegExp(`^${list}\\.([^.]+)\\.code$`).exec(path)?.[1];
    if (code !== undefined && before === null) return [];
    if (code !== undefined) known.delete(code);
    const [, named = '', language = ''] = title.exec(path) ?? [];
    const entry = known.get(named);
    if (entry !== undefined) {
      known.set(named, withValue(entry as Doc, `${CODED_LISTS[list]}.${language}`, after ?? ''));
    }
  }
  if (order === null) return [...known.values()];
  const sorted = order.map((code) => known.get(code));
  return sorted.includes(undefined) ? [] : sorted;
}
