import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { publishRelease } from '#server/commands/updates/publish-release.ts';
import { startEmbedded } from '#server/db/embedded.ts';
import { type Db, openDatabase } from '#server/db/open.ts';
import { readManifest, releaseSignature } from '#shared/updates/release.ts';
import { type BuiltServer, startBuiltServer } from '../../helpers/built-server.ts';
import { type Gate, openGate } from '../../helpers/gate.ts';
import { type Keyring, startKeyring } from '../../helpers/keyring.ts';
import { screenHere } from '../../helpers/screen.ts';
import { manage, type Packaged, picture, startPackaged } from '../package/packaged.ts';
import { endBelow, type Installed, installPackage, isPackage } from './installed.ts';

/**
 * `from` is a package for one account (AppImage, Windows installer, a Mac's zip); `to` is a folder with the signed
 * release that follows it (docs/it/updates-and-keys.md). The package must have the built-in vendor key that signed the
 * release.
 */
const from = process.env['P2C_UPDATE_FROM'] ?? '';
const to = process.env['P2C_UPDATE_TO'] ?? '';
const mark = z.object({
  state: z.string(),
  unfinished: z.number(),
  lastGood: z.object({ version: z.string() }).nullable(),
});
const isLinux = process.platform === 'linux';
const isGiven = existsSync(from) && existsSync(join(to, 'release.signatures.json'));
if (!isGiven) console.warn('NOT TESTED: an update of itself. P2C_UPDATE_FROM and P2C_UPDATE_TO name none.');

