import { trackingNumber } from '#shared/domain/ids.ts';
import type { Report } from '#shared/domain/report.ts';
import { FIRST, HOUR, LAST, midnight, utc } from './clock.ts';
import { Draw } from './draw.ts';
import { type Filed, file, telling } from './file.ts';
import { type Loss, laterBy, type Store, sceneOf, someLoss, someThing, storeLoss } from './losses.ts';
import { People } from './people.ts';
import { businessAt, homeSpot, nearby, nextDoor } from './places.ts';
import { retell } from './retell.ts';

export { SEEDS } from './draw.ts';

/** What is true of the reports, by their ids. */
export type Truth = {
  /** Every incident, that is one owner's loss, with the reports that describe it. */
  incidents: { id: string; reports: string[] }[];
  /** Pairs that belong together; `how` says in what they differ, or what relates them. Other pairs are neither. */
  pairs: { a: string; b: string; kind: 'duplicate' | 'related'; how: string[] }[];
  /** Reports that look alike and describe different incidents. */
  lookAlikes: { how: string; reports: string[] }[];
};

type Case = { loss: Loss; tellings: { filed: Filed; how: string[]; id: string }[] };

/** Shares of the reports. What is left is told once, by somebody who resembles nobody on purpose. */
const SHARES = {
  stores: 0.035,
  landlords: 0.008,
  duplicates: 0.05,
  related: 0.04,
  again: 0.012,
  unlucky: 0.02,
  sameStreet: 0.022,
  sameName: 0.008,
  sameThing: 0.02,
  household: 0.008,
};

/**
 * Makes the set of a seed: the same seed and count always make the same set. Only `SEEDS.KEPT` uses the sentences,
 * things and changes that are marked with `!`.
 */
export function strangersSet(seed: number, count: number): { reports: Report[]; truth: Truth } {
  return new Maker(seed, count).set();
}

class Maker {
  readonly #draw: Draw;
  readonly #people: People;
  readonly #count: number;
  readonly #cases: Case[] = [];
  readonly #related: { how: string; cases: Case[] }[] = [];
  readonly #alike: { how: string; cases: Case[] }[] = [];
  #reports = 0;

  constructor(seed: number, count: number) {
    this.#draw = new Draw(seed);
    this.#people = new People(this.#draw);
    this.#count = count;
  }

  set() {
    this.#fill(SHARES.stores, () => this.#store());
    this.#fill(SHARES.landlords, () => this.#landlord());
    this.#fill(SHARES.related, () => this.#relate());
    this.#fill(SHARES.duplicates, () => this.#duplicate());
    this.#fill(SHARES.again, () => this.#again());
    this.#fill(SHARES.unlucky, () => this.#unlucky());
    this.#fill(SHARES.sameStreet, () => this.#sameStreet());
    this.#fill(SHARES.sameName, () => this.#sameName());
    this.#fill(SHARES.sameThing, () => this.#sameThing());
    this.#fill(SHARES.household, () => this.#household());
    // A few say that they told it before: on the phone, or in a form that was never sent.
    while (this.#reports < this.#count)
      this.#file(someLoss(this.#draw, this.#people.person()), this.#draw.chance(0.012) ? 'again' : null);
    return this.#finished();
  }

  #fill(share: number, make: () => void): void {
    const until = Math.min(this.#count, this.#reports + Math.round(share * this.#count));
    // The largest of these groups must not go beyond the count.
    while (this.#reports < until - 1) make();
  }

  #file(loss: Loss, before: 'again' | null = null): Case {
    const filed = file(this.#draw, loss, loss.owner, telling(this.#draw, loss.owner, { before }));
    const made: Case = { loss, tellings: [{ filed, how: [], id: '' }] };
    this.#cases.push(made);
    this.#reports++;
    return made;
  }

  #tellAgain(made: Case): void {
    const before = made.tellings[0]?.filed;
    if (before === undefined) return;
    const { filed, how } = retell(this.#draw, this.#people, made.loss, before, made.loss.owner);
    made.tellings.push({ filed, how, id: '' });
    this.#reports++;
  }

  #duplicate(): void {
    const draw = this.#draw;
    const once = () =>
      draw.pick(
        this.#cases.filter(
          ({ tellings, loss }) => tellings.length === 1 && (loss.actsFor !== null || draw.chance(0.2)),
        ),
      );
    // Some are of a store's many incidents, or of one that is related to others.
    const made = draw.chance(0.14) ? once() : this.#file(someLoss(draw, this.#people.person()));
    this.#tellAgain(made);
    if (draw.chance(0.1)) this.#tellAgain(made);
  }

