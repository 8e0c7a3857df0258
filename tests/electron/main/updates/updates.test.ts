import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeRollOut } from '#server/commands/updates/change-roll-out.ts';
import { updatesFolder } from '#server/updates/serve.ts';
import { manifestText, readManifest } from '#shared/updates/release.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import {
  makeRelease,
  makeSigners,
  openDesk,
  programBytes,
  publish,
  type Signers,
  type TestDesk,
} from '../../../helpers/releases.ts';

let agency: Agency;
let signers: Signers;
let desk: TestDesk;
const BY = { actor: 'test', source: 'test' };
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());
beforeEach(() => {
  signers = makeSigners();
  desk = openDesk(agency, signers);
});
afterEach(async () => {
  desk.remove();
  agency.mend();
  await agency.deps.db.deleteFrom('release').execute();
  rmSync(updatesFolder(agency.dataDir), { recursive: true });
});

const out = (version: string, sequence: number, more: Partial<Parameters<typeof makeRelease>[1]> = {}) =>
  makeRelease(signers, { version, sequence, ...more }).then((folder) => publish(agency, folder));
const fileOf = (version: string) => join(desk.folder, 'files', `p2c-review-${version}-${process.arch}.AppImage`);
const withdraw = (version: string) => changeRollOut(agency.deps, version, { state: 'withdrawn' }, BY);

/** Changes what the server offers, as someone who took it over could. */
const forge = (change: { manifest?: (text: string) => string; signatures?: (list: object[]) => object[] }) =>
  agency.deps.db.transaction().execute(async (trx) => {
    for (const row of await trx.selectFrom('release').selectAll().execute()) {
      const manifest = change.manifest?.(row.manifest) ?? row.manifest;
      const signatures = JSON.stringify(change.signatures?.(row.signatures) ?? row.signatures);
      await trx.updateTable('release').set({ manifest, signatures }).where('sequence', '=', row.sequence).execute();
    }
  });

describe('a release that both signed', () => {
  test('is downloaded, verified and installed at quit, byte for byte, and says what is new', async () => {
    await out('0.2.0', 1, { severity: 'high' });
    expect(await desk.updates.check()).toMatchObject({ phase: 'ready', available: '0.2.0', severity: 'high' });
    expect(await desk.updates.prepare()).toBe('install');
    expect(await desk.updates.install(false)).toBe(true);
    expect(readFileSync(desk.program)).toEqual(programBytes('0.2.0'));
    expect(readdirSync(desk.folder).sort()).toEqual(['desk.AppImage', 'files', 'install', 'updates.json']);
    desk = desk.restart('0.2.0');
    expect(desk.updates.state().news).toEqual({ version: '0.2.0', notes: { en: 'What is new in 0.2.0.' } });
    expect(desk.updates.dismissNews().news).toBeNull();
    expect(await desk.updates.check()).toMatchObject({ phase: 'up_to_date', available: null });
    expect(existsSync(fileOf('0.2.0'))).toBe(false);
  });

  test('is kept where only this account can read it', async () => {
    await out('0.2.0', 1);
    await desk.updates.check();
    expect(statSync(join(desk.folder, 'files')).mode & 0o777).toBe(0o700);
    expect(statSync(fileOf('0.2.0')).mode & 0o777).toBe(0o600);
    expect(statSync(join(desk.folder, 'updates.json')).mode & 0o777).toBe(0o600);
  });

  test('is only announced where administrators install', async () => {
    await out('0.2.0', 1);
    const managed = openDesk(agency, signers, { own: null });
    expect(await managed.updates.check()).toMatchObject({ phase: 'due', available: '0.2.0' });
    expect([await managed.updates.prepare(), managed.running()]).toEqual([null, '0.1.0']);
    managed.remove();
  });

  test('is believed by the second of two keys, so that one can be replaced', async () => {
    await out('0.2.0', 1);
    const old = makeSigners().keys;
    const { vendor, agency: own } = signers.keys;
    const two = { vendor: [...old.vendor, ...vendor], agency: [...old.agency, ...own] };
    const other = openDesk(agency, signers, { keys: two });
    expect((await other.updates.check()).phase).toBe('ready');
    other.remove();
  });
});

