import { createHash, randomUUID } from 'node:crypto';
import { api, changePage, signInResult } from '#shared/api.ts';
import type { Act, ActRequest } from '#shared/domain/act.ts';
import { policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { letterDigestInput, letterFor } from '#shared/letters/letter.ts';
import type { BuiltServer } from '../helpers/built-server.ts';

/** A colleague at another workstation rejects a report, over the network as a workstation does. */
export function rejectElsewhere(agency: BuiltServer, trackingNumber: string): Promise<void> {
  return actElsewhere(agency, trackingNumber, {
    kind: 'reject',
    reasonCode: 'outside_hartford',
    duplicateOf: null,
    note: '',
  });
}

/** A colleague does something else to a report. */
export async function actElsewhere(agency: BuiltServer, trackingNumber: string, act: Act): Promise<void> {
  const { authorization } = await signInElsewhere(agency);
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

async function signInElsewhere(agency: BuiltServer) {
  const { name, secret } = agency.account('supervisor');
  const credentials = { name, secret, workstation: 'another desk' };
  const { token, officer } = signInResult.parse(await ask(agency, 'POST', api.signIn.path, {}, credentials));
  return { authorization: { authorization: `Bearer ${token}` }, officer };
}

/** A colleague at another workstation opens a report, or leaves it; gives the colleague's name. */
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

/** Whom a colleague sees at a report. */
export async function whoElsewhereSees(agency: BuiltServer, trackingNumber: string): Promise<string | null> {
  const { authorization } = await signInElsewhere(agency);
  const report = await find(agency, authorization, trackingNumber);
  return report.claim?.by.displayName ?? null;
}

async function find(agency: BuiltServer, headers: Record<string, string>, trackingNumber: string): Promise<Report> {
  for (let after = ''; ; ) {
    const page = changePage.parse(await ask(agency, 'GET', `${api.changes.path}?limit=500${after}`, headers));
    const found = page.reports.find((one) => one.trackingNumber === trackingNumber);
    if (found !== undefined) return found;
    if (!page.more) throw new Error(`no report ${trackingNumber}`);
    after = `&after=${page.cursor}`;
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
