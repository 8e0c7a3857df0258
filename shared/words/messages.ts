import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, LOCALES } from './languages.ts';

/**
 * One language's messages in ICU MessageFormat, with keys of the form `room.name`; the room is a section of the
 * catalog.
 */
export type Catalog = Readonly<Record<string, string>>;

/** The type of a placeholder's value: a number if the message uses it for plurals or ordinals, else text. */
type ValueOf<Format extends string> = Format extends 'plural' | 'selectordinal' ? number : string;

/**
 * An ICU message's placeholders as `[name, type of value]` pairs, parsed by the type checker. `Stack` tracks whether
 * the current text is a message (`text`) or the branches of a plural or select (`branches`).
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

/** The values that a message needs; an empty object type when it has no placeholders. */
export type ValuesOf<Message extends string, Other = never> = {
  readonly [Pair in Placeholders<Message> as (Pair & [string, unknown])[0]]: (Pair & [string, unknown])[1] | Other;
};
/** A code and its parameters, which are stored or sent instead of a sentence. */
export type Said = { readonly code: string; readonly params: object };
/**
 * `S`, if the catalog `C` has a message in the section `Room` for each of its codes and each message accepts the code's
 * parameters; otherwise `never`.
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
 * Looks up and formats a catalog's messages. A missing key or placeholder value is a type error. `C` is the type of the
 * English catalog; the catalogs of all other languages must have the same keys.
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
    /** Changes the language. Strings that were already returned stay in the previous language. */
    speak: (next: Language, messages: Readonly<Record<keyof C & string, string>>): void => {
      language = next;
      catalog = messages;
      parsed = new Map();
    },
    language: (): Language => language,
    locale: (): string => LOCALES[language],
    t: <K extends keyof C & string>(key: K, ...[values]: Arguments<C[K]>): string => {
      const text = catalog[key] ?? '';
      // Most messages are plain text and don't need the parser.
      if (values === undefined && !/[{'<]/.test(text)) return text;
      return String(message(key).format(values));
    },
    /**
     * The sentence for a code: formats the message `room.code` with the code's parameters. If the message is missing or
     * needs other parameters, it is a type error.
     */
    say: <Room extends string, S extends Said>(room: Room, { code, params }: S & Sayable<C, Room, S>): string =>
      String(message(`${room}.${code}`).format(params as Record<string, string | number>)),
    /**
     * The message for a key that isn't known at compile time, for example because it contains a code from a linkage
     * model; null when there is no such message.
     */
    sayIfThere: (key: string, values: Readonly<Record<string, string | number>>): string | null =>
      Object.hasOwn(english, key) ? String(message(key).format(values)) : null,
    /**
     * Formats a message whose placeholder values need not be strings but may be, for example, React elements; returns its
     * pieces in order.
     */
    pieces: <K extends keyof C & string, Part>(key: K, values: ValuesOf<C[K], Part>): (string | Part)[] => {
      const formatted = message(key).format<Part>(values);
      return Array.isArray(formatted) ? formatted : [formatted];
    },
  };
}
