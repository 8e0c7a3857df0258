import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, LOCALES } from './languages.ts';

/** One language's messages: ICU MessageFormat by `room.name`. */
export type Catalog = Readonly<Record<string, string>>;

/** The type of a placeholder's value: a number if the message counts or formats it, else text. */
type ValueOf<Format extends string> = Format extends 'plural' | 'selectordinal' ? number : string;

/**
 * An ICU message's placeholders as `[name, type of value]` pairs, parsed by the type checker. `Stack` says whether the
 * current text is a message (`text`) or the branches of a plural or select (`branches`).
 */
type Placeholders<
  S extends string,
  Stack extends readonly string[] = ['text'],
  Found = never,
> = S extends `${infer Before}{${infer After}`
  ? Before extends `${infer _}}${infer Rest}`
    ? Close<`${Rest}{${After}`, Stack, Found>
    : Open<After, Stack, Found>
  : S extends `${infer _}}${infer Rest}`
    ? Close<Rest, Stack, Found>
    : Found;
type Close<S extends string, Stack extends readonly string[], Found> = Stack extends readonly [
  ...infer Outer extends readonly string[],
  string,
]
  ? Placeholders<S, Outer, Found>
  : Found;
type Open<S extends string, Stack extends readonly string[], Found> = Stack extends readonly [
  ...(readonly string[]),
  'branches',
]
  ? Placeholders<S, [...Stack, 'text'], Found>
  : S extends `${infer Head}}${infer Rest}`
    ? Head extends `${infer Name}, ${infer Kind}`
      ? Kind extends 'number'
        ? Placeholders<Rest, Stack, Found | [Name, number]>
        : S extends `${infer _}, ${infer Format},${infer Branches}`
          ? Placeholders<Branches, [...Stack, 'branches'], Found | [Name, ValueOf<Format>]>
          : never
      : Placeholders<Rest, Stack, Found | [Head, string]>
    : Found;

/** The values a message needs; none when it has no placeholders. */
export type ValuesOf<Message extends string, Other = never> = {
  readonly [Pair in Placeholders<Message> as (Pair & [string, unknown])[0]]: (Pair & [string, unknown])[1] | Other;
};
/** Stored or sent in place of a sentence: its code and its parameters. */
export type Said = { readonly code: string; readonly params: object };
/**
 * `S` if the room `Room` of the catalog `C` has a message for each of its codes that accepts its parameters; else
 * `never`.
 */
type Sayable<C extends Catalog, Room extends string, S extends Said> = S extends unknown
  ? `${Room}.${S['code']}` extends infer Key extends keyof C
    ? S['params'] extends ValuesOf<C[Key]>
      ? S
      : never
    : never
  : never;
type Arguments<Message extends string> = [Placeholders<Message>] extends [never] ? [] : [values: ValuesOf<Message>];

/**
 * Looks up and formats a catalog's messages. A missing key or placeholder is a type error; `C` is the type of the English
 * catalog, whose keys every other language must match.
 */
export function createMessages<C extends Catalog>(english: C) {
  let language: Language = 'en';
  let catalog: Catalog = english;
  let parsed = new Map<string, IntlMessageFormat>();

  const message = (key: string): IntlMessageFormat => {
    const known = parsed.get(key);
    if (known !== undefined) return known;
    const made = new IntlMessageFormat(catalog[key] ?? '', LOCALES[language]);
    parsed.set(key, made);
    return made;
  };

  return {
    /** Changes the language; text already returned stays unchanged. */
    speak: (next: Language, messages: Readonly<Record<keyof C & string, string>>): void => {
      language = next;
      catalog = messages;
      parsed = new Map();
    },
    language: (): Language => language,
    locale: (): string => LOCALES[language],
    t: <K extends keyof C & string>(key: K, ...[values]: Arguments<C[K]>): string => {
      const text = catalog[key] ?? '';
      // Most messages are plain text and need no parser.
      if (values === undefined && !/[{'<]/.test(text)) return text;
      return String(message(key).format(values));
    },
    /**
     * The sentence for a code: the message `room.code` with the code's parameters. A missing message, or one that needs
     * other parameters, is a type error.
     */
    say: <Room extends string, S extends Said>(room: Room, { code, params }: S & Sayable<C, Room, S>): string =>
      String(message(`${room}.${code}`).format(params as Record<string, string | number>)),
    /** The message for a key built from codes that come from elsewhere; null when there is no such message. */
    sayIfThere: (key: string, values: Readonly<Record<string, string | number>>): string | null =>
      Object.hasOwn(english, key) ? String(message(key).format(values)) : null,
    /** A message with values that aren't text, such as React elements: its pieces in order. */
    pieces: <K extends keyof C & string, Part>(key: K, values: ValuesOf<C[K], Part>): (string | Part)[] => {
      const formatted = message(key).format<Part>(values);
      return Array.isArray(formatted) ? formatted : [formatted];
    },
  };
}
