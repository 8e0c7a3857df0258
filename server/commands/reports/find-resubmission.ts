import { findReport } from '#server/db/report.ts';
import { senderByNumber } from '#server/db/same-sender.ts';
import type { Deps } from '#server/deps.ts';
import { isOpenToSender } from '#server/duplicates/find-earlier.ts';
import type { Earlier } from '#server/duplicates/questions.ts';
import type { Duplicates } from '#server/duplicates/searcher.ts';
import type { IntakeBody } from '#shared/api.ts';
import { incident } from '#shared/domain/incident.ts';
import { hasRoom } from '#shared/domain/own-entries.ts';
import { AppError } from '#shared/errors.ts';
import { addForm } from './add-information.ts';

/**
 * Maximum length in characters of the narrative, and of the other facts, that can be added to a report. A longer form
 * is filed as a separate report.
 */
const LONGEST = 4000;
const LONGEST_FACTS = 16_000;

/**
 * Finds an open report of the same incident from the same e-mail address. Returns null if there is none or the search
 * is not available: filing never waits for a search, and the desktop application finds duplicates itself. Call this
 * only for a form whose address was confirmed through its link, so that nobody else learns of the report. If an officer
 * has changed a report's address, neither the old nor the new address finds it.
 */
export async function findResubmission(
  deps: Deps,
  duplicates: Duplicates,
  { facts, kind, offenseCode }: IntakeBody,
  source: string,
): Promise<Earlier | null> {
  if (facts.who.email === null || isTooLong(facts)) return null;
  const told = { facts, kind, offenseCode, corrections: [] };
  const found = await duplicates
    .ask<'earlier'>({ kind: 'earlier', told }, `address ${source}`)
    .catch((error: unknown) => {
      if (error instanceof AppError) return null;
      throw error;
    });
  const earlier = found === null ? null : await findReport(deps.db, found.reportId);
  // Don't offer a report that could not take the form.
  return earlier !== null && hasRoom(earlier.history, lengthOf(facts)) ? found : null;
}

/**
 * Adds a form's content to the earlier report that its reporter was shown.
 * @param trackingNumber the tracking number that the server sealed for this form, so that a browser cannot substitute
 * another.
 * @returns false if that report no longer accepts additions from this address; in that case nothing has changed.
 */
export async function addToResubmitted(
  deps: Deps,
  { facts }: IntakeBody,
  form: { id: string; source: string },
  trackingNumber: string,
): Promise<boolean> {
  const { email } = facts.who;
  const row = await senderByNumber(deps.db, trackingNumber);
  if (row === null || email === null || isTooLong(facts) || !isOpenToSender(row, email)) return false;
  return addForm(deps, row.id, { facts, uploadId: form.id }, form.source);
}

const isTooLong = ({ how, ...facts }: IntakeBody['facts']): boolean =>
  how.length > LONGEST || JSON.stringify(incident.parse(facts)).length > LONGEST_FACTS;

const lengthOf = (facts: IntakeBody['facts']): number =>
  facts.how.length + JSON.stringify(incident.parse(facts)).length;
