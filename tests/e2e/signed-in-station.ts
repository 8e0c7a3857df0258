import { type Browser, expect, type Page } from 'playwright/test';
import { FIRST_PREFERENCES } from '#shared/domain/preferences.ts';
import { type Input, ipc, type Output } from '#shared/ipc.ts';
import type { Channel } from '#shared/ipc-names.ts';
import { workstationSettings } from '#shared/settings.ts';
import type { BuiltServer } from '../helpers/built-server.ts';
import type { Keyring } from '../helpers/keyring.ts';
import { type Line, startLine } from '../helpers/line.ts';
import { rowsArrived } from './at-rest.ts';
import { givePassword, signIn } from './signing-in.ts';
import { type Desk, makeWorkstation } from './workstation.ts';

/** The roles that have a queue. */
export type Reviewer = 'officer' | 'supervisor';
export type Signed = { page: Page; line: Line; desk: Desk };
type Place = { agency: BuiltServer; keyring: Keyring; browser: () => Promise<Browser> };
type Size = { width: number; height: number };

/** Most specs look for reports of any state, and many read columns. */
const ALL_IN_ONE_LINE = { ...FIRST_PREFERENCES, begin: 'queue', density: 'comfortable' } as const;

/**
 * Signs in an application when a spec first needs it and keeps it for the next spec in a clean state: nothing waits to
 * be sent, the window has its original size, the page is reloaded, and the officer has the settings that most specs
 * expect.
 */
export function signedInLater({ agency, keyring, browser }: Place) {
  let signed: Promise<Signed & { size: Size }> | null = null;
  let here: Reviewer = 'officer';

  async function open(role: Reviewer) {
    const line = await startLine(agency.url);
    const desk = makeWorkstation({ server: line.url, keyring, browser });
    const page = await desk.open();
    await signIn(page, agency.account(role));
    await ask(page, 'preferences.change', ALL_IN_ONE_LINE);
    await rowsArrived(page);
    const size = await page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));
    return { page, line, desk, size };
  }

  async function tidy({ page, line, size }: Signed & { size: Size }, role: Reviewer): Promise<void> {
    await line.online();
    const session = async () => (await ask(page, 'session.state', undefined)).kind;
    const found = await session();
    if (found === 'signed_out') throw new Error('A spec that signs out needs a workstation of its own.');
    // The window was locked by a spec, or because other tests took longer than the policy allows a window to be idle.
    if (found === 'locked') await givePassword(page, agency.account(here));
    await expect.poll(session).toBe('signed_in');
    await expect.poll(() => unsent(page)).toBe(0);
    await ask(page, 'preferences.change', ALL_IN_ONE_LINE);
    await ask(page, 'settings.set', workstationSettings.parse({}));
    await page.emulateMedia({ media: null, reducedMotion: null, forcedColors: null });
    await page.setViewportSize(size);
    if (here !== role) await ask(page, 'session.sign-out', { leaveUnsent: false });
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    if (here !== role) {
      await signIn(page, agency.account(role));
      await ask(page, 'preferences.change', ALL_IN_ONE_LINE);
    }
    await expect(page.getByRole('grid')).toBeVisible();
    // After a spec that was offline for long, the workstation waits before it reconnects.
    await expect(page.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
    await rowsArrived(page);
  }

  return {
    station: async (role: Reviewer): Promise<Signed> => {
      const fresh = signed === null;
      const station = await (signed ??= open(role));
      if (!fresh) await tidy(station, role);
      here = role;
      return station;
    },
    clear: async () => {
      const station = await signed;
      await station?.desk.clear();
      await station?.line.stop();
    },
  };
}

/** Sends what is waiting, withdraws what the server rejected, and returns how many are left. */
async function unsent(page: Page): Promise<number> {
  await ask(page, 'outbox.send-now', undefined);
  const acts = await ask(page, 'outbox.list', undefined);
  const pairs = await ask(page, 'pairs.list', undefined);
  const stuck = (state: string) => state === 'conflict' || state === 'refused';
  for (const { id } of acts.filter((one) => stuck(one.state))) await ask(page, 'outbox.cancel', { id });
  for (const { id } of pairs.filter((one) => stuck(one.state))) await ask(page, 'pairs.undo', { id });
  return acts.length + pairs.length;
}

/** Sends a request to the main process as the window does. */
async function ask<C extends Channel>(page: Page, channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = await page.evaluate(([to, what]) => window.p2c.call(to, what), [channel, input] as const);
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.code}`);
  return ipc[channel].output.parse(answer.value) as Output<C>;
}