describe.skipIf(!isGiven)('an installed application', () => {
  let agency: BuiltServer;
  let gate: Gate;
  let keyring: Pick<Keyring, 'env' | 'stop'>;
  let desk: Packaged;
  let unmanage: () => void;
  const folder = mkdtempSync(join(tmpdir(), 'p2c-self-update-'));
  let installed: Installed;
  const packed = () => readdirSync(to).find(isPackage) ?? '';

  beforeAll(async () => {
    installed = installPackage(from, folder);
    agency = await startBuiltServer({ reports: 40 });
    gate = await openGate(agency.url);
    keyring = await ownKeyring();
    const signatures = z
      .array(releaseSignature)
      .parse(JSON.parse(readFileSync(join(to, 'release.signatures.json'), 'utf8')));
    const updateKeys = signatures.find(({ by }) => by === 'agency')?.key;
    unmanage = manage({ server: gate.url, remoteDebugging: true, updateKeys });
  }, 120_000);
  afterAll(async () => {
    installed?.endAll();
    unmanage?.();
    await gate?.stop();
    await keyring?.stop();
    await agency?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  // Machines without FUSE unpack the package to run it.
  const open = async (
    path = installed.program,
    userData = join(folder, 'user-data'),
    more: Record<string, string> = {},
  ) => {
    const unpacked: Record<string, string> = isLinux ? { APPIMAGE_EXTRACT_AND_RUN: '1', TMPDIR: folder } : {};
    const env = { ...keyring.env, ...unpacked, ...more };
    const opened = await startPackaged(path, { userData, env });
    await opened.page.until('window.p2c', 'the page');
    return opened;
  };
  const withDatabase = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
    const database = await startEmbedded(agency.data, 'visit');
    const db = openDatabase(database.url, () => {}, 1);
    try {
      return await work(db);
    } finally {
      await db.destroy();
      await database.stop();
    }
  };
  /** The agency publishes the next version, once. */
  let publication: ReturnType<typeof publishRelease> | null = null;
  const published = () =>
    (publication ??= withDatabase((db) => {
      const deps = { db, now: () => new Date(), publicUrl: agency.url } as Parameters<typeof publishRelease>[0];
      const given = { from: to, dataDir: agency.data, agencyKeys: null, share: 100, window: null };
      return publishRelease(deps, given, { actor: 'test', source: 'test' });
    }));
  const call = (channel: string, input?: unknown) =>
    desk.page.evaluate(
      `window.p2c.call(${JSON.stringify(channel)}, ${JSON.stringify(input)}).then((answer) => answer.ok ? answer.value : { error: answer.error.code })`,
    );
  const isTrue = (channel: string, test: string, what: string) =>
    desk.page.until(`window.p2c.call('${channel}').then(({ value: it }) => ${test})`, what);
  /** Waits for a report, other than one if given, and returns its tracking number. */
  const opened = async (other = '') => {
    const number = `(/Opened (T\\S+),/.exec(document.body.innerText) ?? [])[1]`;
    const may = `[...document.querySelectorAll('button')].some((one) => /^Approve/.test(one.innerText))`;
    await desk.page.until(`${may} && ${number} && ${number} !== '${other}'`, 'the report');
    return String(await desk.page.evaluate(number));
  };
  const password = async () => {
    await desk.page.click('input[type="password"]');
    await desk.page.type(agency.account('officer').password);
    await desk.page.press('Enter');
    await desk.page.until(`document.querySelector('[role="grid"]')`, 'the queue');
  };

  /** Signs in, decides on one report, whose acknowledgement never comes, and leaves the form of another one open. */
  const workHalfDone = async () => {
    const { page } = desk;
    await page.click('button', 'I understand');
    await page.until(`document.querySelector('input[autocomplete="username"]')`, 'the sign-in');
    await page.click('input[autocomplete="username"]');
    await page.type(agency.account('officer').name);
    await password();
    await page.click('button', 'No thanks');

    gate.hold((url) => url.endsWith('/acts'));
    await page.until(`document.querySelectorAll('[role="grid"] [role="row"]').length > 5`, 'the reports');
    await page.press('ArrowDown');
    await page.press('Enter');
    const first = await opened();
    await page.press('n');
    await page.until(`document.querySelector('[role="dialog"] textarea')`, 'the form');
    await page.click('[role="dialog"] textarea');
    await page.type('Called the store; it has a video.');
    await page.click('[role="dialog"] button', '^(Save|Add) note');
    await page.until(`!document.querySelector('[role="dialog"]')`, 'the end of the form');
    await call('outbox.send-now');
    await isTrue('sync.state', 'it.waiting + it.held === 1', 'the decision that waits');
    await page.press('j');
    await opened(first);
    await page.press('n');
    await page.until(`document.querySelector('[role="dialog"] textarea')`, 'the other form');
    await page.click('[role="dialog"] textarea');
    await page.type('A sentence that is not finished');
    await isTrue('cache.state', 'it.drafts === 1', 'the kept draft');
  };

  test('goes to the next version by itself, with a decision that waits and a form that is open', async () => {
    desk = await open();
    await workHalfDone();
    const { page } = desk;
    const before = String(Object(await call('app.info'))['version']);

    // The workstation downloads while the officer works, and changes nothing.
    const { version } = await published();
    expect(await call('updates.check')).toMatchObject({ phase: 'ready', available: version, current: before });
    expect(installed.is(to)).toBe(false);
    expect(await page.evaluate(`document.querySelector('[role="dialog"] textarea').value`)).toContain('not finished');

    await picture(page, 'update-before');
    // A locked window closes without a question: all is on the disk.
    await call('session.lock');
    await page.until(`document.querySelector('input[type="password"]')`, 'the lock');
    await desk.leave();
    // Windows and macOS replace the application once it has ended.
    await expect.poll(() => installed.is(to), { timeout: 120_000, interval: 500 }).toBe(true);

    desk = await open();
    await password();
    expect(await call('app.info')).toMatchObject({ version });
    await isTrue('sync.state', 'it.waiting + it.held === 1', 'the decision that waited');
    await isTrue('cache.state', 'it.drafts === 1', 'the draft');
    expect(await call('updates.state')).toMatchObject({ news: { version }, belowFloor: false });
    expect(await desk.page.evaluate('document.body.innerText')).toContain(`Version ${version} was installed`);
    await picture(desk.page, 'update-after');
    gate.mend();
    await isTrue('sync.state', 'it.waiting + it.held + it.needsYou === 0', 'the sent decision');
    expect(await call('updates.check')).toMatchObject({ phase: 'up_to_date', current: version });
  }, 300_000);

  // The remaining tests need a package that is itself the program, as on Linux.
  test.skipIf(!isLinux)(
    'goes back to the version before when the next one ended twice in its start, and loses nothing',
    async () => {
      endBelow(folder);
      await published();
      // Simulates another computer, because the first one's keychain remembers who signed in.
      const other = await startKeyring();
      onTestFinished(() => other.stop());
      const own = join(folder, 'back');
      const [back, userData] = [join(own, 'P2C-Review.AppImage'), join(own, 'user-data')];
      mkdirSync(own);
      copyFileSync(from, back);
      desk = await open(back, userData, other.env);
      await workHalfDone();
      const before = String(Object(await call('app.info'))['version']);
      expect(await call('updates.check')).toMatchObject({ phase: 'ready' });
      await call('session.lock');
      await desk.page.until(`document.querySelector('input[type="password"]')`, 'the lock');
      await desk.leave();
      expect(readFileSync(back).equals(readFileSync(join(to, packed())))).toBe(true);

      const readMark = () => mark.parse(JSON.parse(readFileSync(join(userData, 'start.json'), 'utf8')));
      const env = { ...other.env, APPIMAGE_EXTRACT_AND_RUN: '1', TMPDIR: folder };
      for (const unfinished of [0, 1]) {
        const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
        spawn(back, [`--user-data-dir=${userData}`, ...asRoot], {
          env: { ...process.env, ...(await screenHere()), ...env },
          stdio: 'ignore',
        });
        await expect
          .poll(readMark, { timeout: 60_000, interval: 5 })
          .toMatchObject({ state: 'starting', unfinished, lastGood: { version: before } });
        endBelow(folder);
      }
      desk = await startPackaged(back, { userData, env });
      const said = 'document.body.innerText';
      await desk.page.until(`${said}.includes('P2C Review didn’t start')`, 'the repair page');
      expect(await desk.page.evaluate(said)).toContain(`Last version that started here: ${before}`);
      await picture(desk.page, 'update-repair-page');
      await desk.leave();

      // IT reinstalls the version that the page names.
      copyFileSync(from, back);
      desk = await open(back, userData, other.env);
      await password();
      expect(await call('app.info')).toMatchObject({ version: before });
      await isTrue('sync.state', 'it.waiting + it.held === 1', 'the decision that waited');
      await isTrue('cache.state', 'it.drafts === 1', 'the draft');
      gate.mend();
      await isTrue('sync.state', 'it.waiting + it.held + it.needsYou === 0', 'the sent decision');
    },
    600_000,
  );

  test.skipIf(!isLinux)(
    'restarts into the next version by itself in the maintenance window, where nobody is signed in',
    async () => {
      endBelow(folder);
      const clock = new Intl.DateTimeFormat('en-GB', {
        hour: '2-digit',
        minute: '2-digit',
        timeZone: 'America/New_York',
      });
      await published();
      const [window_from, window_to] = [-1, 2].map((hours) => clock.format(Date.now() + hours * 3_600_000));
      await withDatabase((db) => db.updateTable('release').set({ window_from, window_to }).execute());
      const unattended = join(folder, 'unattended', 'P2C-Review.AppImage');
      mkdirSync(dirname(unattended));
      copyFileSync(from, unattended);
      const userData = join(folder, 'config', 'P2C Review');
      desk = await open(unattended, userData, { XDG_CONFIG_HOME: join(folder, 'config') });
      const started = () =>
        [
          ...readFileSync(join(userData, 'logs/main.log'), 'utf8').matchAll(
            /"event":"app.started","version":"([\d.]+)"/g,
          ),
        ].map(([, version]) => version);
      const release = readManifest(readFileSync(join(to, 'release.json'), 'utf8'));
      try {
        await expect.poll(started, { timeout: 90_000 }).toEqual([expect.any(String), release.version]);
        expect(readFileSync(unattended).equals(readFileSync(join(to, packed())))).toBe(true);
      } finally {
        endBelow(folder);
      }
    },
    180_000,
  );
});

/** Starts a keyring of the test's own on Linux; elsewhere, uses the account's keyring. */
const ownKeyring = (): Promise<Pick<Keyring, 'env' | 'stop'>> =>
  isLinux ? startKeyring() : Promise.resolve({ env: {}, stop: () => Promise.resolve() });
