import type { Act } from '../domain/act.ts';
import type { LetterKind, Policy } from '../domain/policy.ts';
import type { Language } from '../domain/report.ts';
import { draftLetter, type Letter, letterFor, plainLetter, reminderLetter } from './letter.ts';
import type { LetterFacts } from './values.ts';

/** A sample letter of the given kind, created by the same functions as real ones. */
export function sampleLetter(policy: Policy, kind: LetterKind, language: Language): Letter {
  const report: LetterFacts = { ...REPORT, facts: { ...REPORT.facts, who: { ...REPORT.facts.who, language } } };
  switch (kind) {
    case 'confirm_address':
    case 'resume_draft':
      return draftLetter(kind, language, 7, policy);
    case 'received':
    case 'closed_no_answer':
    case 'appeal_received':
    case 'withdrawn':
      return plainLetter(kind, report, policy);
    case 'reminder':
      return reminderLetter(report, asking(policy), 5, policy);
    case 'approved':
    case 'rejected':
    case 'follow_up':
    case 'missed_call':
    case 'correction':
    case 'appeal_upheld':
    case 'appeal_granted': {
      const letter = letterFor(report, actOf(kind, policy), policy);
      if (letter === null) throw new Error(`no act produces the letter ${kind}`);
      return letter;
    }
  }
}

type Asking = Extract<Act, { kind: 'follow_up' }>;
const asking = ({ missingItems }: Policy): Asking => ({
  kind: 'follow_up',
  missing: missingItems.slice(0, 1).map(({ code }) => code),
  note: NOTE,
});

function actOf(
  kind: Exclude<LetterKind, Parameters<typeof plainLetter>[0] | Parameters<typeof draftLetter>[0] | 'reminder'>,
  policy: Policy,
): Act {
  switch (kind) {
    case 'approved':
      return { kind: 'approve', offenseCode: policy.offenses[0]?.code ?? '', note: NOTE };
    case 'rejected': {
      const reasonCode = policy.reasons[0]?.code ?? '';
      const duplicateOf = REPORT.trackingNumber;
      return { kind: 'reject', reasonCode, duplicateOf, namesDuplicate: true, note: NOTE };
    }
    case 'follow_up':
      return asking(policy);
    case 'missed_call':
      return { kind: 'log_call', outcome: 'no_answer', note: NOTE };
    case 'correction':
      return { kind: 'return', cause: '-', note: NOTE };
    case 'appeal_upheld':
      return { kind: 'uphold_appeal', note: NOTE };
    case 'appeal_granted':
      return { kind: 'grant_appeal', note: NOTE };
  }
}

const NOTE = '-';

const REPORT: LetterFacts = {
  trackingNumber: 'T26-000001-0',
  kind: 'larceny',
  corrections: [],
  facts: {
    who: {
      givenName: '-',
      familyName: '-',
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
