import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';
import type { Output, Parsed } from '#shared/ipc.ts';
import type { OutboxRow, PairRow } from '#shared/ipc-shapes.ts';
import { encodeFrame, type Frame, JOURNAL_HEADER, liveFrames, readFrames } from '#shared/journal/frames.ts';
import type { RecoveredRow } from '#shared/journal/row.ts';
import type { JournalAnswer } from '#shared/journal-api.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';
import type { Journal } from '../journal/journal.ts';
import { type ActDeps, act } from './act.ts';
import { type PairDeps, recoverPair } from './decide-pair.ts';

export type RecoverDeps = { stores: Stores; api: ApiClient; journal: Journal; act: ActDeps; pair: PairDeps };

/** Maximum size of one request; in base64 it stays below the server's limit. */
const BATCH_BYTES = 256 * 1024;

/**
 * Recovers decisions from a sealed journal: the server decrypts it and the officer confirms each decision. A confirmed
 * decision is then sent like any other, under its original key, so that the server never carries it out twice.
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
    // The journal may come from this same workstation. Decisions that are still in its outbox need no recovery.
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

  /**
   * @throws AppError stale_version, letter_changed or act_not_allowed when the officer must review and decide again;
   * newer_decision when there is a later decision about the pair; not_here_yet while the cache is being refilled.
   */
  function confirm(id: string): OutboxRow | PairRow {
    const row = found.get(id);
    if (row === undefined) throw new AppError('not_found');
    // While the cache is being refilled, it is unknown whether the report still exists, or what has since been decided
    // about a pair.
    const isHere = 'act' in row && stores.reports.get(row.reportId) !== null;
    if (!isHere && stores.meta.isFilling()) throw new AppError('not_here_yet');
    const saved =
      'act' in row
        ? act(acting, { reportId: row.reportId, act: row.act, seen: row.seen }, row)
        : recoverPair(pairing, row, api.aheadMs());
    found.delete(id);
    return saved;
  }

  /**
   * Discards a decision. The workstation where it was made may still have it and would send it, so the server is
   * notified first. Then the tombstone is written to this workstation's journal.
   * @throws AppError not_found when the journal that contains the decision was not opened; CallError when the server
   * was not notified, or may not have been.
   */
  async function discard(id: string): Promise<Output<'journal.discard'>> {
    const row = found.get(id);
    if (row === undefined) throw new AppError('not_found');
    // The decision must not be confirmed in the meantime.
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
      // The disk is full. The server knows that the decision was discarded, so the tombstone will be written the next
      // time the journal is opened.
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
