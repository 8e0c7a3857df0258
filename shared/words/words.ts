import { type Language, LOCALES } from './languages.ts';

/** A counted text by the plural categories of CLDR; `many` (1,000,000 de reportes) only where so many can be counted. */
export type Plural = { readonly one: string; readonly many?: string; readonly other: string };
/** The Spanish texts, each by the English one that stands in the source. `|` begins a remark that tells equal texts apart. */
export type Catalog = Readonly<Record<string, string | Plural>>;

type Named<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never;
type Values<Names extends string, Value> = [Names] extends [never] ? [] : [values: Readonly<Record<Names, Value>>];
type Keys<C, Kind> = { [K in keyof C]: C[K] extends Kind ? K : never }[keyof C] & string;

/**
 * Speaks English or Spanish. The English text stays in the source and is the key of the Spanish one, so that a text without
 * Spanish is an error of types; `C` is the type of the catalog, which is there only where Spanish is spoken.
 */
export function createWords<C extends Catalog>() {
  let language: Language = 'en';
  let catalog: Catalog | null = null;
  let numbers = new Intl.NumberFormat(LOCALES.en);
  let rules = new Intl.PluralRules(LOCALES.en);
  let elsewhere: Readonly<Record<string, string>> = {};
  let patterns: readonly { pattern: RegExp; names: readonly string[]; spanish: string }[] = [];

  const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? numbers.format(value) : (value ?? whole);
    });
  /** The text in the language in force, its `{names}` not filled in yet. */
  const template = (english: Keys<C, string>): string => {
    const spanish = catalog?.[english];
    return typeof spanish === 'string' ? spanish : withoutRemark(english);
  };

  const knownWhole = (english: string): string | null => {
    const same = elsewhere[english];
    if (same !== undefined) return same;
    for (const { pattern, names, spanish } of patterns) {
      const found = pattern.exec(english);
      if (found === null) continue;
      return fill(spanish, Object.fromEntries(names.map((name, at) => [name, known(found[at + 1] ?? '')])));
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
  const known = (english: string): string =>
    language === 'en' ? english : (knownList(english.split(', ')) ?? english);

  return {
    /**
     * Changes the language; what was said before stays as it was said.
     * @param others Spanish of texts that are made elsewhere in English, `{names}` standing for what changes in them.
     */
    speak: (next: Language, spanish: C | null, others: Readonly<Record<string, string>> = {}): void => {
      language = next;
      catalog = next === 'es' ? spanish : null;
      elsewhere = next === 'es' ? others : {};
      numbers = new Intl.NumberFormat(LOCALES[next]);
      rules = new Intl.PluralRules(LOCALES[next]);
      patterns = Object.entries(elsewhere)
        .filter(([english]) => english.includes('{'))
        .map(([english, text]) => patternOf(english, text));
    },
    language: (): Language => language,
    locale: (): string => LOCALES[language],
    template,
    /** A text; numbers among its values are written as the language writes them. */
    t: <K extends Keys<C, string>>(english: K, ...[values]: Values<Named<K>, string | number>): string =>
      values === undefined ? template(english) : fill(template(english), values),
    /** A text with a count `n`, such as "1 report" and "2 reports"; the second form is the key. */
    plural: <K extends Keys<C, Plural>>(
      n: number,
      one: string,
      other: K,
      ...[values]: Values<Exclude<Named<K>, 'n'>, string | number>
    ): string => {
      const category = rules.select(n);
      const spanish = catalog?.[other];
      const form =
        typeof spanish === 'object'
          ? category === 'one'
            ? spanish.one
            : ((category === 'many' ? spanish.many : undefined) ?? spanish.other)
          : category === 'one'
            ? one
            : other;
      return fill(withoutRemark(form), { ...values, n });
    },
    /**
     * A text that was made elsewhere (a hint, a reason for a repeat, an error of the server) or lies in a policy: in
     * Spanish where it is known, word for word, as a text with names in it, or as a list of such texts; else as it came.
     */
    known,
  };
}

function withoutRemark(text: string): string {
  const at = text.indexOf('|');
  return at === -1 ? text : text.slice(0, at);
}

function patternOf(english: string, spanish: string) {
  const names = [...english.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const parts = withoutRemark(english)
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { pattern: new RegExp(`^${parts.join('(.+)')}$`, 'su'), names, spanish };
}
