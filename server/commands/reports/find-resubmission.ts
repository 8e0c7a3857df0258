import { currentPolicy } from '#server/db/policy.ts';
import type { Deps } from '#server/deps.ts';
import type { IntakeBody } from '#shared/api.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import { findDuplicates, toldBy } from '../duplicates/find-duplicates.ts';
import { addForm, takesMore } from './add-information.ts';

export type Earlier = { reportId: string; trackingNumber: string; receivedAt: Date };

/** What can be added to a report at once; a longer telling is filed as a report of its own. */
const LONGEST = 4000;

/**
 * The open report by which the same address told of the same incident before; null where there is none. Only for a form
 * whose address was confirmed by its link: nobody else is ever told, and neither is whoever has an address that an
 * officer corrected to another one.
 */
export async function findResubmission(deps: Deps, body: IntakeBody): Promise<Earlier | null> {
  const confirmed = body.facts.who.email;
  if (confirmed === null || inWords(body, await zoneOf(deps)).length > LONGEST) return null;
  const isOwn = (email: string | null) => email !== null && plain(email) === plain(confirmed);
  const { facts, kind, offenseCode } = body;
  const found = await findDuplicates(deps, { facts, kind, offenseCode, corrections: [] }, null);
  const mine = found.find(
    ({ hypothesis, row }) =>
      hypothesis === 'same_person' &&
      takesMore(row.state) &&
      isOwn(row.facts.who.email) &&
      isOwn(knownFacts(toldBy(row)).who.email),
  );
  if (mine === undefined) return null;
  return { reportId: mine.reportId, trackingNumber: mine.trackingNumber, receivedAt: mine.row.received_at };
}

/**
 * Adds what a form says to the report that was found for it; which one that is, is looked for anew, so that no browser
 * can name it. @returns that report; null where there is none any more, and then nothing has changed.
 */
export async function addToResubmitted(
  deps: Deps,
  body: IntakeBody,
  form: { id: string; source: string },
): Promise<Earlier | null> {
  const earlier = await findResubmission(deps, body);
  if (earlier === null) return null;
  const text = inWords(body, await zoneOf(deps));
  const added = await addForm(deps, earlier.reportId, { text, uploadId: form.id }, form.source);
  return added ? earlier : null;
}

const plain = (email: string): string => email.trim().toLowerCase();

const zoneOf = async (deps: Deps): Promise<string> => (await currentPolicy(deps.db)).agency.timeZone;

/** All that tells of the incident, for the officer who reads it in the history. */
function inWords({ facts: { how, items, fraud, where, when } }: IntakeBody, timeZone: string): string {
  const list = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null && part !== '').join(', ');
  const things = items.map((one) => {
    const serial = one.serialNumber === null ? null : `serial ${one.serialNumber}`;
    return list([one.type, one.brand, one.model, one.color, one.marks, serial, dollars(one.valueCents)]);
  });
  if (fraud !== null) things.push(list([fraud.accountKind, dollars(fraud.amountCents), fraud.discovered]));
  const said = (at: string) =>
    new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(new Date(at));
  const span = when.from === when.to ? said(when.from) : `${said(when.from)} to ${said(when.to)}`;
  const place = list([where.address, where.unit, where.city]);
  const lines = [how, ...things, `Where: ${place}`, `When: ${span}`];
  return lines.join('\n');
}

const dollars = (cents: number | null) => (cents === null ? null : `$${(cents / 100).toFixed(2)}`);
