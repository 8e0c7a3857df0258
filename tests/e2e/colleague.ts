import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { api, changePage, signInResult } from '#shared/api.ts';
import type { Act, ActRequest } from '#shared/domain/act.ts';
import { shownCopy } from '#shared/domain/attachment.ts';
import type { PairDecision, PairRequest } from '#shared/domain/pair.ts';
import { policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { SecondDecision } from '#shared/domain/second-review.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { letterDigestInput, letterFor } from '#shared/letters/letter.ts';
import { MOST_LETTERS } from '#shared/person-api.ts';
import type { Account, BuiltServer } from '../helpers/built-server.ts';

/** A colleague at another workstation rejects a report over the network, as a workstation does. */
export function rejectElsewhere(
  agency: BuiltServer,
  trackingNumber: string,
  more: Pick<Extract<Act, { kind: 'reject' }>, 'danger'> = {},
): Promise<void> {
  return actElsewhere(agency, trackingNumber, {
    ...more,
    kind: 'reject',
    reasonCode: 'outside_hartford',
    duplicateOf: null,
    note: '',
  });
}

/** A colleague, by default the supervisor, carries out any other act on a report. */
export async function actElsewhere(
  agency: BuiltServer,
  trackingNumber: string,
  act: Act,
  who: Colleague = 'supervisor',
): Promise<void> {
  const { authorization } = await signInElsewhere(agency, who);
  const inForce = policy.parse(await ask(agency, 'GET', api.policy.path, authorization));
  const report = await find(agency, authorization, trackingNumber);
  const letter = letterFor(report, act, inForce);
  const body: ActRequest = {
    act,
    seen: {
      reportVersion: report.version,
      policyVersion: inForce.version,
      letterHash: letter && createHash('sha256').update(letterDigestInput(letter)).digest('hex'),
    },
  };
  const headers = { ...authorization, 'idempotency-key': randomUUID() };
  await ask(agency, 'POST', api.act.path.replace(':reportId', report.id), headers, body);
}

/** An administrator ends every session of an officer, as in response to a threat. */
export async function revokeElsewhere(agency: BuiltServer, name: string): Promise<void> {
  const { authorization } = await signInElsewhere(agency, 'administrator');
  const found = await ask(agency, 'GET', `${api.accounts.path}?text=${name}`, authorization);
  const officerId = api.accounts.response.parse(found).rows.find((one) => one.name === name)?.id ?? '';
  await ask(agency, 'POST', api.revoke.path, authorization, { officerId });
}

/** Another supervisor makes the second decision about a sampled report, and then leaves the review unfinished. */
export async function beginReviewElsewhere(
  agency: BuiltServer,
  trackingNumber: string,
  decision: SecondDecision,
  who: Account,
): Promise<void> {
  const { authorization } = await signInElsewhere(agency, who);
  const { rows } = api.reviewTray.response.parse(await ask(agency, 'GET', api.reviewTray.path, authorization));
  const sample = rows.find((one) => one.trackingNumber === trackingNumber)?.sampleId ?? '';
  for (const [path, body] of [
    [api.openReview.path, undefined],
    [api.decideReview.path, decision],
  ] as const)
    await ask(agency, 'POST', path.replace(':sampleId', sample), authorization, body);
}

type Colleague = 'officer' | 'supervisor' | 'administrator' | Account;

async function signInElsewhere(agency: BuiltServer, who: Colleague = 'supervisor') {
  const { name, password } = typeof who === 'string' ? agency.account(who) : who;
  const credentials = { name, password, workstation: 'another desk' };
  const { token, officer } = signInResult.parse(await ask(agency, 'POST', api.signIn.path, {}, credentials));
  return { authorization: { authorization: `Bearer ${token}` }, officer };
}

/** A colleague at another workstation opens or leaves a report. Returns the colleague's name. */
export async function visitElsewhere(
  agency: BuiltServer,
  trackingNumber: string,
  how: 'opens' | 'leaves',
): Promise<string> {
  const { authorization, officer } = await signInElsewhere(agency);
  const report = await find(agency, authorization, trackingNumber);
  const path = api.claim.path.replace(':reportId', report.id);
  if (how === 'opens') await ask(agency, 'POST', path, authorization, { take: false });
  else await ask(agency, 'DELETE', path, authorization);
  return officer.displayName;
}

/** Returns the tracking number of an open report with that many pictures. */
export async function withPictures(agency: BuiltServer, count: number): Promise<string> {
  const { authorization } = await signInElsewhere(agency);
  const found = await findBy(
    agency,
    authorization,
    (one) => isOpen(one.state) && one.attachments.filter(shownCopy).length === count,
  );
  return found.trackingNumber;
}

/** Returns a report as a colleague sees it. */
export async function elsewhereSees(agency: BuiltServer, trackingNumber: string): Promise<Report> {
  const { authorization } = await signInElsewhere(agency);
  return find(agency, authorization, trackingNumber);
}

/** Returns whom a colleague sees viewing a report. */
export async function whoElsewhereSees(agency: BuiltServer, trackingNumber: string): Promise<string | null> {
  return (await elsewhereSees(agency, trackingNumber)).claim?.by.displayName ?? null;
}

/** A colleague at another workstation decides how two reports are related. */
export async function decideElsewhere(
  agency: BuiltServer,
  [one, other]: readonly [string, string],
  decision: PairDecision['decision'],
): Promise<void> {
  const { authorization } = await signInElsewhere(agency);
  const reports = [await find(agency, authorization, one), await find(agency, authorization, other)];
  await decide(agency, authorization, [reports[0]?.id ?? '', reports[1]?.id ?? ''], decision);
}

/** A colleague prints every waiting letter, so that the tray holds only letters written later. */
export async function printAllElsewhere(agency: BuiltServer): Promise<void> {
  const { authorization } = await signInElsewhere(agency);
  for (;;) {
    const answer = await ask(agency, 'GET', `${api.papers.path}?limit=${MOST_LETTERS}`, authorization);
    const { rows } = api.papers.response.parse(answer);
    if (rows.length === 0) return;
    await ask(agency, 'POST', api.papersPrinted.path, authorization, { letterIds: rows.map(({ id }) => id) });
  }
}

/** Colleagues decide about `count` pairs of reports; every third pair is marked as the same incident. */
export async function decideManyElsewhere(agency: BuiltServer, count: number): Promise<void> {
  const { authorization } = await signInElsewhere(agency);
  const page = changePage.parse(await ask(agency, 'GET', `${api.changes.path}?limit=100`, authorization));
  const ids = page.reports.map(({ id }) => id);
  const pairs = ids.flatMap((one, at) => ids.slice(at + 1).map((other): [string, string] => [one, other]));
  for (const [at, pair] of pairs.slice(0, count).entries()) {
    await decide(agency, authorization, pair, at % 3 === 0 ? 'same' : 'not_same');
  }
}

async function decide(
  agency: BuiltServer,
  authorization: Record<string, string>,
  reports: [string, string],
  decision: PairDecision['decision'],
): Promise<void> {
  const headers = { ...authorization, 'idempotency-key': randomUUID() };
  await ask(agency, 'POST', api.decidePair.path, headers, { reports, decision, note: '' } satisfies PairRequest);
}

const find = (agency: BuiltServer, headers: Record<string, string>, trackingNumber: string): Promise<Report> =>
  findBy(agency, headers, (one) => one.trackingNumber === trackingNumber);

/** Looks until the report is there, because a transaction that is still open holds back the newest changes. */
async function findBy(
  agency: BuiltServer,
  headers: Record<string, string>,
  fits: (report: Report) => boolean,
): Promise<Report> {
  const end = Date.now() + 60_000;
  for (let after = ''; ; ) {
    const page = changePage.parse(await ask(agency, 'GET', `${api.changes.path}?limit=500${after}`, headers));
    const found = page.reports.find(fits);
    if (found !== undefined) return found;
    if (!page.more && Date.now() > end) throw new Error('no such report');
    if (!page.more) await setTimeout(100);
    after = page.more ? `&after=${page.cursor}` : '';
  }
}

async function ask(agency: BuiltServer, method: string, path: string, headers: Record<string, string>, body?: object) {
  const answer = await fetch(agency.url + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}
