import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { expect } from 'playwright/test';
import { z } from 'zod';
import { api } from '#shared/api.ts';
import { type facts, INTAKE_KEY, intake, lastNight } from '../helpers/builders.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import { ownIncident } from './incidents.ts';

const filed = z.object({ trackingNumber: z.string() });

/** A person files a report over the network and receives its tracking number. What is not given is an incident of its own. */
export async function fileReport(
  agency: BuiltServer,
  overrides: NonNullable<Parameters<typeof facts>[0]> = {},
  more: Pick<NonNullable<Parameters<typeof intake>[0]>, 'kind' | 'offenseCode'> = {},
): Promise<string> {
  const own = ownIncident();
  const told = {
    ...own,
    ...overrides,
    who: { ...own.who, ...overrides.who },
    where: { ...own.where, ...overrides.where },
    when: { ...lastNight(), ...overrides.when },
  };
  const answer = await fetch(agency.url + api.intake.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'intake-key': INTAKE_KEY },
    body: JSON.stringify(intake({ ...more, facts: told })),
  });
  if (!answer.ok) throw new Error(`intake answered ${answer.status}: ${await answer.text()}`);
  return filed.parse(await answer.json()).trackingNumber;
}

/** Waits for a letter about a report and returns its text as a mail program shows it. */
export async function letterTo(
  agency: BuiltServer,
  address: string,
  about: RegExp,
): Promise<{ subject: string; text: string }> {
  const folder = join(agency.data, 'mail');
  let found: { subject: string; text: string } | null = null;
  await expect(async () => {
    found = null;
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.eml'))) {
      const mail = await simpleParser(readFileSync(join(folder, name)));
      const to = Array.isArray(mail.to) ? mail.to[0]?.text : mail.to?.text;
      const text = mail.text ?? '';
      if (to?.includes(address) && about.test(`${mail.subject}\n${text}`))
        found = { subject: mail.subject ?? '', text };
    }
    expect(found).not.toBeNull();
  }).toPass({ timeout: 75_000 });
  if (found === null) throw new Error('no letter');
  return found;
}

/** Returns the matching addresses in all mails to a person, the oldest first. */
export async function linksTo(agency: BuiltServer, address: string, path: RegExp): Promise<string[]> {
  const folder = join(agency.data, 'mail');
  const found: { at: number; link: string }[] = [];
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.eml'))) {
    const mail = await simpleParser(readFileSync(join(folder, name)));
    const to = Array.isArray(mail.to) ? mail.to[0]?.text : mail.to?.text;
    const [link] = new RegExp(`https?://[^/\\s]+${path.source}`).exec(mail.text ?? '') ?? [];
    if (to?.includes(address) && link !== undefined) found.push({ at: mail.date?.getTime() ?? 0, link });
  }
  return found.toSorted((a, b) => a.at - b.at).map(({ link }) => link);
}
