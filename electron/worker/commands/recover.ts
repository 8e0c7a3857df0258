import type { JournalAnswer } from '#shared/api.ts';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';
import type { Output, Parsed } from '#shared/ipc.ts';
import type { OutboxRow, PairRow } from '#shared/ipc-shapes.ts';
import { encodeFrame, type Frame, JOURNAL_HEADER, liveFrames, readFrames } from '#shared/journal/frames.ts';
import type { RecoveredRow } from '#shared/journal/row.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';
import type { Journal } from '../journal/journal.ts';
import { type ActDeps, act } from './act.ts';
import { type PairDeps, recoverPair } from './decide-pair.ts';

export type RecoverDeps = { stores: Stores; api: ApiClient; journal: Journal; act: ActDeps; pair: PairDeps };

/** What one request carries; in base64 it stays below what the server takes. */
const BATCH_BYTES = 256 * 1024;

/**
 * Gets decisions back from a sealed journal: the server opens it, the officer confirms each, and a confirmed one goes
 * the way of every decision under the key that it had, so that what the server has already is never done twice.
 */
export function createRecovery({ stores, api, journal, act: acting, pair: pairing }: RecoverDeps) {
  const found = new Map<string, RecoveredRow>();

  async function open(given: Parsed<'journal.open'>): Promise<Output<'journal.open'>> {
    const frames = given.file === null ? journal.frames() : framesOf(Buffer.from(given.file, 'base64'));
    const answers: JournalAnswer[] = [];
    for (const file of batches(frames)) {
      answers.push(await api.call('openJournal', { body: { file: file.toString('base64') } }));
    }
    found.clear();
    // What lies in the outbox needs no recovery: this may be the very workstation that the file came from.
    const here = new Set([...stores.outbox.ids(), ...stores.pairOutbox.ids()]);
    for (const row of answers.flatMap(({ rows }) => rows)) if (!here.has(row.id)) found.set(row.id, row);
    const [done, dropped] = [answers.flatMap((one) => one.done), answers.flatMap((one) => one.dropped)];
    journal.bury([...done, ...dropped]);
    return {
      rows: [...found.values()],
      done: done.length,
      dropped: dropped.length,
      unreadable: answers.reduce((sum, one) => sum + one.unreadable, 0),
    };
  }

  /** @throws AppError stale_version, letter_changed, act_not_allowed: the officer must read anew and decide anew; newer_decision; not_here_yet. */
  function confirm(id: string): OutboxRow | PairRow {
    const row = found.get(id);
    if (row === undefined) throw new AppError('not_found');
    // While the cache is filled anew nobody knows whether the report is gone, or what was said of a pair since.
    const isHere = 'act' in row && stores.reports.get(row.reportId) !== null;
    if (!isHere && stores.meta.isFilling()) throw new AppError('not_here_yet');
    const saved =
      'act' in row
        ? act(acting, { reportId: row.reportId, act: row.act, seen: row.seen }, id)
        : recoverPair(pairing, row, api.aheadMs());
    found.delete(id);
    return saved;
  }

  /**
   * The workstation where it was made may still have it, and would send it: so the server is told first, and only what it
   * knows is buried here.
   * @throws AppError not_found when it was not opened; CallError where the server could not be told, or where that is not known.
   */
  async function discard(id: string): Promise<Output<'journal.discard'>> {
    const row = found.get(id);
    if (row === undefined) throw new AppError('not_found');
    // Meanwhile it must not be confirmed.
    found.delete(id);
    const reportId = 'act' in row ? row.reportId : row.reports[0];
    const { done } = await api
      .call('dropDecisions', { body: { decisions: [{ id, reportId }] } })
      .catch((error: unknown) => {
        found.set(id, row);
        throw error;
      });
    try {
      journal.bury([id]);
    } catch {
      // On a full disk. The server knows of it, and opened once more it is buried.
    }
    return { carriedOut: done.includes(id) };
  }

  return { open, confirm, discard };
}

function framesOf(bytes: Buffer): Frame[] {
  const read = readFrames(bytes);
  if (read === null) {
    throw new AppError('invalid_request', {
      detail: { code: 'not_a_journal', params: {} },
      fields: [plainFault('file', 'not_a_journal')],
    });
  }
  return [...liveFrames(read.frames).values()];
}

function batches(frames: readonly Frame[]): Buffer[] {
  const files: Buffer[] = [];
  let parts: Uint8Array[] = [];
  let bytes = 0;
  const flush = () => {
    if (parts.length > 0) files.push(Buffer.concat([JOURNAL_HEADER, ...parts]));
    parts = [];
    bytes = 0;
  };
  for (const record of frames.map(encodeFrame)) {
    if (bytes + record.length > BATCH_BYTES) flush();
    parts.push(record);
    bytes += record.length;
  }
  flush();
  return files;
}
