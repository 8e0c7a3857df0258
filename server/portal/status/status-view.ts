import { mayAppeal } from '#shared/domain/appeals.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import { mayWrite, messagesOf, openableFiles } from '#shared/domain/messages.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { promisedAnswer } from '#shared/domain/promised-answer.ts';
import { replyDay } from '#shared/domain/reply-terms.ts';
import type { Report, ReportState } from '#shared/domain/report.ts';
import { isOpen, mayBeFound } from '#shared/domain/workflow.ts';
import { LATER } from '#shared/letters/letter.ts';
import { deliveryChannel } from '#shared/letters/mail-address.ts';

/** `unneeded`: closed by an officer because nobody needs it, such as a duplicate. */
export type StatusStage = Exclude<ReportState, 'draft' | 'submitted'> | 'waiting' | 'unneeded';

/** A step of a report's history that the reporter can see. Officers' internal notes and assignments are left out. */
export type Step =
  | 'submitted'
  | 'asked'
  | 'reminded'
  | 'late'
  | 'mailed'
  | 'called'
  | 'answered'
  | 'added'
  | 'wrote'
  | 'written'
  | 'found'
  | 'approved'
  | 'rejected'
  | 'unneeded'
  | 'returned'
  | 'withdrawn'
  | 'closed'
  | 'appealed'
  | 'appeal_decided';

export type StatusAct = 'answer' | 'message' | 'again' | 'add' | 'found' | 'appeal' | 'withdraw' | 'copy';

export type StatusView = {
  stage: StatusStage;
  /**
   * The day (YYYY-MM-DD) by which the agency promised to respond, and the number of business days left; negative when
   * overdue.
   */
  promise: { by: string; left: number } | null;
  /** The last day on which the person can answer. */
  answerBy: string | null;
  steps: readonly { step: Step; at: Date }[];
  /** Links in `text` are replaced by the placeholders in `LATER`. */
  letters: readonly { id: string; at: Date; kind: string; subject: string; text: string }[];
  /** What the agency and the person wrote to each other; `by` is the officer's name, null for the person. */
  messages: readonly {
    at: Date;
    by: string | null;
    text: string;
    /** The IDs of the files that came with it. */
    files: readonly string[];
    /** The IDs of those files from an officer that the person may open, because no malware was found in them. */
    openable: readonly string[];
  }[];
  acts: readonly StatusAct[];
  /** How the person gets what the agency writes. */
  way: ReturnType<typeof deliveryChannel>;
  /** Whether the person can expect to hear from the agency. */
  awaitsNews: boolean;
};

/**
 * Returns what a report's page shows at a given time. Pure.
 * @param passesOn whether this report is a duplicate whose primary report is still open, so that additions are passed
 * on to the primary report.
 */
export function statusView(report: Report, policy: Policy, now: Date, passesOn: boolean): StatusView {
  const { state, history } = report;
  const acts = actsOf(report, passesOn);
  const openable = new Set(openableFiles(report).map(({ id }) => id));
  return {
    stage: stageOf(report, policy),
    promise: promisedAnswer(report, policy, now),
    answerBy: replyDay(report, { timeZone: policy.agency.timeZone, holidays: policy.holidays }),
    steps: history.flatMap((entry) => {
      const step = stepOf(entry, policy);
      return step === null ? [] : [{ step, at: new Date(entry.at) }];
    }),
    letters: history.flatMap(({ kind, at, letter }) =>
      letter?.text == null || kind === 'letter_sent' || kind === 'letter_failed'
        ? []
        : [{ ...letter, text: letter.text, at: new Date(at) }],
    ),
    messages: messagesOf(report).map((entry) => {
      const { at, by, note } = entry;
      const files = sentWith(report, entry);
      return { at: new Date(at), by, text: note ?? '', files, openable: files.filter((id) => openable.has(id)) };
    }),
    acts,
    way: deliveryChannel(knownFacts(report).who),
    awaitsNews: state === 'approved' || (state !== 'awaiting_citizen' && acts.includes('message')),
  };
}

/**
 * Returns the files that came with a history entry. New files are always added at the end, so counts per entry are
 * enough.
 */
function sentWith({ history, attachments }: Pick<Report, 'history' | 'attachments'>, entry: HistoryEntry): string[] {
  const countOf = ({ event: { code, params } }: HistoryEntry): number => {
    const { files = 0 } = params as { files?: number | readonly unknown[] };
    // A duplicate's files stay with the duplicate, so they don't count here.
    if (code.startsWith('duplicate_')) return 0;
    return typeof files === 'number' ? files : files.length;
  };
  const later = history.slice(history.indexOf(entry) + 1).reduce((sum, one) => sum + countOf(one), 0);
  const end = attachments.length - later;
  return attachments.slice(Math.max(0, end - countOf(entry)), Math.max(0, end)).map(({ id }) => id);
}

function stageOf({ state, history }: Report, policy: Policy): StatusStage {
  if (state === 'submitted' || state === 'draft') return 'waiting';
  const decided = history.findLast(({ kind }) => kind === 'rejected');
  return state === 'rejected' && decided !== undefined && isUnneeded(decided, policy) ? 'unneeded' : state;
}

/** Whether a rejection's letter says that the report was closed, rather than that it could not be approved. */
function isUnneeded({ event: { params } }: HistoryEntry, { reasons }: Policy): boolean {
  return 'reasonCode' in params && reasons.some(({ code, closed }) => closed && code === params.reasonCode);
}

const STEPS: Partial<Record<HistoryEntry['kind'], Step>> = {
  submitted: 'submitted',
  follow_up: 'asked',
  reminded: 'reminded',
  answered: 'answered',
  added: 'added',
  approved: 'approved',
  rejected: 'rejected',
  returned: 'returned',
  withdrawn: 'withdrawn',
  closed: 'closed',
  appealed: 'appealed',
  appeal_decided: 'appeal_decided',
};

function stepOf(entry: HistoryEntry, policy: Policy): Step | null {
  const { kind, by, letter, event } = entry;
  if (kind === 'rejected' && isUnneeded(entry, policy)) return 'unneeded';
  if (event.code === 'found') return 'found';
  if (event.code === 'told_late') return 'late';
  // Leave out the records system's number, which is internal to the agency.
  if (event.code === 'rms_number') return null;
  if (event.code === 'link_mailed') return 'mailed';
  if (kind === 'message') return by === null ? 'wrote' : 'written';
  // Leave out a call that reached the person, because they know about it; a missed call comes with a letter.
  if (kind === 'contact') return letter === null ? null : 'called';
  return STEPS[kind] ?? null;
}

function actsOf(report: Report, passesOn: boolean): StatusAct[] {
  const { state, history } = report;
  const acts: StatusAct[] = [];
  if (state === 'approved') acts.push('copy');
  const decided = history.findLast(({ kind }) => kind === 'rejected');
  if (state === 'rejected' && decided?.letter?.text?.includes(LATER.newReport)) acts.push('again');
  if (state === 'awaiting_citizen' || state === 'closed_no_answer') acts.push('answer');
  else if (isOpen(state) || passesOn) acts.push('add');
  if (mayWrite(report)) acts.push('message');
  if (mayBeFound(report)) acts.push('found');
  if (mayAppeal(report)) acts.push('appeal');
  if (isOpen(state)) acts.push('withdraw');
  return acts;
}
