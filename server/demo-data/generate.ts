import { trackingNumber } from '#shared/domain/ids.ts';
import type { AttachmentMeta, Facts, ReportKind } from '#shared/domain/report.ts';
import { createClock } from './calendar.ts';
import { type Followed, follow, type Origin } from './duplicates.ts';
import { makeIncident, type Stage } from './incident.ts';
import { createPeople } from './people.ts';
import { createPhotoBook, PHOTO_COUNT, PHOTO_HEIGHT, PHOTO_WIDTH, type PhotoBook } from './photos.ts';
import { createPlaces } from './places.ts';
import { createRandom, type Random, uuidAt } from './random.ts';
import type { DemoWorld } from './resources.ts';
import { kindOfTitle } from './scenes.ts';
import { type Entry, isRepeat, type Relation, schedule, seedling } from './schedule.ts';
import { createStores } from './stores.ts';
import { tellIncident } from './telling.ts';
import { createHand } from './typing.ts';
import type { Screened } from './words/screened.ts';

/** An earlier report that this one is related to. `sibling` means that both are duplicates of the same third report. */
export type TruePair = { id: string; trackingNumber: string; relation: Relation | 'sibling' };

export type SeedReport = {
  id: string;
  trackingNumber: string;
  kind: ReportKind;
  offenseCode: string;
  receivedAt: Date;
  facts: Facts;
  attachments: AttachmentMeta[];
  /** Ground truth, known only to the generator and not part of the report itself. */
  truth: { screened: Screened | null; wrongTitle: string | null; pairs: readonly TruePair[] };
};

export type Order = {
  count: number;
  seed: number;
  /** No report is received at or after this instant. */
  until: Date;
  timeZone?: string;
  /** The last serial issued in a year, if there are reports already. */
  lastSerial?: (year: number) => number;
  photos?: PhotoBook;
};

type Kept = { origin: Origin; open: number; told: { id: string; trackingNumber: string; relation: Relation | null }[] };

/**
 * Generates reports in order of receipt. The same `order` and `world` always yield the same reports, byte for byte. Each
 * report is reduced to what later reports need, so memory use stays small for any number of reports.
 */
export function* generateReports(order: Order, world: DemoWorld): Generator<SeedReport, void, void> {
  const { count, seed, until } = order;
  const clock = createClock(order.timeZone ?? 'America/New_York');
  const places = createPlaces(world);
  const people = createPeople(world, places, clock);
  const stores = createStores(places, people);
  const photos = order.photos ?? createPhotoBook();
  const stage: Stage = { places, clock };
  const entries = schedule(count, seed, until.getTime(), clock);
  const followers = countFollowers(entries);
  const kept = new Map<number, Kept>();
  const serials = new Map<number, number>();

  const nextNumber = (ms: number): string => {
    const { year } = clock.local(ms);
    const serial = (serials.get(year) ?? order.lastSerial?.(year) ?? 0) + 1;
    serials.set(year, serial);
    return trackingNumber(year, serial);
  };

  for (const entry of entries) {
    const at = Math.floor(entry.at);
    const chance = createRandom(seed + entry.nth, entry.base + 0x4000_0000);
    const before = kept.get(entry.base);
    const told =
      entry.relation === null || before === undefined
        ? firstTelling(entry, at)
        : follow(entry.relation, before.origin, at, entry.base * 3 + entry.nth, stage, people, chance);
    const id = uuidAt(at, chance);
    const number = nextNumber(at);
    const pairs = before === undefined || entry.relation === null ? [] : pairsOf(before, entry.relation);
    const report: SeedReport = {
      id,
      trackingNumber: number,
      kind: kindOfTitle(told.offenseCode),
      offenseCode: told.offenseCode,
      receivedAt: new Date(at),
      facts: told.facts,
      attachments: attach(told, at, photos, chance),
      truth: {
        screened: told.screened,
        wrongTitle: told.offenseCode === told.incident.scene.offenseCode ? null : told.incident.scene.offenseCode,
        pairs,
      },
    };
    remember(entry, told, { id, trackingNumber: number, relation: entry.relation });
    yield report;
  }

  function firstTelling(entry: Entry, at: number): Followed {
    const { scene, screened, random } = seedling(seed, entry.base);
    const incident = makeIncident(scene, at, stage, random);
    const hand = createHand(random);
    const store = scene.code === 'shoplifting' && random.chance(0.85) ? stores.pick(random) : null;
    const who = store?.reporter ?? people.person(entry.base * 3, at, random);
    const happened = store === null ? incident : { ...incident, house: store.house };
    const wrong = random.chance(0.04) && scene.otherTitles.length > 0;
    const facts = tellIncident(happened, { who, hand, at, screened, mode: 'victim' }, clock, random);
    return {
      incident: happened,
      facts,
      hand,
      screened,
      offenseCode: wrong ? random.pick(scene.otherTitles) : scene.offenseCode,
    };
  }

  function remember(entry: Entry, told: Followed, as: Kept['told'][number]): void {
    if (entry.relation === null) {
      const open = followers.get(entry.base) ?? 0;
      if (open > 0) kept.set(entry.base, { origin: told, open, told: [as] });
      return;
    }
    const one = kept.get(entry.base);
    if (one === undefined) return;
    one.told.push(as);
    one.open -= 1;
    if (one.open === 0) kept.delete(entry.base);
  }
}

function countFollowers(entries: readonly Entry[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { base, relation } of entries) if (relation !== null) counts.set(base, (counts.get(base) ?? 0) + 1);
  return counts;
}

/**
 * Pairs a later report with the first report and with that report's earlier followers. Two followers that aren't
 * duplicates are not paired with each other.
 */
function pairsOf({ told }: Kept, relation: Relation): TruePair[] {
  const repeats = isRepeat(relation);
  const pairs: TruePair[] = [];
  for (const one of told) {
    const common = { id: one.id, trackingNumber: one.trackingNumber };
    if (one.relation === null) pairs.push({ ...common, relation });
    else if (isRepeat(one.relation)) pairs.push({ ...common, relation: repeats ? 'sibling' : relation });
    else if (repeats) pairs.push({ ...common, relation: one.relation });
  }
  return pairs;
}

const PHOTO_SHARE = { vandalism: 0.45, larceny: 0.14, lost_property: 0.06, fraud: 0.12 } as const;

function attach(told: Followed, at: number, photos: PhotoBook, random: Random): AttachmentMeta[] {
  const attachments: AttachmentMeta[] = [];
  if (!random.chance(PHOTO_SHARE[told.incident.scene.kind])) return attachments;
  const first = random.int(100, 9899);
  for (let i = random.int(1, 3); i > 0; i--) {
    const { bytes, sha256 } = photos.photo(random.int(0, PHOTO_COUNT - 1));
    attachments.push({
      id: uuidAt(at, random),
      name: `IMG_${first + i}.png`,
      mediaType: 'image/png',
      bytes: bytes.length,
      sha256,
      view: { mediaType: 'image/png', bytes: bytes.length, sha256, width: PHOTO_WIDTH, height: PHOTO_HEIGHT },
      receivedAt: new Date(at).toISOString(),
    });
  }
  return attachments;
}
