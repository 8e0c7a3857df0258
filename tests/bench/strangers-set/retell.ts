import { DAY, HOUR, utc } from './clock.ts';
import type { Draw } from './draw.ts';
import { type Filed, file, onlyDays, telling, wrongPlace } from './file.ts';
import { type Loss, sceneOf, someThing } from './losses.ts';
import { ascii, type People, type Person } from './people.ts';
import { businessAt, crossing } from './places.ts';
import { misspelled, nameOf } from './tell.ts';

export type Retold = { filed: Filed; how: string[] };
type Told = { draw: Draw; people: People; loss: Loss; filed: Filed };
type Change = (told: Told) => void;

const who = ({ filed }: Told) => filed.facts.who;
const where = ({ filed }: Told) => filed.facts.where;
const first = ({ filed }: Told) => filed.facts.items[0];
const NICKNAMES: Readonly<Record<string, string>> = {
  Jose: 'Pepe',
  Francisco: 'Paco',
  Robert: 'Bob',
  William: 'Bill',
  Michael: 'Mike',
  Anthony: 'Tony',
  Jennifer: 'Jen',
  Daniel: 'Danny',
  Milagros: 'Millie',
  Wilfredo: 'Willie',
  Christopher: 'Chris',
  Jessica: 'Jessie',
  Matthew: 'Matt',
  Patricia: 'Pat',
  Rafael: 'Rafi',
  Nathan: 'Nate',
};

const wrongDigit = (draw: Draw, number: string) =>
  number.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + draw.whole(1, 9)) % 10));
const moved = (at: string, by: number) => new Date(Date.parse(at) + by).toISOString();

