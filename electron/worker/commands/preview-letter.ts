import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Language, Report } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import type { Output, Parsed } from '#shared/ipc.ts';
import { type Letter, letterFor } from '#shared/letters/letter.ts';
import { isPageOnly, mailAddress } from '#shared/letters/mail-address.ts';
import type { Stores } from '../db/stores.ts';
import { letterAndSeen } from './letter-seen.ts';

/**
 * Shows the letter exactly as the reporter will get it, with the `seen` values that the decision must include.
 * @throws AppError not_found when the report or the policy is not on this workstation.
 */
export function previewLetter(
  stores: Pick<Stores, 'reports' | 'policy'>,
  { reportId, act, language = 'en' }: Parsed<'letter.preview'>,
): Output<'letter.preview'> {
  const report = stores.reports.get(reportId);
  const policy = stores.policy.current();
  if (report === null || policy === null) throw new AppError('not_found');
  const { letter, seen } = letterAndSeen(report, act, policy);
  const reading =
    letter === null || letter.language === language ? null : letterFor(readBy(language, report), act, policy);
  const { who } = knownFacts(report);
  const going = { to: mailAddress(who), onPage: isPageOnly(who) };
  return { letter: shownAs(letter, going), reading: shownAs(reading, going), seen };
}

/** Returns a copy of the report with the officer's language as the reporter's, so that letters are in that language. */
function readBy(language: Language, report: Report): Report {
  const { facts } = report;
  return {
    ...report,
    facts: { ...facts, who: { ...facts.who, language } },
    corrections: report.corrections.filter(({ field }) => field !== 'who.language'),
  };
}

function shownAs(
  letter: Letter | null,
  going: { to: string | null; onPage: boolean },
): Output<'letter.preview'>['letter'] {
  if (letter === null) return null;
  const { kind, language, subject, text } = letter;
  return { kind, language, ...going, subject, text };
}
