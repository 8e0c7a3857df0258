import { createHash } from 'node:crypto';
import type { Act } from '#shared/domain/act.ts';
import { inLanguage } from '#shared/domain/by-language.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { Letter } from '#shared/letters/letter.ts';
import type { SeedReport } from './generate.ts';
import type { Step } from './life.ts';
import type { Random } from './random.ts';
import type { Rows } from './rows.ts';

/** A report in progress: its current state, and the rows held back until it is complete. */
export type Live = {
  row: Report;
  notice: Record<string, unknown>;
  steps: Step[];
  random: Random;
  /** Number of this report's events that are still in the queue. */
  open: number;
  letters: Rows;
  acts: Rows;
  links: Rows;
  linkUsed: string | null;
};

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export function historyLetter(id: string, letter: Letter): NonNullable<HistoryEntry['letter']> {
  return { id, kind: letter.kind, subject: letter.subject, text: letter.text };
}

export const HISTORY_KIND: Partial<Record<Act['kind'], HistoryEntry['kind']>> = {
  approve: 'approved',
  reject: 'rejected',
  follow_up: 'follow_up',
  log_call: 'contact',
};

export function newLive(report: SeedReport, policy: Policy, random: Random): Live {
  const receivedAt = report.receivedAt.toISOString();
  const { language } = report.facts.who;
  return {
    row: {
      id: report.id,
      trackingNumber: report.trackingNumber,
      kind: report.kind,
      state: 'submitted',
      version: 1,
      receivedAt,
      changedAt: receivedAt,
      offenseCode: report.offenseCode,
      caseNumber: null,
      facts: report.facts,
      attachments: report.attachments,
      history: [],
      corrections: [],
      assignedTo: null,
      claim: null,
      decidedBy: null,
    },
    notice: {
      version: policy.notice.version,
      language,
      text: inLanguage(policy.notice.text, policy, language),
      acceptedAt: receivedAt,
    },
    steps: [],
    random,
    open: 0,
    letters: [],
    acts: [],
    links: [],
    linkUsed: null,
  };
}
