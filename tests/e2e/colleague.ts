import { createHash, randomUUID } from 'node:crypto';
import { api, changePage, signInResult } from '#shared/api.ts';
import type { Act, ActRequest } from '#shared/domain/act.ts';
import { policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { letterDigestInput, letterFor } from '#shared/letters/letter.ts';
import type { BuiltServer } from '../helpers/built-server.ts';

/** A colleague at another workstation rejects a report. */
export function rejectElsewhere(agency: BuiltServer, trackingNumber: string): Promise<void> {
  const act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' } as const;
  return actElsewhere(agency, trackingNumber, act);
}

/** A colleague acts on a report, over the network as a workstation does. */
export async function actElsewhere(agency: BuiltServer, trackingNumber: string, act: Act): Promise<void> {
  const { name, secret } = agency.account('supervisor');
  const credentials = { name, secret, workstation: 'another desk' };
  const { token } = signInResult.parse(await ask(agency, 'POST', api.signIn.path, {}, credentials));
  const authorization = { authorization: `Bearer ${token}` };
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
  return answer.json();
}