describe('nothing is installed', () => {
  const refused = async (problem: string) => {
    expect(await desk.updates.check()).toMatchObject({ phase: 'refused', problem });
    expect([await desk.updates.prepare(), await desk.updates.install(false)]).toEqual([null, false]);
    expect(desk.running()).toBe('0.1.0');
  };
  test('is told to the administrators, also while the server is asked again', async () => {
    await out('0.2.0', 1);
    await forge({ signatures: (list) => list.slice(0, 1) });
    await refused('agency_signature');
    const problem = { problem: 'agency_signature', version: null };
    expect(desk.problems.at(-1)).toEqual(problem);
    desk.problems.length = 0;
    await desk.updates.check();
    expect(desk.problems).toEqual(desk.problems.map(() => problem));
    expect(desk.problems.length).toBeGreaterThan(1);
  });

  const asked = () => agency.seen.filter((one) => one.includes('/updates/p2c')).length;

  test('without an agency key in machine policy, or without a vendor key in the build', async () => {
    await out('0.2.0', 1);
    for (const [keys, problem] of [
      [{ ...signers.keys, agency: [] }, 'no_agency_key'],
      [{ ...signers.keys, vendor: [] }, 'no_vendor_key'],
      // Two signatures by the same key count as one.
      [{ ...signers.keys, agency: signers.keys.vendor }, 'no_agency_key'],
    ] as const) {
      const without = openDesk(agency, signers, { keys });
      expect(await without.updates.check()).toMatchObject({ phase: 'refused', problem });
      without.remove();
    }
  });

  test('when the manifest was changed, and nothing is downloaded then', async () => {
    await out('0.2.0', 1);
    const before = asked();
    await forge({ manifest: (text) => manifestText({ ...readManifest(text), version: '0.3.0' }) });
    await refused('vendor_signature');
    expect(asked()).toBe(before);
  });

  test('when one of the two signatures is missing, or stands for the other', async () => {
    await out('0.2.0', 1);
    await forge({ signatures: ([vendor = {}]) => [vendor] });
    await refused('agency_signature');
    await forge({ signatures: ([vendor = {}]) => [vendor, { ...vendor, by: 'agency' }] });
    await refused('agency_signature');
  });

  test('when another key signed', async () => {
    const own = signers;
    signers = { ...makeSigners(), vendor: own.vendor };
    await out('0.2.0', 1);
    await refused('agency_signature');
  });

  test('when another key signed and says that it is the known one', async () => {
    const own = signers.keys.agency[0];
    signers = { ...makeSigners(), vendor: signers.vendor };
    await out('0.2.0', 1);
    await forge({ signatures: ([vendor = {}, agency = {}]) => [vendor, { ...agency, key: own }] });
    await refused('agency_signature');
  });

  test('when it has expired', async () => {
    await out('0.2.0', 1, { expires: new Date(Date.now() + 60_000).toISOString() });
    desk.remove();
    desk = openDesk(agency, signers, { now: () => new Date(Date.now() + 61_000) });
    await refused('expired');
  });

  test('when it is of another product or channel', async () => {
    await out('0.2.0', 1);
    const other = openDesk(agency, signers, { channel: 'pilot' });
    expect((await other.updates.check()).phase).toBe('none_offered');
    await agency.deps.db.updateTable('release').set({ channel: 'pilot' }).execute();
    expect(await other.updates.check()).toMatchObject({ phase: 'refused', problem: 'other_channel' });
    other.remove();
  });

  test('when a newer release was seen before: neither an old one nor another of the same sequence', async () => {
    await out('0.2.0', 7);
    expect((await desk.updates.check()).phase).toBe('ready');
    await agency.deps.db.deleteFrom('release').execute();
    await out('0.3.0', 6);
    // A server that keeps to the rules would not offer it.
    await agency.deps.db.updateTable('release').set({ sequence: 8 }).execute();
    desk = desk.restart();
    await refused('sequence_replayed');
    await agency.deps.db.deleteFrom('release').execute();
    await out('0.4.0', 7);
    await refused('sequence_replayed');
  });

  test('when what is remembered about releases can no longer be read', async () => {
    await out('0.2.0', 1);
    appendFileSync(join(desk.folder, 'updates.json'), 'x');
    desk = desk.restart();
    await refused('memory_unreadable');
  });

  test('when the file is not the one that was signed, and it is not kept', async () => {
    const { files } = await out('0.2.0', 1);
    const bytes = programBytes('0.2.0');
    bytes[500] = 0;
    writeFileSync(join(updatesFolder(agency.dataDir), files[0]?.name ?? ''), bytes);
    await refused('wrong_file');
    expect([existsSync(fileOf('0.2.0')), existsSync(`${fileOf('0.2.0')}.part`)]).toEqual([false, false]);
  });

  test('when the file was swapped after the download', async () => {
    await out('0.2.0', 1);
    await desk.updates.check();
    expect(await desk.updates.prepare()).toBe('install');
    writeFileSync(fileOf('0.2.0'), programBytes('6.6.6'));
    expect(await desk.updates.install(false)).toBe(false);
    expect([desk.running(), desk.updates.state().problem]).toEqual(['0.1.0', 'wrong_file']);
  });

  test('when it was withdrawn after the download, which is then discarded', async () => {
    await out('0.2.0', 1);
    await desk.updates.check();
    await withdraw('0.2.0');
    expect(await desk.updates.prepare()).toBeNull();
    expect([desk.updates.state().phase, existsSync(fileOf('0.2.0'))]).toEqual(['none_offered', false]);
  });

  test('when another release came out in the meantime, whose download quitting does not wait for', async () => {
    await out('0.2.0', 1);
    await desk.updates.check();
    await out('0.3.0', 2);
    const before = asked();
    expect([await desk.updates.prepare(), asked()]).toEqual([null, before]);
    expect((await desk.updates.check()).available).toBe('0.3.0');
  });

  test('when the server cannot be asked once more before quitting', async () => {
    await out('0.2.0', 1);
    await desk.updates.check();
    await agency.offline();
    expect([await desk.updates.prepare(), desk.updates.state().phase]).toEqual([null, 'failed']);
    await agency.online();
  });

  test('when the server has not said in time that the release is still out', async () => {
    await out('0.2.0', 1);
    desk.remove();
    desk = openDesk(agency, signers, { quitTimeoutMs: 50 });
    expect((await desk.updates.check()).phase).toBe('ready');
    const answer = agency.hold((url) => url.includes('/update'));
    expect(await desk.updates.prepare()).toBeNull();
    answer();
    expect((await desk.updates.check()).phase).toBe('ready');
  });

  test('when it cannot be written down that it was begun', async () => {
    await out('0.2.0', 1);
    await desk.updates.check();
    mkdirSync(join(desk.folder, 'updates.json.new'));
    expect(await desk.updates.prepare()).toBe('install');
    expect([await desk.updates.install(false), desk.running()]).toEqual([false, '0.1.0']);
  });

  test('a third time, when it was begun twice and never ran', async () => {
    await out('0.2.0', 1);
    for (const phase of ['ready', 'ready', 'refused']) {
      expect((await desk.updates.check()).phase).toBe(phase);
      if (phase === 'ready') expect(await desk.updates.install(false)).toBe(true);
      desk = desk.restart();
    }
    expect(desk.updates.state()).toMatchObject({ current: '0.1.0', news: null });
  });
});

