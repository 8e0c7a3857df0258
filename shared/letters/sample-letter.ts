import type { Act } from '../domain/act.ts';
import type { LetterKind, Policy } from '../domain/policy.ts';
import { lastAsked } from './blocks.ts';
import { draftLetter, type Letter, letterFor, plainLetter, reminderLetter } from './letter.ts';
import type { LetterFacts } from './values.ts';

/** The choices that an officer would make. Without `reasonCode`, the policy's first reason is used. */
type SampleChoices = { note: string; reasonCode?: string | undefined };

/**
 * A letter of the given kind to a report's reporter, in the reporter's language, created by the same functions as real
 * ones.
 * @throws UnknownPlaceholder
 */
export function sampleLetter(policy: Policy, kind: LetterKind, report: LetterFacts, choices: SampleChoices): Letter {
  switch (kind) {
    case 'confirm_address':
    case 'resume_draft':
      return draftLetter(kind, report.facts.who.language, policy.times.confirmDays, policy);
    case 'received':
    case 'appeal_received':
    case 'withdrawn':
    case 'added':
    case 'late':
    case 'link_again':
      return plainLetter(kind, report, policy);
    case 'closed_no_answer':
      return plainLetter(kind, asked(policy, report, choices), policy);
    case 'reminder':
      return reminderLetter(report, asking(policy, report, choices), 5, policy);
    case 'approved':
    case 'rejected':
    case 'follow_up':
    case 'missed_call':
    case 'message':
    case 'correction':
    case 'appeal_upheld':
    case 'appeal_granted': {
      const letter = letterFor(asked(policy, report, choices), actOf(kind, policy, report, choices), policy);
      if (letter === null) throw new Error(`no act produces the letter ${kind}`);
      return letter;
    }
  }
}

type Asking = Extract<Act, { kind: 'follow_up' }>;

/**
 * Asks for the first two items for the report's kind, or the first two of all items if an unfinished policy has none
 * for that kind.
 */
function asking({ missingItems }: Policy, { kind }: LetterFacts, { note }: SampleChoices): Asking {
  const fitting = missingItems.filter(({ kinds }) => kinds.includes(kind));
  const missing = (fitting.length === 0 ? missingItems : fitting).slice(0, 2).map(({ code }) => code);
  return { kind: 'follow_up', missing, note };
}

/** The report after a follow-up, as letters that repeat its items need it. */
function asked(policy: Policy, report: LetterFacts, choices: SampleChoices): LetterFacts {
  if (lastAsked(report.history) !== null) return report;
  const { missing } = asking(policy, report, choices);
  const params = { missing, replyDays: policy.limits.replyDays, countIn: policy.times.countIn };
  return { ...report, history: [...report.history, { kind: 'follow_up', event: { code: 'asked', params } }] };
}

function actOf(
  kind: Exclude<LetterKind, Parameters<typeof plainLetter>[0] | Parameters<typeof draftLetter>[0] | 'reminder'>,
  policy: Policy,
  report: LetterFacts,
  choices: SampleChoices,
): Act {
  const { note } = choices;
  switch (kind) {
    case 'approved': {
      const offense = policy.offenses.find((one) => one.kind === report.kind) ?? policy.offenses[0];
      return { kind: 'approve', offenseCode: offense?.code ?? '', note };
    }
    case 'rejected': {
      const reason = policy.reasons.find(({ code }) => code === choices.reasonCode) ?? policy.reasons[0];
      const duplicateOf = reason?.needsDuplicateOf === true ? report.trackingNumber : null;
      return { kind: 'reject', reasonCode: reason?.code ?? '', duplicateOf, namesDuplicate: true, note };
    }
    case 'follow_up':
      return asking(policy, report, choices);
    case 'missed_call':
      return { kind: 'log_call', outcome: 'no_answer', note };
    case 'message':
      return { kind: 'message', note };
    case 'correction':
      return { kind: 'return', cause: '-', note };
    case 'appeal_upheld':
      return { kind: 'uphold_appeal', note };
    case 'appeal_granted':
      return { kind: 'grant_appeal', note };
  }
}

/** A made-up report to check and preview letters with. Without an e-mail address, its letters are printed. */
export const MADE_UP_REPORT: LetterFacts = {
  trackingNumber: 'T26-000001-0',
  caseNumber: null,
  kind: 'larceny',
  offenseCode: null,
  corrections: [],
  history: [],
  facts: {
    who: {
      givenName: 'Jane',
      familyName: 'Doe',
      birthDate: null,
      email: null,
      phone: null,
      address: null,
      language: 'en',
      preferredContact: 'letter',
      bestTime: null,
      actsFor: null,
    },
    items: [],
    fraud: null,
    when: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' },
    where: { address: '-', unit: null, city: '-', neighborhood: null, placeType: null, point: null },
    how: '-',
  },
};
