import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createOfficerFiles } from '#electron/common/officer-files.ts';
import { countsPathFor } from '#electron/common/others-here.ts';
import type { SignInResult } from '#shared/api.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { aKey, type Folder, temporaryFolder } from '../../../helpers/cache.ts';
import { startWorkstation, until } from '../../../helpers/workstation.ts';

let agency: Agency;
let folder: Folder;
let administrator: SignInResult;
beforeAll(async () => {
  agency = await startAgency();
  folder = temporaryFolder();
  administrator = await agency.signedIn('administrator');
});
afterAll(async () => {
  await agency.stop();
  folder.remove();
});

let made = 0;
/** Sets up a computer on which several people sign in, one after the other. */
function sharedComputer() {
  made += 1;
  const id = `0195706f-0000-4000-8000-${String(made).padStart(12, '0')}`;
  const at = join(folder.path, id);
  const files = createOfficerFiles({ cache: join(at, 'cache'), journal: join(at, 'journal') }, agency.url);
  const keys = new Map<string, string>();
  const about = {
    id,
    name: `DESK-${made}`,
    version: '0.1.0',
    channel: 'stable',
    system: 'Linux 6.12',
    installedFor: null,
    problem: () => null,
  };
  return {
    files,
    signIn: (session: SignInResult, { keeps = true } = {}) => {
      const officerId = session.officer.id;
      if (keeps) files.own(officerId);
      const keyHex = keys.get(officerId) ?? aKey();
      keys.set(officerId, keyHex);
      const desk = startWorkstation(
        agency.url,
        session,
        keeps ? { path: files.pathOf(officerId), keyHex } : null,
        undefined,
        { journalPath: files.journalOf(officerId), folders: files.folders, about, clockTrusted: true },
      );
      let isOpen = true;
      const close = async () => {
        if (isOpen) await desk.close();
        isOpen = false;
      };
      onTestFinished(close);
      return { ...desk, close };
    },
    said: async () => {
      const { body } = await agency.call('GET', '/api/v1/workstations', { token: administrator.token });
      return body.rows.find((row: { id: string }) => row.id === id);
    },
  };
}
type Computer = ReturnType<typeof sharedComputer>;

const saidBy = (computer: Computer, { officer: { id } }: SignInResult) =>
  until(computer.said, (row) => row?.officer.id === id);
const holdings = async ({ officer: { id } }: SignInResult) =>
  (await agency.call('GET', `/api/v1/holdings?officerId=${id}`, { token: administrator.token })).body;

const DRAFT = {
  offenseCode: null,
  reasonCode: 'outside_hartford',
  duplicateOf: '',
  missing: [],
  outcome: null,
  note: 'Ask for the serial number.',
};

/** An officer rejects a report while the server is away, and goes home. */
async function decidesOffline(computer: Computer, officer: SignInResult, { keeps = true } = {}): Promise<void> {
  const report = await agency.file();
  const desk = computer.signIn(officer, { keeps });
  await until(
    () => desk.queue(),
    (ids) => ids.includes(report.id),
  );
  await saidBy(computer, officer);
  await until(
    () => desk.calls['cache.state'](undefined),
    ({ journal }) => journal.ready,
  );
  await agency.offline();
  await desk.act(report.id, { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' });
  await desk.close();
  await agency.online();
}

test('a decision that was left unsent is in the report of whoever signs in next, with whose it is', async () => {
  const [computer, officer] = [sharedComputer(), await agency.signedIn()];
  await decidesOffline(computer, officer);
  computer.signIn(administrator);
  const { id, displayName } = officer.officer;
  expect(await saidBy(computer, administrator)).toMatchObject({
    waiting: 1,
    unsentOf: [{ officer: { id, displayName }, waiting: 1 }],
  });
  expect(await holdings(officer)).toMatchObject({ workstations: [{ unsent: 1, drafts: 0 }], unnamed: 0 });
});

test('without a keychain, it is not known whose the decision is, and none is missing from the count', async () => {
  const [computer, officer] = [sharedComputer(), await agency.signedIn()];
  await decidesOffline(computer, officer, { keeps: false });
  computer.signIn(administrator, { keeps: false });
  expect(await saidBy(computer, administrator)).toMatchObject({ waiting: 1, unsentOf: [] });
  expect(await holdings(officer)).toMatchObject({ workstations: [{ unsent: 0 }], unnamed: 1 });
});

/** An officer drafts a rejection offline, unknown to the server, and signs out. */
async function draftsOffline(computer: Computer, officer: SignInResult): Promise<void> {
  const report = await agency.file();
  const desk = computer.signIn(officer);
  await until(
    () => desk.queue(),
    (ids) => ids.includes(report.id),
  );
  await saidBy(computer, officer);
  await agency.offline();
  await until(desk.sync, ({ phase }) => phase === 'offline');
  await desk.calls['draft.put']({ reportId: report.id, kind: 'reject', draft: DRAFT });
  await desk.close();
  await agency.online();
}

test('a draft is counted for its officer when somebody else signs in', async () => {
  const [computer, officer] = [sharedComputer(), await agency.signedIn()];
  await draftsOffline(computer, officer);
  computer.signIn(administrator);
  expect(await saidBy(computer, administrator)).toMatchObject({ drafts: 1 });
  expect(await holdings(officer)).toMatchObject({ workstations: [{ unsent: 0, drafts: 1 }] });
});

test('drafts that cannot be counted are unknown, and not none', async () => {
  const [computer, officer] = [sharedComputer(), await agency.signedIn()];
  await draftsOffline(computer, officer);
  rmSync(countsPathFor(computer.files.pathOf(officer.officer.id)));
  computer.signIn(administrator);
  await saidBy(computer, administrator);
  expect(await holdings(officer)).toMatchObject({ workstations: [{ unsent: 0, drafts: null }] });
});

test('an officer whose cache was destroyed has nothing here anymore', async () => {
  const [computer, officer] = [sharedComputer(), await agency.signedIn()];
  await draftsOffline(computer, officer);
  computer.files.destroy(officer.officer.id);
  computer.signIn(administrator);
  await saidBy(computer, administrator);
  expect(await holdings(officer)).toMatchObject({ workstations: [{ unsent: 0, drafts: 0 }] });
});

test('the server knows of a draft as soon as its officer signs out', async () => {
  const [computer, officer] = [sharedComputer(), await agency.signedIn()];
  const report = await agency.file();
  const desk = computer.signIn(officer);
  await until(
    () => desk.queue(),
    (ids) => ids.includes(report.id),
  );
  await saidBy(computer, officer);
  await until(desk.sync, ({ phase }) => phase === 'online');
  await desk.calls['draft.put']({ reportId: report.id, kind: 'reject', draft: DRAFT });
  await desk.close();
  expect(await holdings(officer)).toMatchObject({ workstations: [{ drafts: 1 }] });
});

test('the size is that of all caches on the computer', async () => {
  const [computer, officer] = [sharedComputer(), await agency.signedIn()];
  await draftsOffline(computer, officer);
  const { size } = statSync(computer.files.pathOf(officer.officer.id));
  const own = computer.signIn(administrator);
  const { cacheBytes } = await saidBy(computer, administrator);
  expect(cacheBytes).toBeGreaterThan(size + (await own.calls['cache.state'](undefined)).bytes / 2);
});
