import { currentPolicy } from '#server/db/policy.ts';
import { senderByNumber } from '#server/db/same-sender.ts';
import type { Deps } from '#server/deps.ts';
import { isOpenToSender } from '#server/duplicates/find-earlier.ts';
import type { Earlier } from '#server/duplicates/questions.ts';
import type { Duplicates } from '#server/duplicates/searcher.ts';
import { dollars as inDollars, plainRows } from '#server/papers/plain-rows.ts';
import type { IntakeBody } from '#shared/api.ts';
import type { FactGroup } from '#shared/domain/fact-fields.ts';
import type { Told } from '#shared/domain/fact-paths.ts';
import { saidTimeframe } from '#shared/domain/timeframe.ts';
import { AppError } from '#shared/errors.ts';
import { LOCALES } from '#shared/words/languages.ts';
import { addForm } from './add-information.ts';

/** Longest text that can be added to a report; anything longer is filed as a separate report. */
const LONGEST = 4000;

/**
 * Finds an open report of the same incident from the same e-mail address. Returns null if there is none or the search is
 * not available: filing never waits for a search, and the desktop application finds duplicates itself. Call this only for
 * a form whose address was confirmed through its link. The match is never shown to anyone else, not even to a person
 * whose address was set by an officer's correction.
 */
export async function findResubmission(
  deps: Deps,
  duplicates: Duplicates,
  { facts, kind, offenseCode }: IntakeBody,
  source: string,
): Promise<Earlier | null> {
  if (facts.who.email === null || inWords(facts, await zoneOf(deps)).length > LONGEST) return null;
  const told = { facts, kind, offenseCode, corrections: [] };
  return duplicates.ask<'earlier'>({ kind: 'earlier', told }, `address ${source}`).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
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
  if (row === null || email === null || !isOpenToSender(row, email)) return false;
  const text = inWords(facts, await zoneOf(deps));
  return addForm(deps, row.id, { text, uploadId: form.id }, form.source);
}

const zoneOf = async (deps: Deps): Promise<string> => (await currentPolicy(deps.db)).agency.timeZone;

/** Formats everything known about the incident as text, for officers to read in the history. */
function inWords({ how, items, fraud, where, when, who }: IntakeBody['facts'], timeZone: string): string {
  const list = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null && part !== '').join(', ');
  const plain = (group: FactGroup, told: Told) =>
    plainRows(group, told).flatMap(([label, value]) => (value === null || value === '' ? [] : [`${label}: ${value}`]));
  const things = items.map((one) => {
    const serial = one.serialNumber === null ? null : `serial ${one.serialNumber}`;
    const parts = [one.type, one.brand, one.model, one.color, one.marks, serial, dollars(one.valueCents)];
    return list([...parts, ...plain('items', one)]);
  });
  if (fraud !== null) things.push(list(plain('fraud', fraud)));
  const { from, to } = saidTimeframe(when, { locale: LOCALES.en, timeZone, timeNotGiven: 'time not given' });
  const span = to === null ? from : `${from} to ${to}`;
  const place = list([where.address, where.unit, where.city]);
  const lines = [how, ...things, `Where: ${place}`, ...plain('where', where), `When: ${span}`, ...plain('who', who)];
  return lines.join('\n');
}

const dollars = (cents: number | null) => (cents === null ? null : inDollars(cents));
