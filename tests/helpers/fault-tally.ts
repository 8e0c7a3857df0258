import { openCache } from '#electron/worker/db/open.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import { verifyAudit } from '#server/db/audit.ts';
import type { Db } from '#server/db/open.ts';
import { aboutPair, type DeskLine, type DeskOrder } from './desk-lines.ts';
import { isWhole } from './whole-cache.ts';

export type FaultCounts = {
  /** Decisions that were shown as saved; `pairs` are those of them that were about two reports. */
  saved: number;
  pairs: number;
  carriedOut: number;
  takenBack: number;
  /**
   * Decisions in conflict or refused that the officer decided again, and held decisions that a later decision about the
   * same pair replaced.
   */
  replaced: number;
  /** Which decision about a pair replaced which, as the cache recorded it in the same transaction. */
  tookPlace: { id: string; of: string; unsaid: boolean }[];
  /** Decisions that the server refused and that are still shown to an officer. */
  needYou: number;
  /**
   * Decisions recovered from a sealed journal. `recovered` were confirmed; `decidedAgain` could not be confirmed and
   * have to be decided again. `againBy` counts these by error code.
   */
  recovered: number;
  decidedAgain: number;
  againBy: Record<string, number>;
  /**
   * Decisions that were being undone or replaced at a kill, so the outcome was never reported: at most a few per kill.
   */
  open: number;
  /** Decisions that were shown as saved, but are now found nowhere. */
  lost: string[];
  /** Decisions that were carried out more than once. */
  doubled: string[];
  /** Decisions that were carried out although the officer was notified that they were undone. */
  sentAfterUndo: string[];
  /** Decisions that a journal returned although the officer was told that they were undone or replaced. */
  backAfterUndo: string[];
  /**
   * Decisions that were carried out, in the outbox, or returned by a journal, although no officer was about to make
   * them.
   */
  unexplained: string[];
  letters: number;
  /** Letters that belong to no act, or to more than one. */
  lettersTwice: number;
  /**
   * Error codes of lives that ended with a fault instead of a kill, and of recovered decisions that were refused for no
   * known reason.
   */
  failures: string[];
  /** The last cache of each workstation. */
  cachesChecked: number;
  cachesCorrupt: number;
  auditOk: boolean;
};

/**
 * Why a recovered decision can no longer be confirmed as it was: its report changed, another decision that was
 * confirmed earlier rules it out, or there is a newer decision about the pair. In a run the policy stays the same and
 * no report is deleted, so there can be no other reason.
 */
const AGAIN = ['stale_version', 'act_not_allowed', 'newer_decision'];

type Desk = { cache: DeskOrder['open']; lines: readonly DeskLine[] };

/** Looks for every decision where it must be, and for anything that must not be there. */
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
  const pairs = await db.selectFrom('pair_decision').select(['id', 'left_id', 'right_id', 'officer_id']).execute();
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
    decidedAgain: 0,
    againBy: {},
    open: 0,
    lost: [],
    doubled: [...successes].filter(([, times]) => times > 1).map(([id]) => id),
    sentAfterUndo: [],
    backAfterUndo: [],
    unexplained: [],
    ...(await countLetters(db, acts)),
    failures: desks.flatMap(({ lines }) => lines.flatMap(faultOf)),
    cachesChecked: desks.length,
    cachesCorrupt: desks.filter(({ cache }) => !isWhole(cache)).length,
    auditOk: (await verifyAudit(db)).ok,
  };
  for (const { cache, lines } of desks) {
    const here = shownToOfficer(cache);
    const ids = (say: DeskLine['say']) =>
      new Set(lines.flatMap((line) => (line.say === say && 'id' in line ? [line.id] : [])));
    const [saved, takingBack, takenBack] = [ids('saved'), beingTakenBack(lines), ids('taken_back')];
    const [recovered, again, replaced] = [ids('recovered'), toDecideAgain(lines), ids('replaced')];
    const savedPairs = ids('saved_pair');
    const successors = successorsOf(lines);
    counts.saved += saved.size + savedPairs.size;
    counts.pairs += savedPairs.size;
    counts.recovered += recovered.size;
    counts.decidedAgain += again.size;
    for (const code of again.values()) counts.againBy[code] = (counts.againBy[code] ?? 0) + 1;
    for (const [of, id] of successors) counts.tookPlace.push({ id, of, unsaid: !savedPairs.has(id) });
    type Fate = 'carriedOut' | 'takenBack' | 'needYou' | 'replaced' | 'open' | 'again' | 'lost';
    const fateOf = (id: string): Fate => {
      if (carriedOut.has(id)) return 'carriedOut';
      if (takenBack.has(id)) return 'takenBack';
      if (here.has(id)) return 'needYou';
      if (replaced.has(id)) return 'replaced';
      // The officer was told to decide it again.
      if (again.has(id)) return 'again';
      if (takingBack.has(id)) return 'open';
      // The decision that replaced it must itself be found, or both are lost.
      const successor = successors.get(id);
      return successor === undefined || fateOf(successor) === 'lost' ? 'lost' : 'replaced';
    };
    for (const id of [...saved, ...savedPairs]) {
      const fate = fateOf(id);
      if (fate === 'lost') {
        const by = successors.get(id);
        const why = by === undefined ? (fates.get(id) ?? 'never refused') : `its place was taken by ${by}`;
        counts.lost.push(`${id}${savedPairs.has(id) ? ', a pair' : ''} (${why})`);
      } else if (fate !== 'again') counts[fate] += 1;
    }
    for (const id of takenBack) if (carriedOut.has(id)) counts.sentAfterUndo.push(id);
    counts.backAfterUndo.push(...backAfterUndo(lines));
    const by = (one: { officer_id: string }) => one.officer_id === cache.officer.id;
    const own = [
      ...acts.filter(by).map(({ id, report_id: about }) => ({ id, about })),
      ...pairs.filter(by).map(({ id, left_id, right_id }) => ({ id, about: aboutPair([left_id, right_id]) })),
    ];
    counts.unexplained.push(...withoutCause(own, lines));
  }
  return counts;
}

