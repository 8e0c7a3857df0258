import { openCache } from '#electron/db/open.ts';
import { createStores } from '#electron/db/stores.ts';
import { verifyAudit } from '#server/db/audit.ts';
import type { Db } from '#server/db/open.ts';
import type { DeskLine, DeskOrder } from './desk-lines.ts';

export type FaultCounts = {
  /** Decisions that were shown as saved, and those of them that were about two reports. */
  saved: number;
  pairs: number;
  carriedOut: number;
  takenBack: number;
  /** In conflict or refused, and decided anew by the officer; or a later word about the same pair took its held place. */
  replaced: number;
  /** Which decision about a pair took whose place, as the cache noted it in the transaction that did so. */
  tookPlace: { id: string; of: string; unsaid: boolean }[];
  /** Those that the server would not take and that an officer still sees. */
  needYou: number;
  /** Given back by a sealed journal: confirmed, or to be decided anew because the report had changed. */
  recovered: number;
  decidedAnew: number;
  /** The kill fell while they were taken back or replaced, and nobody heard whether they were: at most a few for each kill. */
  open: number;
  /** Shown as saved, and now nowhere. */
  lost: string[];
  /** Carried out more than once. */
  doubled: string[];
  /** Carried out although the officer was told that it was taken back. */
  sentAfterUndo: string[];
  /** Carried out although nobody was about to decide it. */
  unexplained: string[];
  letters: number;
  /** Letters that belong to no act, or to more than one. */
  lettersTwice: number;
  /** Lives that ended by a fault instead of a kill, by its code. */
  failures: string[];
  cachesCorrupt: number;
  auditOk: boolean;
};

type Desk = { cache: DeskOrder['open']; lines: readonly DeskLine[] };

/** Looks for every decision where it must be, and for what must not be there. */
export async function tally(db: Db, desks: readonly Desk[]): Promise<FaultCounts> {
  const acts = await db.selectFrom('act').select(['id', 'report_id', 'officer_id', 'letter_id']).execute();
  const successes = new Map<string, number>();
  const audited = await db
    .selectFrom('audit')
    .select(['detail', 'outcome'])
    .where((of) => of.or([of('action', 'like', 'report.%'), of('action', '=', 'pair.decide')]))
    .execute();
  for (const { detail, outcome } of audited) {
    const { act, pair } = detail as { act?: string; pair?: string };
    const key = act ?? pair;
    if (outcome === 'success' && key !== undefined) successes.set(key, (successes.get(key) ?? 0) + 1);
  }
  const fates = new Map<string, string>();
  for (const { detail, outcome } of audited) {
    const { act, pair, code } = detail as { act?: string; pair?: string; code?: string };
    if (outcome === 'failure') fates.set(act ?? pair ?? '', code ?? 'refused');
  }
  const pairs = await db.selectFrom('pair_decision').select('id').execute();
  const carriedOut = new Set([...acts, ...pairs].map((one) => one.id));
  const counts: FaultCounts = {
    saved: 0,
    pairs: 0,
    carriedOut: 0,
    takenBack: 0,
    replaced: 0,
    tookPlace: [],
    needYou: 0,
    recovered: 0,
    decidedAnew: 0,
    open: 0,
    lost: [],
    doubled: [...successes].filter(([, times]) => times > 1).map(([id]) => id),
    sentAfterUndo: [],
    unexplained: [],
    ...(await countLetters(db, acts)),
    failures: desks.flatMap(({ lines }) => lines.flatMap((line) => (line.say === 'failed' ? [line.code] : []))),
    cachesCorrupt: desks.filter(({ cache }) => !isWhole(cache)).length,
    auditOk: (await verifyAudit(db)).ok,
  };
  for (const { cache, lines } of desks) {
    const here = shownToOfficer(cache);
    const ids = (say: DeskLine['say']) =>
      new Set(lines.flatMap((line) => (line.say === say && 'id' in line ? [line.id] : [])));
    const [saved, takingBack, takenBack] = [ids('saved'), beingTakenBack(lines), ids('taken_back')];
    const [recovered, anew, replaced] = [ids('recovered'), ids('recovered_for_anew'), ids('replaced')];
    const pairs = ids('saved_pair');
    const successors = successorsOf(lines);
    counts.saved += saved.size + pairs.size;
    counts.pairs += pairs.size;
    counts.recovered += recovered.size;
    counts.decidedAnew += anew.size;
    for (const [of, id] of successors) counts.tookPlace.push({ id, of, unsaid: !pairs.has(id) });
    type Fate = 'carriedOut' | 'takenBack' | 'needYou' | 'replaced' | 'open' | 'anew' | 'lost';
    const fateOf = (id: string): Fate => {
      if (carriedOut.has(id)) return 'carriedOut';
      if (takenBack.has(id)) return 'takenBack';
      if (here.has(id)) return 'needYou';
      if (replaced.has(id)) return 'replaced';
      // The officer was told to decide it anew.
      if (anew.has(id)) return 'anew';
      if (takingBack.has(id)) return 'open';
      // Whatever took its place must itself be somewhere, or both are lost.
      const successor = successors.get(id);
      return successor === undefined || fateOf(successor) === 'lost' ? 'lost' : 'replaced';
    };
    for (const id of [...saved, ...pairs]) {
      const fate = fateOf(id);
      if (fate === 'lost') {
        const by = successors.get(id);
        const why = by === undefined ? (fates.get(id) ?? 'never refused') : `its place was taken by ${by}`;
        counts.lost.push(`${id}${pairs.has(id) ? ', a pair' : ''} (${why})`);
      } else if (fate !== 'anew') counts[fate] += 1;
    }
    // One that came back from the journal of a deleted cache was taken back in the cache that was deleted.
    for (const id of takenBack) if (carriedOut.has(id) && !recovered.has(id)) counts.sentAfterUndo.push(id);
    counts.unexplained.push(...withoutCause(acts, cache.officer.id, saved, lines));
  }
  return counts;
}

