import { type AuditContent, canonicalJson } from '#shared/audit/row.ts';
import type { ActRequest } from '#shared/domain/act.ts';
import type { HistoryEvent } from '#shared/domain/history-event.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { Letter } from '#shared/letters/letter.ts';
import type { AuditAction } from '../audit/catalog.ts';
import { auditHash } from '../audit/chain.ts';
import { type Live, sha256 } from './live.ts';
import { photoFileId } from './photos.ts';
import type { Batch, Value } from './rows.ts';

const SOURCE = 'demo-data';

const emptyBatch = (): Batch => ({
  report: [],
  letter: [],
  act: [],
  privateLink: [],
  audit: [],
  caseNumber: [],
  attachment: [],
});

/**
 * Gathers rows, with the values in the order of `COLUMNS`. The rows of a report in progress are held back until the
 * report is complete.
 * @param audit the last entry of the audit chain.
 * @param host host name for the Message-ID of letters.
 */
export function gatherRows({ audit, host }: { audit: { seq: number; hash: string }; host: string }) {
  const tail = { ...audit };
  let batch = emptyBatch();

  return {
    audit: (
      at: string,
      actor: string,
      action: AuditAction,
      target: string | null,
      detail: AuditContent['detail'],
      source = SOURCE,
    ): void => {
      const seq = tail.seq + 1;
      const hash = auditHash(tail.hash, { seq, at, actor, action, target, outcome: 'success', source, detail });
      const told = JSON.stringify(detail);
      batch.audit.push([seq, at, actor, action, target, 'success', source, told, tail.hash, hash]);
      tail.seq = seq;
      tail.hash = hash;
    },

    letter: (
      live: Live,
      { id, letter, ...times }: { id: string; letter: Letter; queuedAt: string; sentAt: string | null },
    ): void => {
      live.letters.push([
        id,
        live.row.id,
        letter.kind,
        letter.language,
        live.row.facts.who.email,
        letter.subject,
        letter.text,
        letter.html,
        `<${id}@${host}>`,
        times.queuedAt,
        times.sentAt,
        times.sentAt === null ? 0 : 1,
      ]);
    },

    /** Call this after the report has been updated with the act. */
    act: (
      live: Live,
      one: {
        id: string;
        request: ActRequest;
        officer: Officer;
        event: HistoryEvent;
        at: string;
        letterId: string | null;
      },
    ): void => {
      const { row } = live;
      const { request, officer } = one;
      const { act, seen } = request;
      live.acts.push([
        one.id,
        sha256(canonicalJson({ reportId: row.id, officer: officer.id, request })),
        row.id,
        officer.id,
        act.kind,
        JSON.stringify(one.event),
        act.note,
        JSON.stringify(act),
        JSON.stringify(seen),
        one.at,
        row.version,
        act.kind === 'approve' ? row.caseNumber : null,
        one.letterId,
      ]);
    },

    caseNumber: (row: Value[]): void => void batch.caseNumber.push(row),

    /** Call this when nothing more will happen to the report. */
    complete: (live: Live): void => {
      const { row } = live;
      batch.report.push([
        row.id,
        row.trackingNumber,
        row.kind,
        row.state,
        row.version,
        row.receivedAt,
        row.changedAt,
        row.offenseCode,
        row.caseNumber,
        JSON.stringify(row.facts),
        JSON.stringify(row.history),
        JSON.stringify(row.attachments),
        JSON.stringify(live.notice),
        row.decidedBy,
        row.duplicateOf ?? null,
      ]);
      for (const one of row.attachments) {
        const { id, name, mediaType, bytes, sha256: hash, view, receivedAt } = one;
        const told = JSON.stringify(view);
        batch.attachment.push([id, row.id, photoFileId(hash), name, mediaType, bytes, hash, told, receivedAt]);
      }
      batch.letter.push(...live.letters);
      batch.act.push(...live.acts);
      for (const link of live.links) batch.privateLink.push([...link, live.linkUsed]);
    },

    /** Returns the rows completed so far and removes them from this collection. */
    take: (): Batch => {
      const taken = batch;
      batch = emptyBatch();
      return taken;
    },
  };
}