/** What differs when somebody tells it again. `!` as in the lists: kept back. */
const CHANGES: Readonly<Record<string, readonly [weight: number, change: Change]>> = {
  'other e-mail': [9, (on) => (who(on).email = on.people.mail(who(on).givenName, who(on).familyName))],
  'other phone': [7, (on) => (who(on).phone = on.people.phone())],
  'no phone': [5, (on) => (who(on).phone = null)],
  'no e-mail': [3, (on) => (who(on).email = null)],
  'no birth date': [6, (on) => (who(on).birthDate = null)],
  'no own address': [5, (on) => (who(on).address = null)],
  'name misspelled': [5, (on) => (who(on).familyName = misspelled(on.draw, who(on).familyName, 1))],
  nickname: [4, (on) => (who(on).givenName = NICKNAMES[who(on).givenName] ?? `${who(on).givenName[0]}.`)],
  'second family name': [
    4,
    (on) =>
      (who(on).familyName +=
        on.draw.pick([' ', '-']) + on.draw.pick(['Cruz', 'Rivera', 'Brown', 'Lopez', 'Davis', 'Ortiz'])),
  ],
  '!names swapped': [4, (on) => ([who(on).givenName, who(on).familyName] = [who(on).familyName, who(on).givenName])],
  '!other birth date': [
    4,
    (on) =>
      (who(on).birthDate = wrongDigit(on.draw, who(on).birthDate ?? '1980-01-11').replace(/\d\d$/, (day) =>
        Number(day) < 1 || Number(day) > 28 ? '11' : day,
      )),
  ],
  'times rounded': [
    8,
    ({ filed }) => (
      (filed.facts.when.from = filed.facts.when.from.replace(/:\d\d:00\.000/, ':00:00.000')), put(filed, 0)
    ),
  ],
  'a day off': [8, ({ draw, filed }) => put(filed, (draw.chance(0.6) ? -1 : 1) * DAY)],
  'only the day': [7, ({ filed, loss }) => (filed.facts.when = onlyDays(loss.from, loss.to, filed.told))],
  'morning for evening': [3, ({ filed }) => put(filed, -12 * HOUR)],
  '!a week off': [4, ({ filed }) => put(filed, -7 * DAY)],
  '!month wrong': [2, ({ filed }) => put(filed, -30 * DAY)],
  'place as corner': [
    7,
    (on) =>
      setPlace(
        on,
        `${on.draw.pick(['', 'corner of ', 'Corner '])}${on.loss.spot.street.name} ${on.draw.pick(['and', '&', 'at', '/'])} ${crossing(on.loss.spot)}`,
      ),
  ],
  'place as business': [
    6,
    (on) =>
      setPlace(
        on,
        `${on.draw.pick(['', 'across from ', 'next to ', 'behind '])}${on.loss.store?.name ?? businessAt(on.loss.spot)}`,
      ),
  ],
  'place misspelled': [7, (on) => (where(on).address = misspelled(on.draw, where(on).address, 0.8))],
  'no house number': [6, (on) => setPlace(on, where(on).address.replace(/^\d+ /, ''))],
  'wrong house number': [
    4,
    (on) =>
      (where(on).address = where(on).address.replace(/^\d+/, (number) =>
        String(Number(number) + on.draw.pick([-2, 2, 10, -10, 100])),
      )),
  ],
  '!wrong street': [3, (on) => setPlace(on, wrongPlace(on.draw, on.loss))],
  '!own address for the place': [4, (on) => setPlace(on, who(on).address ?? where(on).address)],
  '!other place type': [4, (on) => (where(on).placeType = 'other')],
  'value changed': [
    9,
    ({ draw, filed: { facts } }) =>
      [...facts.items, facts.fraud].forEach(
        (one) =>
          one !== null &&
          ('valueCents' in one
            ? (one.valueCents = again(draw, one.valueCents))
            : (one.amountCents = again(draw, one.amountCents))),
      ),
  ],
  'serial added': [
    5,
    (on) => onItem(on, (item) => (item.serialNumber = on.loss.things[0]?.serial ?? item.serialNumber)),
  ],
  'serial wrong': [
    5,
    (on) =>
      onItem(
        on,
        (item) => (item.serialNumber = item.serialNumber === null ? null : wrongDigit(on.draw, item.serialNumber)),
      ),
  ],
  'no brand': [5, (on) => onItem(on, (item) => ([item.brand, item.model] = [null, null]))],
  'no value': [4, ({ filed }) => filed.facts.items.forEach((item) => (item.valueCents = null))],
  'other color': [
    4,
    (on) => onItem(on, (item) => (item.color = on.draw.pick(['dark', 'light', 'negro', 'multi', 'grey']))),
  ],
  'one thing more': [6, (on) => addThing(on)],
  'one thing fewer': [4, ({ filed }) => filed.facts.items.length > 1 && filed.facts.items.pop()],
  '!all in one item': [
    4,
    ({ filed: { facts } }) =>
      facts.items.length > 0 &&
      (facts.items = [
        {
          ...blank,
          type: facts.items.map(({ type }) => type).join(' + '),
          valueCents: facts.items.reduce((sum, { valueCents }) => sum + (valueCents ?? 0), 0),
        },
      ]),
  ],
  '!brand in the name': [
    4,
    (on) => onItem(on, (item) => ((item.type = `${item.brand ?? ''} ${item.type}`.trim()), (item.brand = null))),
  ],
  '!repair for worth': [
    3,
    ({ filed }) =>
      filed.facts.items.forEach((item) => (item.valueCents = item.valueCents === null ? null : item.valueCents * 10)),
  ],
  'other title': [9, ({ draw, loss, filed }) => (filed.code = draw.pick(sceneOf(loss.scene).codes))],
  'other kind': [6, ({ filed }) => swapKind(filed)],
  'slips of the finger': [10, ({ draw, filed: { facts } }) => (facts.how = misspelled(draw, facts.how, 0.08))],
  '!no accents': [4, ({ filed: { facts } }) => (facts.how = ascii(facts.how))],
  '!pasted twice': [3, ({ filed: { facts } }) => (facts.how = `${facts.how}\n\n${facts.how}`)],
};

const blank = { type: '', brand: null, model: null, serialNumber: null, color: null, marks: null, valueCents: null };
const again = (draw: Draw, cents: number | null) =>
  cents === null ? null : Math.round((cents * draw.pick([0.5, 0.8, 0.9, 1.1, 1.2, 1.5, 2])) / 100) * 100;