describe('the agency decides when', () => {
  const around = (from: number, to: number) => {
    const clock = new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'America/New_York',
    });
    return { from: clock.format(Date.now() + from * 3_600_000), to: clock.format(Date.now() + to * 3_600_000) };
  };

  test('a paused release waits; resumed, it is ready', async () => {
    await out('0.2.0', 1);
    await changeRollOut(agency.deps, '0.2.0', { state: 'paused' }, BY);
    expect(await desk.updates.check()).toMatchObject({ phase: 'waiting', available: null });
    await changeRollOut(agency.deps, '0.2.0', { state: 'out' }, BY);
    expect((await desk.updates.check()).phase).toBe('ready');
  });

  test('outside of its window, a release is downloaded but not installed; within it, at once', async () => {
    await publish(agency, await makeRelease(signers, { version: '0.2.0', sequence: 1 }), { window: around(2, 4) });
    expect(await desk.updates.check()).toMatchObject({ phase: 'ready', installs: 'window' });
    expect([await desk.updates.prepare(), desk.updates.isDueNow()]).toEqual([null, false]);
    const { from, to } = around(-1, 2);
    await agency.deps.db.updateTable('release').set({ window_from: from, window_to: to }).execute();
    expect([await desk.updates.prepare(), desk.updates.isDueNow()]).toEqual(['install', true]);
  });

  const withWindow = async (more: Partial<Parameters<typeof makeRelease>[1]> = {}) =>
    publish(agency, await makeRelease(signers, { version: '0.2.0', sequence: 1, ...more }), { window: around(2, 4) });

  test('a computer that is off in the window installs when it quits after a day, also if it was restarted since', async () => {
    await withWindow();
    const later = (hours: number) => () => new Date(Date.now() + hours * 3_600_000);
    await desk.updates.check();
    expect(await desk.updates.prepare()).toBeNull();
    const tomorrow = openDesk(agency, signers, { folder: desk.folder, now: later(25) });
    expect(await tomorrow.updates.check()).toMatchObject({ phase: 'ready', installs: 'quit' });
    expect(await tomorrow.updates.prepare()).toBe('install');
    const today = openDesk(agency, signers, { folder: desk.folder, now: later(23) });
    expect(await today.updates.check()).toMatchObject({ phase: 'ready', installs: 'window' });
    expect(await today.updates.prepare()).toBeNull();
  });

  test.each([
    ['a critical release', { severity: 'critical' as const }],
    ['a version that may decide nothing anymore', { floor: '0.2.0' }],
  ])('the window does not hold up %s', async (_, more) => {
    await withWindow(more);
    expect(await desk.updates.check()).toMatchObject({ phase: 'ready', installs: 'quit' });
    expect(await desk.updates.prepare()).toBe('install');
  });

  test('a version outside of the share of a newer release runs what it was offered, and does not call it the latest', async () => {
    await out('0.2.0', 1);
    await publish(agency, await makeRelease(signers, { version: '0.3.0', sequence: 2 }), { share: 0 });
    expect(await desk.updates.check()).toMatchObject({ phase: 'ready', available: '0.2.0' });
    expect((await desk.restart('0.2.0').updates.check()).phase).toBe('waiting');
  });
});