/** Acts of an officer beyond those that were saved, and beyond those whose kill fell before the window could say so. */
function withoutCause(
  acts: readonly { id: string; report_id: string; officer_id: string }[],
  officer: string,
  saved: ReadonlySet<string>,
  lines: readonly DeskLine[],
): string[] {
  const unsaid = new Map<string, number>();
  const change = (report: string, by: number) => unsaid.set(report, (unsaid.get(report) ?? 0) + by);
  for (const line of lines) {
    if (line.say === 'deciding') change(line.reportId, 1);
    if (line.say === 'saved' || line.say === 'not_saved') change(line.reportId, -1);
  }
  return acts
    .filter((one) => one.officer_id === officer && !saved.has(one.id))
    .filter((one) => {
      const open = unsaid.get(one.report_id) ?? 0;
      if (open > 0) change(one.report_id, -1);
      return open <= 0;
    })
    .map((one) => one.id);
}

async function countLetters(db: Db, acts: readonly { letter_id: string | null }[]) {
  const letters = await db.selectFrom('letter').select('id').where('kind', '!=', 'received').execute();
  const times = new Map<string, number>();
  for (const { letter_id: id } of acts) if (id !== null) times.set(id, (times.get(id) ?? 0) + 1);
  return { letters: letters.length, lettersTwice: letters.filter(({ id }) => times.get(id) !== 1).length };
}

/** What was about to be taken back or replaced when the kill fell: nobody heard whether it was. */
function beingTakenBack(lines: readonly DeskLine[]): Set<string> {
  const open = new Set<string>();
  for (const line of lines) {
    if (line.say === 'taking_back') open.add(line.id);
    if (line.say === 'too_late') open.delete(line.id);
  }
  return open;
}

/** Of each decision about a pair that gave way while it was held: the one to which it gave way. */
function successorsOf(lines: readonly DeskLine[]): Map<string, string> {
  const successors = new Map<string, string>();
  for (const line of lines)
    if (line.say === 'saved_pair' || line.say === 'holds_pair' || line.say === 'recovered')
      for (const former of line.replaces) successors.set(former, line.id);
  return successors;
}

/** Decisions that the outbox shows as in conflict or refused; what waits should have been sent by now. */
function shownToOfficer(cache: DeskOrder['open']): Set<string> {
  const { db, outbox, pairOutbox } = createStores(openCache(cache));
  const shown = [...outbox.list(), ...pairOutbox.list()].filter(
    ({ state }) => state === 'conflict' || state === 'refused',
  );
  db.close();
  return new Set(shown.map(({ id }) => id));
}

/** Every page has its checksum, and every table and index agree. */
function isWhole({ path, keyHex }: DeskOrder['open']): boolean {
  const db = openCache({ path, keyHex });
  try {
    return db.pragma('integrity_check', { simple: true }) === 'ok';
  } finally {
    db.close();
  }
}