function setPlace(on: Told, address: string): void {
  Object.assign(where(on), {
    address,
    unit: null,
    ...(on.draw.chance(0.5) ? { point: null, neighborhood: null } : {}),
  });
}
function onItem(on: Told, change: (item: Filed['facts']['items'][number]) => void): void {
  const item = first(on);
  if (item !== undefined) change(item);
}
/** Moves both ends, and keeps them in order and before the report. */
function put(filed: Filed, by: number): void {
  const { from, to } = filed.facts.when;
  const end = [moved(to, by), utc(filed.told)].sort()[0] ?? to;
  filed.facts.when = { from: [moved(from, by), end].sort()[0] ?? from, to: end };
}
function addThing({ draw, loss, filed }: Told): void {
  const keys = draw.allowed(sceneOf(loss.scene).things.split(' '));
  if (filed.facts.items.length === 0 || filed.kind === 'vandalism') return;
  const thing = someThing(draw, draw.pick(keys));
  filed.facts.items.push({
    ...blank,
    type: nameOf(draw, thing.key, filed.facts.who.language).replace(/^(?:el|la|los|las) /, ''),
    valueCents: thing.dollars * 100,
  });
  for (const item of filed.facts.items) item.valueCents = item.valueCents === null ? null : Math.round(item.valueCents);
}
/** Lost for stolen, or stolen for lost. */
function swapKind(filed: Filed): void {
  if (filed.kind === 'lost_property') Object.assign(filed, { kind: 'larceny', code: 'larceny_other' });
  else if (filed.kind === 'larceny' && filed.code === 'larceny_other')
    Object.assign(filed, { kind: 'lost_property', code: 'lost_property' });
}

/** A second report of the same loss: by the same person, or by another of the house or the business. */
export function retell(draw: Draw, people: People, loss: Loss, before: Filed, firstTeller: Person): Retold {
  const business = loss.store !== null || loss.actsFor !== null;
  const other = draw.chance(business ? 0.55 : 0.2);
  const teller = !other
    ? firstTeller
    : loss.store === null
      ? business
        ? people.person()
        : people.housemate(firstTeller)
      : loss.store.managers[1];
  const gap =
    draw.weighed([
      [0.02 + draw.next() * 0.5, 14],
      [1 + draw.next() * 20, 26],
      [24 + draw.next() * 120, 42],
      [150 + draw.next() * 550, 18],
    ]) * HOUR;
  const told = other
    ? Math.max(loss.told + HOUR * 0.2, before.told + (draw.next() - 0.2) * 48 * HOUR)
    : before.told + gap;
  const switched = !other && teller.speaksBoth && draw.chance(0.4);
  const language = switched ? (teller.language === 'en' ? 'es' : 'en') : teller.language;
  const said = telling(draw, teller, {
    language,
    of: other && !business ? 'house' : 'own',
    before: other ? (business ? null : 'spouse') : 'again',
    types: draw.chance(0.75) ? teller.types : draw.pick(['neat', 'phone'] as const),
  });
  const filed = file(draw, loss, teller, said, told);
  const how = [
    other ? (business ? 'colleague' : 'household') : 'same person',
    ...(before.facts.who.language === language ? [] : ['other language']),
    said.length,
  ];
  if (!other && !switched && draw.chance(0.28)) {
    // The form is filled in again from the text that the person kept.
    filed.facts.how = before.facts.how;
    filed.facts.items = structuredClone(before.facts.items);
    how.push('pasted');
  }
  // Most people type what they know of themselves the same way.
  if (!other && draw.chance(0.7)) filed.facts.who = { ...before.facts.who, language };
  const allowed = Object.entries(CHANGES).filter(([name]) => draw.kept || !name.startsWith('!'));
  const wanted = draw.weighed([
    [0, 10],
    [1, 22],
    [2, 28],
    [3, 22],
    [5, 12],
    [7, 6],
  ] as const);
  for (let i = 0; i < wanted; i++) {
    const [name, [, change]] = draw.weighed(allowed.map((one) => [one, one[1][0]] as const));
    const was = JSON.stringify(filed);
    change({ draw, people, loss, filed });
    if (JSON.stringify(filed) !== was && !how.includes(name)) how.push(name);
  }
  return { filed, how };
}
