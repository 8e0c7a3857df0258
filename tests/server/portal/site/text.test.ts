import { describe, expect, it } from 'vitest';
import { en } from '#server/portal/site/text.en.ts';
import { es } from '#server/portal/site/text.es.ts';
import { startPolicy } from '../portal-fixture.ts';

/** Every text with the way to it; functions are called with samples. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return texts(value(3, 4, 5), `${path}()`);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

const MAY_BE_EMPTY = /^\.kinds\.fraud\.itemType\.hint$|^\.reply\.(more|only)\.hint$|^\.fields\.neighborhood\.hint$/;
/** Names and signs that are the same in both languages. */
const ALIKE =
  /^\.(fields\.(color|contactWays)|errorTitle|errors\.prefix|kinds\.fraud\.itemType\.hint|reply\.(more|only)\.hint|neighborhood\.hint)|^\.screening\.no$|^\.files\.size|^\.fields\.neighborhood\.hint/;

describe('the words of the pages', () => {
  it('exist in both languages, list by list', () => {
    expect(texts(es).map(([path]) => path)).toEqual(texts(en).map(([path]) => path));
  });

  it('are never empty and never left in the other language', () => {
    const spanish = new Map(texts(es));
    for (const [path, text] of texts(en)) {
      if (!MAY_BE_EMPTY.test(path)) expect(text, path).not.toBe('');
      if (!ALIKE.test(path)) expect(spanish.get(path), path).not.toBe(text);
    }
  });

  it('name every offense title of the starting policy plainly, and no NIBRS code', () => {
    const codes = startPolicy.offenses.flatMap((one) => one.nibrs ?? []);
    for (const words of [en, es]) {
      expect(Object.keys(words.offenses).sort()).toEqual([...codes].sort());
      for (const text of Object.values(words.offenses)) expect(text).not.toMatch(/\d{2}[0-9A-Z]\b/);
    }
  });
});