  #relate(): void {
    const draw = this.#draw;
    const person = () => this.#people.person();
    const one = someLoss(draw, person(), {
      scene: draw.pick(['window', 'keyed', 'tires', 'fromcar', 'carparts', 'graffiti']),
    });
    const how = draw.weighed([
      ['street at night', 45],
      ['one porch', 20],
      ['series', 35],
    ] as const);
    const n = draw.weighed([
      [2, 62],
      [3, 25],
      [4, 13],
    ] as const);
    const losses: Loss[] = [one];
    if (how === 'one porch') {
      const home = homeSpot(draw);
      const tenants = Array.from({ length: n }, (_, i) =>
        this.#people.person({ home, homeTown: 'Hartford', unit: `Apt ${i + 1}` }),
      );
      const first = someLoss(draw, tenants[0] ?? person(), { scene: 'package' });
      losses.splice(
        0,
        1,
        ...tenants.map((owner) =>
          someLoss(draw, owner, {
            scene: 'package',
            from: first.from + draw.whole(0, 3) * HOUR,
            to: first.to + draw.whole(0, 6) * (HOUR / 2),
            spot: home,
            unit: owner.unit,
            odd: first.odd,
          }),
        ),
      );
    }
    while (losses.length < n) {
      const last = losses.at(-1) ?? one;
      const owner = person();
      const shift = how === 'series' ? laterBy(draw, 0, 2, 20) : 0;
      const from = last.from + shift + (how === 'series' ? draw.whole(-2, 2) * HOUR : draw.whole(-3, 2) * (HOUR / 2));
      losses.push(
        someLoss(draw, owner, {
          scene: one.scene,
          from,
          to:
            how === 'series'
              ? from + draw.whole(4, 10) * HOUR
              : Math.max(from, one.to + draw.whole(-2, 6) * (HOUR / 2)),
          spot: how === 'series' ? nearby(draw, one.spot) : nextDoor(draw, one.spot),
          unit: null,
          placeType: one.placeType,
          odd: one.odd,
        }),
      );
    }
    this.#related.push({ how, cases: losses.map((loss) => this.#file(loss)) });
  }

  #store(): void {
    const draw = this.#draw;
    const spot = homeSpot(draw);
    const name = businessAt(spot);
    const manager = () => this.#people.person({ home: spot, homeTown: 'Hartford', unit: null });
    const things = draw.allowed(sceneOf('store').things.split(' '));
    const store: Store = {
      name,
      spot,
      managers: [manager(), manager()],
      template: draw.whole(0, 11),
      things: [draw.pick(things), draw.pick(things)],
    };
    const most = Math.max(2, Math.min(Math.round(this.#count / 200), draw.whole(10, 50)));
    const every = (LAST - FIRST) / most;
    this.#alike.push({
      how: 'store',
      cases: Array.from({ length: most }, (_, i) =>
        this.#file(
          storeLoss(
            draw,
            store,
            midnight(FIRST + (i + draw.next()) * every) + draw.whole(9, 21) * HOUR + draw.whole(0, 11) * 300_000,
          ),
        ),
      ),
    });
  }

  #landlord(): void {
    const draw = this.#draw;
    const owner = this.#people.person();
    const actsFor = {
      name: `${owner.family} ${draw.pick(['Realty LLC', 'Properties', 'Management', 'Apartments LLC'])}`,
      relation: draw.pick(['owner', 'property manager', 'landlord']),
    };
    const buildings = [homeSpot(draw), homeSpot(draw), nearby(draw, owner.home)];
    const cases = Array.from({ length: draw.whole(3, 8) }, () =>
      this.#file(
        someLoss(draw, owner, {
          scene: draw.pick(['graffiti', 'housewin', 'mailbox', 'yard', 'tools']),
          actsFor,
          spot: draw.pick(buildings),
          unit: null,
        }),
      ),
    );
    this.#alike.push({ how: 'landlord', cases });
  }

  /** The same happens to the same person at the same place some weeks later. */
  #again(): void {
    const one = someLoss(this.#draw, this.#people.person(), {
      scene: this.#draw.pick(['package', 'fromcar', 'window', 'card', 'ebt', 'yard', 'tires']),
    });
    const from = laterBy(this.#draw, one.from, 3, 60);
    const next = someLoss(this.#draw, one.owner, {
      scene: one.scene,
      from,
      spot: one.spot,
      unit: one.unit,
      placeType: one.placeType,
      odd: null,
    });
    this.#alike.push({ how: 'again', cases: [one, next].map((loss) => this.#file(loss)) });
  }

  #unlucky(): void {
    const owner = this.#people.person();
    const n = this.#draw.weighed([
      [2, 70],
      [3, 22],
      [5, 8],
    ] as const);
    this.#alike.push({
      how: 'unlucky',
      cases: Array.from({ length: n }, () => this.#file(someLoss(this.#draw, owner))),
    });
  }

  /** Other people's other things, on the same street the same day. */
  #sameStreet(): void {
    const draw = this.#draw;
    const one = someLoss(draw, this.#people.person(), {
      scene: draw.pick(['package', 'fromcar', 'bike', 'wallet', 'tools', 'keyed']),
    });
    const scene = draw.pick(
      ['bag', 'keys', 'lostphone', 'cart', 'laundry', 'housewin', 'bar', 'mailbox', 'bus'].filter(
        (name) => name !== one.scene,
      ),
    );
    const from = one.from + draw.whole(-5, 5) * HOUR;
    const next = someLoss(draw, this.#people.person(), { scene, from, spot: nextDoor(draw, one.spot, 60), unit: null });
    this.#alike.push({ how: 'same street', cases: [one, next].map((loss) => this.#file(loss)) });
  }

  #sameName(): void {
    const draw = this.#draw;
    const one = someLoss(draw, this.#people.person());
    const { given, family, language } = one.owner;
    const owner = this.#people.person({ given, family, language });
    const from = laterBy(draw, one.from, 0, 20);
    this.#alike.push({
      how: 'same name',
      cases: [one, someLoss(draw, owner, { scene: one.scene, from })].map((loss) => this.#file(loss)),
    });
  }

  /** Two black iPhones within a day or two, in one neighborhood. */
  #sameThing(): void {
    const draw = this.#draw;
    const [scene, key] = draw.pick([
      ['lostphone', 'phone'],
      ['package', 'shoes'],
      ['bar', 'phone'],
      ['bus', 'wallet'],
      ['wallet', 'wallet'],
      ['fromcar', 'backpack'],
      ['package', 'clothes'],
      ['carparts', 'wheels'],
      ['bike', 'bike'],
    ] as const);
    const thing = { ...someThing(draw, key), serial: null, color: 'black/negro' };
    const one = someLoss(draw, this.#people.person(), { scene, things: [thing] });
    const next = someLoss(draw, this.#people.person(), {
      scene,
      from: one.from + draw.whole(-30, 30) * HOUR,
      spot: nearby(draw, one.spot),
      unit: null,
      things: [{ ...thing, dollars: draw.chance(0.5) ? thing.dollars : someThing(draw, key).dollars }],
    });
    this.#alike.push({ how: 'same thing', cases: [one, next].map((loss) => this.#file(loss)) });
  }

  #household(): void {
    const one = someLoss(this.#draw, this.#people.person());
    const other = this.#people.housemate(one.owner);
    const next = someLoss(this.#draw, other, { from: laterBy(this.#draw, one.from, 0, 40) });
    this.#alike.push({ how: 'household', cases: [one, next].map((loss) => this.#file(loss)) });
  }

  #finished(): { reports: Report[]; truth: Truth } {
    const tellings = this.#cases.flatMap((made) => made.tellings).sort((a, b) => a.filed.told - b.filed.told);
    const serials = new Map<number, number>();
    const reports = tellings.map((telling) => {
      const receivedAt = utc(telling.filed.told);
      const year = Number(receivedAt.slice(0, 4));
      const serial = (serials.get(year) ?? 0) + 1;
      serials.set(year, serial);
      telling.id = this.#id(receivedAt);
      return asReport(telling.filed, telling.id, receivedAt, trackingNumber(year, serial));
    });
    return { reports, truth: this.#truth() };
  }

  /** A UUID of version 7. */
  #id(at: string): string {
    const time = Date.parse(at).toString(16).padStart(12, '0');
    const some = (digits: number) =>
      this.#draw
        .whole(0, 16 ** digits - 1)
        .toString(16)
        .padStart(digits, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${some(3)}-${this.#draw.pick(['8', '9', 'a', 'b'])}${some(3)}-${some(6)}${some(6)}`;
  }

  #truth(): Truth {
    const ids = (made: Case) => made.tellings.map(({ id }) => id);
    const incidents = this.#cases.map((made, i) => ({ id: `incident-${i + 1}`, reports: ids(made) }));
    const duplicates = this.#cases.flatMap(({ tellings }) =>
      pairsOf(tellings).map(([a, b]) => ({
        a: a.id,
        b: b.id,
        kind: 'duplicate' as const,
        how: [...new Set([...a.how, ...b.how])],
      })),
    );
    const related = this.#related.flatMap(({ how, cases }) =>
      pairsOf(cases).flatMap(([x, y]) =>
        ids(x).flatMap((a) => ids(y).map((b) => ({ a, b, kind: 'related' as const, how: [how] }))),
      ),
    );
    const lookAlikes = this.#alike.map(({ how, cases }) => ({ how, reports: cases.flatMap(ids) }));
    return { incidents, pairs: [...duplicates, ...related], lookAlikes };
  }
}

const pairsOf = <T>(list: readonly T[]): [T, T][] =>
  list.flatMap((a, i) => list.slice(i + 1).map((b): [T, T] => [a, b]));

function asReport({ kind, code, facts }: Filed, id: string, at: string, number: string): Report {
  return {
    id,
    trackingNumber: number,
    kind,
    state: 'submitted',
    version: 1,
    receivedAt: at,
    changedAt: at,
    offenseCode: code,
    caseNumber: null,
    facts,
    attachments: [],
    history: [{ at, kind: 'submitted', by: null, event: { code: 'filed', params: {} }, note: null, letter: null }],
    corrections: [],
    assignedTo: null,
    claim: null,
    decidedBy: null,
  };
}