/**
 * Returns decisions that appear in the outbox, in a journal or on the server although no one was about to make them. If
 * a kill came before the window could report a decision, it explains one such decision about the same reports, and no
 * other.
 */
function withoutCause(carriedOut: readonly { id: string; about: string }[], lines: readonly DeskLine[]): string[] {
  const open = new Map<string, number>();
  const known = new Set<string>();
  const unexplained: string[] = [];
  const change = (about: string, by: number) => open.set(about, (open.get(about) ?? 0) + by);
  const explain = ({ id, about }: { id: string; about: string }): void => {
    if (known.has(id)) return;
    known.add(id);
    if ((open.get(about) ?? 0) > 0) change(about, -1);
    else unexplained.push(id);
  };
  for (const line of lines) {
    if (line.say === 'deciding') change(line.about, 1);
    else if (line.say === 'not_saved') change(line.about, -1);
    else if ('id' in line && 'about' in line) explain(line);
  }
  for (const one of carriedOut) explain(one);
  return unexplained;
}

/**
 * Returns decisions that a journal gave back too late. An entry that leaves the outbox gets its tombstone before the
 * officer is told, so no journal may return it. Reads the lines in the order in which they were written, across all
 * lives and caches of a workstation.
 */
function backAfterUndo(lines: readonly DeskLine[]): string[] {
  const gone = new Set<string>();
  const back: string[] = [];
  for (const line of lines) {
    if ((line.say === 'recovered' || line.say === 'not_recovered') && gone.has(line.id)) back.push(line.id);
    if (line.say === 'taken_back' || line.say === 'replaced') gone.add(line.id);
    if (line.say === 'saved_pair' || line.say === 'recovered') for (const former of line.replaces) gone.add(former);
  }
  return back;
}

/** Returns the decisions that the officer was told to make again, with the error code. */
function toDecideAgain(lines: readonly DeskLine[]): Map<string, string> {
  return new Map(
    lines.flatMap((line) =>
      line.say === 'not_recovered' && AGAIN.includes(line.code) ? [[line.id, line.code] as const] : [],
    ),
  );
}

function faultOf(line: DeskLine): string[] {
  if (line.say === 'failed') return [line.code];
  if (line.say !== 'not_recovered' || AGAIN.includes(line.code)) return [];
  return [`${line.id} was given back and not taken up again: ${line.code}`];
}

async function countLetters(db: Db, acts: readonly { letter_id: string | null }[]) {
  const letters = await db.selectFrom('letter').select('id').where('kind', '!=', 'received').execute();
  const times = new Map<string, number>();
  for (const { letter_id: id } of acts) if (id !== null) times.set(id, (times.get(id) ?? 0) + 1);
  return { letters: letters.length, lettersTwice: letters.filter(({ id }) => times.get(id) !== 1).length };
}

/** Returns decisions that were about to be undone or replaced at the kill; the outcome was never reported. */
function beingTakenBack(lines: readonly DeskLine[]): Set<string> {
  const open = new Set<string>();
  for (const line of lines) {
    if (line.say === 'taking_back') open.add(line.id);
    if (line.say === 'too_late') open.delete(line.id);
  }
  return open;
}

/** Returns, for each held decision about a pair that was replaced, the decision that replaced it. */
function successorsOf(lines: readonly DeskLine[]): Map<string, string> {
  const successors = new Map<string, string>();
  for (const line of lines)
    if (line.say === 'saved_pair' || line.say === 'holds_pair' || line.say === 'recovered')
      for (const former of line.replaces) successors.set(former, line.id);
  return successors;
}

/**
 * Returns decisions that the outbox shows as in conflict or refused; everything waiting should have been sent by now.
 */
function shownToOfficer(cache: DeskOrder['open']): Set<string> {
  const { db, outbox, pairOutbox } = createStores(openCache(cache));
  const shown = [...outbox.list(), ...pairOutbox.list()].filter(
    ({ state }) => state === 'conflict' || state === 'refused',
  );
  db.close();
  return new Set(shown.map(({ id }) => id));
}
