import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright';
import { type Application, startApplication } from '../helpers/application.ts';
import { type BuiltServer, startBuiltServer } from '../helpers/built-server.ts';
import { startKeyring } from '../helpers/keyring.ts';
import { atRest } from './at-rest.ts';
import { lineScreens } from './line-screens.ts';
import { searchFor, tick } from './officer.ts';
import { personScreens } from './portal-screens.ts';
import { prepareSupervision, supervisorScreens } from './supervisor-screens.ts';

/**
 * `npm run screenshots [-- --out DIR] [--width W --height H] [--dark] [--portal | --line | --supervisor]`: the screens of the README,
 * taken from the built application with the same demo data each time. `--portal` takes only the public pages; `--line`
 * takes only the screens for files, a lost connection, a conflict and the lock; `--supervisor` every page of a supervisor.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: fileURLToPath(new URL('../../docs/screenshots', import.meta.url)) },
    width: { type: 'string', default: '1366' },
    height: { type: 'string', default: '768' },
    dark: { type: 'boolean', default: false },
    portal: { type: 'boolean', default: false },
    line: { type: 'boolean', default: false },
    supervisor: { type: 'boolean', default: false },
  },
});
const viewport = { width: Number(values.width), height: Number(values.height) };
const colorScheme = values.dark ? 'dark' : 'light';
mkdirSync(values.out, { recursive: true });
const server = await startBuiltServer();
try {
  if (values.line) {
    const signedIn = (page: Page) => signIn(page, server, 'officer');
    await lineScreens(server, { viewport, colorScheme, signIn: signedIn, shot });
  } else if (values.supervisor) {
    await prepareSupervision(server);
    await withApplication(server, async ({ page }) => {
      await signIn(page, server, 'supervisor');
      await supervisorScreens(page, shot);
    });
  } else if (!values.portal) {
    await officerScreens(server);
    await decisionsScreen(server);
  }
  if (!values.line && !values.supervisor) await personScreens(server, values.out, colorScheme);
} finally {
  await server.stop();
}

async function officerScreens(agency: BuiltServer): Promise<void> {
  await withApplication(agency, async ({ page }) => {
    await page.getByRole('button', { name: 'I understand' }).waitFor();
    await shot(page, 'sign-in');
    await signIn(page, agency, 'officer');
    await page.getByRole('row').nth(1).click();
    await page.getByRole('region', { name: /^Report T/ }).waitFor();
    await shot(page, 'queue');
    await page.keyboard.press('Space');
    await shot(page, 'report');
    await page.keyboard.press('Space');
    for (const [key, name] of [
      ['a', 'approve'],
      ['r', 'reject'],
      ['f', 'follow-up'],
      ['l', 'log-a-call'],
    ] as const) {
      await page.keyboard.press(key);
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      if (name === 'reject') await tick(dialog.getByRole('radio', { name: /not in/i }));
      if (name === 'follow-up') {
        for (const nth of [0, 1]) {
          const missing = dialog.getByRole('checkbox').nth(nth);
          if (!(await missing.isChecked())) await tick(missing);
        }
      }
      await shot(page, name);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    await openRequirement(page);
    const nav = page.getByRole('navigation', { name: 'Main' });
    await showView(page, 'Possible duplicates');
    await page.getByRole('row').nth(1).click();
    await page.getByRole('region', { name: 'Possible duplicates' }).waitFor();
    await shot(page, 'duplicates');
    await page.keyboard.press('c');
    await page.getByRole('main', { name: /^Compare/ }).waitFor();
    await shot(page, 'compare');
    await page.keyboard.press('Escape');
    await nav.getByRole('button', { name: /^Queue/ }).click();
    const report = page.getByRole('region', { name: /^Report T/ });
    const another = async (open: () => Promise<void>) => {
      const before = (await report.getAttribute('aria-label')) ?? '';
      await open();
      // In a small window, the first row may be the report that was open.
      const former = page.getByRole('region', { name: before, exact: true });
      await former.waitFor({ state: 'detached', timeout: 3000 }).catch(() => undefined);
      await report.waitFor();
      await atRest(page);
    };
    await another(() => page.getByRole('row').nth(1).click());
    for (let tries = 20; tries > 0 && !(await report.getByText('No open requirements').isVisible()); tries -= 1) {
      await another(() => page.keyboard.press('j'));
    }
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Approve/ })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await shot(page, 'undo');
    await nav.getByRole('button', { name: /Waiting to be sent/ }).click();
    await shot(page, 'outbox');
    await nav.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('region', { name: 'Received vs. closed' }).waitFor();
    await shot(page, 'start');
    await nav.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('region', { name: 'Keyboard shortcuts' }).waitFor();
    await shot(page, 'settings');
    await nav.getByRole('button', { name: /Updates/ }).click();
    await page.getByRole('main', { name: 'Updates' }).waitFor();
    await shot(page, 'updates');
    await nav.getByRole('button', { name: /^Queue/ }).click();
    await showView(page, 'Waiting on reporter');
    await page.getByRole('row').nth(1).click();
    await page.keyboard.press('Space');
    await page
      .getByRole('button', { name: /^Letter:/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'History' }).evaluate((heading) => heading.scrollIntoView());
    await shot(page, 'history');
  });
}

/** Shows a view of the queue, also in a window too small to list the views. */
async function showView(page: Page, title: string): Promise<void> {
  const close = page.getByRole('button', { name: 'Close report' });
  if (await close.isVisible()) await close.click();
  await page.getByRole('button', { name: /^View/ }).click();
  await page.getByRole('menuitem', { name: title }).click();
  await page.getByRole('button', { name: `View: ${title}` }).waitFor();
  await atRest(page);
}

