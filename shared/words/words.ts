import type { Language } from './languages.ts';

/**
 * Spanish of texts that reach the window in English: from a policy, or from the server. Each by its English one, in which
 * `{names}` stand for what changes.
 */
export function createWords() {
  let elsewhere: Readonly<Record<string, string>> = {};
  let patterns: readonly { pattern: RegExp; names: readonly string[]; spanish: string }[] = [];

  const knownWhole = (english: string): string | null => {
    const same = elsewhere[english];
    if (same !== undefined) return same;
    for (const { pattern, names, spanish } of patterns) {
      const found = pattern.exec(english);
      if (found === null) continue;
      const values = Object.fromEntries(names.map((name, at) => [name, known(found[at + 1] ?? '')]));
      return spanish.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
    }
    return null;
  };
  /** A list whose parts are all known; a part may have commas of its own. */
  const knownList = (parts: readonly string[]): string | null => {
    for (let end = parts.length; end > 0; end--) {
      const first = knownWhole(parts.slice(0, end).join(', '));
      if (first === null) continue;
      if (end === parts.length) return first;
      const rest = knownList(parts.slice(end));
      if (rest !== null) return `${first}, ${rest}`;
    }
    return null;
  };
  /** In Spanish where it is known, word for word, as a text with names in it, or as a list of such texts; else as it came. */
  const known = (english: string): string => knownList(english.split(', ')) ?? english;

  return {
    speak: (next: Language, others: Readonly<Record<string, string>> = {}): void => {
      elsewhere = next === 'es' ? others : {};
      patterns = Object.entries(elsewhere)
        .filter(([english]) => english.includes('{'))
        .map(([english, text]) => patternOf(english, text));
    },
    known,
  };
}

function patternOf(english: string, spanish: string) {
  const names = [...english.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const parts = english.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { pattern: new RegExp(`^${parts.join('(.+)')}$`, 'su'), names, spanish };
}
