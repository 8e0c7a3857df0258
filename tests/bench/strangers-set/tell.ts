import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { saidDay, saidTime } from './clock.ts';
import type { Draw } from './draw.ts';
import { type Loss, sceneOf, type Thing } from './losses.ts';
import type { Language, Person } from './people.ts';
import { businessAt, crossing, said } from './places.ts';
import { THINGS } from './things.ts';

type Sections = Map<string, string[]>;
const read = (language: Language): Sections => {
  const file = fileURLToPath(new URL(`sentences.${language}.txt`, import.meta.url));
  const parts = readFileSync(file, 'utf8').split(/^# /m).slice(1);
  return new Map(
    parts.map((part) => {
      const [head = '', ...lines] = part.trim().split('\n');
      const name = head.replace(/ !$/, '');
      return [name, lines.map((line) => (head.endsWith(' !') && !line.startsWith('!') ? `! ${line}` : line))];
    }),
  );
};
export const SENTENCES = { en: read('en'), es: read('es') } as const;

export type Length = 'brief' | 'usual' | 'long';
export type Telling = {
  language: Language;
  length: Length;
  /** Whose things they are, if the teller is another person of the house. */
  of: 'own' | 'house';
  /** Words that say that this was told before. */
  before: 'again' | 'spouse' | null;
  types: Person['types'];
};

export function tell(draw: Draw, loss: Loss, how: Telling): string {
  const { language, length } = how;
  const sentences = (section: string) => draw.allowed(SENTENCES[language].get(section) ?? []);
  const one = (section: string) => fill(draw, draw.pick(sentences(section)), loss, how);
  const some = (section: string, n: number) =>
    // One who knows neither color nor brand doesn't describe it.
    shuffled(
      draw,
      sentences(section).filter(
        (line) => !line.includes('<desc>') || loss.things.some(({ brand, color }) => (brand ?? color) !== null),
      ),
    )
      .slice(0, n)
      .map((line) => fill(draw, line, loss, how));
  if (loss.store !== null && how.before === null && draw.chance(0.85)) {
    const templates = sentences('template');
    return smooth(fill(draw, templates[loss.store.template % templates.length] ?? '', loss, how));
  }
  const { kind } = sceneOf(loss.scene);
  const start = loss.store === null ? one(loss.scene) : one('template');
  const odd =
    loss.odd !== null && draw.chance(length === 'brief' ? 0.3 : 0.7)
      ? [choose(draw, loss.odd.split('/')[language === 'en' ? 0 : 1] ?? '')]
      : [];
  // A detail needs a serial number that the person knows.
  const details = some(
    `detail-${kind}`,
    loss.store !== null ? 0 : length === 'long' ? draw.whole(2, 4) : length === 'usual' ? draw.whole(0, 2) : 0,
  );
  const close = some(
    'close',
    length === 'long' ? draw.whole(1, 2) : draw.chance(length === 'usual' ? 0.5 : 0.15) ? 1 : 0,
  );
  const before = how.before !== null && draw.chance(0.45) ? [one(how.before)] : [];
  const middle = [...details.filter((line) => !line.includes('<')), ...odd];
  const all = draw.chance(0.3) ? [start, ...middle, ...before, ...close] : [...before, start, ...middle, ...close];
  return typed(draw, all, how.types, language);
}

const shuffled = (draw: Draw, list: string[]) =>
  list
    .map((one) => [draw.next(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);

/** Takes one of `{this|that}`. */
const choose = (draw: Draw, pattern: string) =>
  pattern.replace(/\{([^{}]*)\}/g, (_, inner: string) => draw.pick(inner.split('|')));

function fill(draw: Draw, pattern: string, loss: Loss, how: Telling): string {
  const { language } = how;
  const serial = loss.things.find((one) => one.serial !== null)?.serial ?? null;
  const slots: Record<string, () => string> = {
    mine: () => mine(draw, loss, how),
    desc: () => described(draw, loss.things[0], language),
    st: () => said(draw, loss.spot),
    at: () => at(draw, loss, language),
    day: () => saidDay(draw, loss.from, language),
    from: () => saidTime(draw, loss.from, language),
    to: () => saidTime(draw, loss.to, language),
    val: () =>
      money(
        draw,
        loss.things.reduce((sum, { dollars }) => sum + dollars, 0),
        language,
      ),
    amt: () => money(draw, loss.dollars, language),
    acct: () => loss.account.split('/')[language === 'en' ? 0 : 1] ?? '',
    few: () => draw.pick(['2', '3', '4', '5']),
    serial: () => serial ?? '<serial>',
  };
  return choose(draw, pattern).replace(/<(\w+)>/g, (_, name: string) => slots[name]?.() ?? '');
}

export function nameOf(draw: Draw, key: string, language: Language): string {
  const [en, es] = THINGS[key] ?? THINGS[`!${key}`] ?? [key, key];
  return draw.pick((language === 'en' ? en : es).split('/'));
}

function mine(draw: Draw, { things, store, dollars }: Loss, { language, of }: Telling): string {
  // What was sold or bought is no item of the report, but is the same in every telling.
  const traded = ['phone', 'console', 'bike', 'laptop'][Math.floor(dollars) % 4] ?? 'phone';
  const used = things.length > 0 ? things : [{ key: traded }];
  const [english, spanish] = draw.pick([
    ['my husband’s', 'mi esposo'],
    ['our', 'nosotros'],
    ['my wife’s', 'mi esposa'],
    ['my partner’s', 'mi pareja'],
  ] as const);
  const each = used.map(({ key }) => {
    const name = nameOf(draw, key, language);
    if (language === 'en') return store === null ? `${of === 'own' ? 'my' : english} ${name}` : name;
    if (store !== null) return name;
    return of === 'own' ? name.replace(/^(?:el|la) /, 'mi ').replace(/^(?:los|las) /, 'mis ') : `${name} de ${spanish}`;
  });
  return each.join(language === 'en' ? ' and ' : ' y ');
}

function described(draw: Draw, thing: Thing | undefined, language: Language): string {
  if (thing === undefined) return language === 'en' ? 'thing' : 'una cosa';
  const color = thing.color?.split('/')[language === 'en' ? 0 : 1] ?? '';
  const brand = thing.brand ?? '';
  const name = nameOf(draw, thing.key, language);
  const agrees = language === 'es' && name.startsWith('la') ? color.replace(/o$/, 'a') : color;
  return (language === 'en' ? [color, brand, name] : [name, brand, agrees]).filter((one) => one !== '').join(' ');
}

function at(draw: Draw, { spot, store }: Loss, language: Language): string {
  const [on, by, corner] = language === 'en' ? ['on', 'by', 'corner of'] : ['en la', 'por', 'esquina de'];
  const { number, street } = spot;
  return draw.pick([
    `${on} ${said(draw, spot)}`,
    language === 'en' ? `at ${number} ${said(draw, spot)}` : `en el ${number} de ${said(draw, spot)}`,
    `${by} ${store?.name ?? businessAt(spot)}`,
    `${corner} ${street.name} ${language === 'en' ? 'and' : 'y'} ${crossing(spot)}`,
    language === 'en' ? `in front of ${number} ${street.name}` : `frente al ${number} ${street.name}`,
  ]);
}

function money(draw: Draw, dollars: number, language: Language): string {
  const round = Math.round(dollars);
  return language === 'en'
    ? draw.pick([`$${round}`, `${round} dollars`, `$${dollars.toFixed(2)}`, `${round} bucks`, `about $${round}`])
    : draw.pick([`$${round}`, `${round} dólares`, `${round} pesos`, `$${dollars.toFixed(2)}`]);
}

/** As the person types: neatly, in capitals, without a breath, or on a phone. */
function typed(draw: Draw, lines: readonly string[], types: Person['types'], language: Language): string {
  const clean = lines.map((line) => smooth(line).trim());
  const ended = clean.map((line) => (/[.!?]$/.test(line) ? line : `${line}.`));
  if (types === 'shouting')
    return ended
      .join(' ')
      .replace(/\.(?= |$)/g, draw.chance(0.5) ? '!!' : '.')
      .toUpperCase();
  if (types === 'breathless')
    return clean
      .map((line) => line.replace(/[.!?]+$/, ''))
      .join(draw.pick(['', ',', language === 'en' ? ' and' : ' y']).concat(' '))
      .toLowerCase();
  if (types === 'phone')
    return ended
      .join(draw.pick([' ', '\n']))
      .replace(/[’']/g, '')
      .replace(/\.$/, '')
      .toLowerCase();
  return ended.map((line) => line.charAt(0).toUpperCase() + line.slice(1)).join(' ');
}

/** Takes out what stands twice where two phrases meet, as in "on on Monday". */
const smooth = (line: string) =>
  line
    .replace(/\b(on|el|como|at) \1\b/gi, '$1')
    .replace(/\b(between|from|until|til|by|since|around|dropped at) at\b/gi, '$1')
    .replace(/\bde el\b/g, 'del')
    .replace(/\b(approximately|about|more or less|at about) (?:at|around|about|like) /gi, '$1 ')
    .replace(/\b(como|más o menos|a eso de|tipo) (?:como |a eso de |tipo )/gi, '$1 ')
    .replace(/\bon last\b/gi, 'last')
    .replace(/\bin the at\b/gi, 'at')
    .replace(/\bde de\b/g, 'de')
    .replace(/\s+([.,!])/g, '$1')
    .replace(/([.,])(?=[.,])/g, '');

/** Slips of the finger in some words. */
export function misspelled(draw: Draw, text: string, share: number): string {
  return text.replace(/\p{L}{4,}/gu, (word) => {
    if (!draw.chance(share)) return word;
    const i = draw.whole(1, word.length - 2);
    const [a, b] = [word[i] ?? '', word[i + 1] ?? ''];
    return word.slice(0, i) + draw.pick([b + a, b, a + a + b]) + word.slice(i + 2);
  });
}