/** Takes the approval of a report with an open requirement, and the report on paper. */
async function openRequirement(page: Page): Promise<void> {
  await searchFor(page, 'has:flag');
  await page.getByRole('row').nth(1).waitFor();
  await atRest(page);
  await page.getByRole('row').nth(1).click();
  const dialog = page.getByRole('dialog');
  const open = dialog.getByRole('region', { name: 'Requirements not met' });
  for (let tries = 20; tries > 0; tries -= 1) {
    await page.keyboard.press('a');
    await dialog.waitFor();
    if ((await open.count()) > 0) break;
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('j');
  }
  await open.waitFor();
  await shot(page, 'approve-requirement');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.pdf({ path: join(values.out, 'report.pdf'), format: 'Letter' });
  await searchFor(page, '');
  await atRest(page);
}

async function decisionsScreen(agency: BuiltServer): Promise<void> {
  await withApplication(agency, async ({ page }) => {
    await signIn(page, agency, 'supervisor');
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('button', { name: /Decisions/ })
      .click();
    await page.getByRole('row').nth(2).click();
    await shot(page, 'decisions');
  });
}

async function withApplication(agency: BuiltServer, look: (app: Application) => Promise<void>): Promise<void> {
  const userData = mkdtempSync(join(tmpdir(), 'p2c-screens-'));
  const keyring = await startKeyring();
  const app = await startApplication({ server: agency.url, userData, env: keyring.env, viewport, colorScheme });
  try {
    await look(app);
  } finally {
    await app.close();
    await keyring.stop();
    rmSync(userData, { recursive: true, force: true });
  }
}

async function signIn(page: Page, agency: BuiltServer, role: 'officer' | 'supervisor'): Promise<void> {
  const { name, password } = agency.account(role);
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('textbox', { name: 'Username' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^Connection: online/i }).waitFor();
  await page.getByRole('row').nth(3).waitFor();
  await page.getByRole('button', { name: 'No thanks' }).click();
}

/** Lists of the server appear without a sign of loading before them, so a picture waits until nothing changes any more. */
async function shot(page: Page, name: string): Promise<void> {
  await atRest(page);
  await page.evaluate(
    (quietMs) =>
      new Promise<void>((resolve) => {
        const settled = () => {
          changes.disconnect();
          resolve();
        };
        let timer = setTimeout(settled, quietMs);
        const changes = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(settled, quietMs);
        });
        changes.observe(document.body, { childList: true, characterData: true, subtree: true });
      }),
    500,
  );
  await page.screenshot({ path: join(values.out, `${name}.png`) });
}