describe('below the floor of a verified release', () => {
  test('a version knows it, also after a restart without the server', async () => {
    await out('0.3.0', 1, { floor: '0.2.0' });
    expect((await desk.updates.check()).belowFloor).toBe(true);
    await agency.offline();
    desk = desk.restart();
    expect(desk.updates.isBelowFloor()).toBe(true);
    await agency.online();
    expect(desk.restart('0.2.0').updates.isBelowFloor()).toBe(false);
  });

  test('it is known outside of the share, while the release is paused, and after it was withdrawn', async () => {
    await publish(agency, await makeRelease(signers, { version: '0.3.0', sequence: 1, floor: '0.2.0' }), { share: 0 });
    expect(await desk.updates.check()).toMatchObject({ phase: 'waiting', belowFloor: true, available: null });
    await changeRollOut(agency.deps, '0.3.0', { state: 'paused' }, BY);
    desk = desk.restart();
    expect(await desk.updates.check()).toMatchObject({ phase: 'waiting', belowFloor: true });
    await withdraw('0.3.0');
    // The withdrawal is not signed.
    expect(await desk.updates.check()).toMatchObject({ phase: 'none_offered', belowFloor: true });
    expect(desk.restart().updates.isBelowFloor()).toBe(true);
  });

  test('only a later signed release lowers it, and no earlier one raises it again', async () => {
    await out('0.3.0', 1, { floor: '0.2.0' });
    expect((await desk.updates.check()).belowFloor).toBe(true);
    await out('0.3.1', 2);
    expect((await desk.updates.check()).belowFloor).toBe(true);
    await out('0.3.2', 3, { floor: '0.1.0' });
    expect((await desk.updates.check()).belowFloor).toBe(false);
    await withdraw('0.3.2');
    expect((await desk.updates.check()).belowFloor).toBe(false);
    expect(desk.restart().updates.isBelowFloor()).toBe(false);
  });

  test('a floor that one of the two did not sign changes nothing, and keeps nobody from another release', async () => {
    await out('0.2.0', 1);
    await publish(agency, await makeRelease(signers, { version: '0.3.0', sequence: 2, floor: '0.2.0' }), { share: 0 });
    await agency.deps.db.updateTable('release').set({ signatures: '[]' }).where('sequence', '=', 2).execute();
    expect(await desk.updates.check()).toMatchObject({ phase: 'ready', available: '0.2.0', belowFloor: false });
  });

  test('an unsigned floor changes nothing', async () => {
    await out('0.3.0', 1);
    await forge({ manifest: (text) => manifestText({ ...readManifest(text), floor: '0.3.0' }) });
    expect(await desk.updates.check()).toMatchObject({ phase: 'refused', belowFloor: false });
  });
});
