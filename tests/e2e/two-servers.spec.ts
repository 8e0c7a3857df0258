import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApplication } from '../helpers/application.ts';
import { startBeside } from '../helpers/built-server.ts';
import { startKeyring } from '../helpers/keyring.ts';
import { startLine } from '../helpers/line.ts';
import { signIn } from './fixtures.ts';
import { acceptAndSend, fillForm, reachForm, toSummary } from './journey.ts';
import { approveOpen, chooseUndoTime, nav, openReport } from './officer.ts';
import { address, expect, linkTo, PHONE, test } from './portal-fixtures.ts';

test('a person and an officer are served by two server processes in turn without noticing', async ({
  agency,
  mail,
  chromium,
}) => {
  const second = await startBeside(agency, { SMTP_URL: mail.url, MAIL_FROM: 'p2c@agency.example' });
  const line = await startLine(agency.url, second.url);
  const userData = mkdtempSync(join(tmpdir(), 'p2c-desk-'));
  const keyring = await startKeyring();
  const app = await startApplication({ server: line.url, userData, env: keyring.env });
  const context = await chromium.newContext(PHONE);
  try {
    await signIn(app.page, agency.account('officer'));
    await chooseUndoTime(app.page, '2 minutes');
    const page = await context.newPage();
    const email = address();
    /**
     * Mailed links have the address of the process that wrote them, but the person's browser can reach only the load
     * balancer.
     */
    const open = async (kind: string) => page.goto(line.url + new URL(await linkTo(mail, email, kind)).pathname);
    await reachForm(page, line.url, 'larceny', 'es');
    await fillForm(page, 'larceny', { email, lang: 'es' });
    await toSummary(page);
    await acceptAndSend(page);
    await open('confirm');
    await page.locator('#submit').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Su reporte fue enviado');
    const trackingNumber = await page.locator('.number').innerText();

    const opened = await openReport(app.page, trackingNumber);
    await expect(opened).toContainText('La dejé a las ocho de la noche.');
    await approveOpen(app.page);
    await app.page.getByRole('dialog').waitFor({ state: 'detached' });
    await nav(app.page, /Waiting to be sent/).click();
    await app.page.getByRole('button', { name: 'Send now (can’t undo)' }).click();
    await mail.mailTo(email, 'aprob');
    await open('status');
    await expect(page.locator('#stage')).toHaveText('Su reporte está aprobado');
    for (const connections of line.taken) expect(connections).toBeGreaterThan(1);
  } finally {
    await context.close();
    await app.close();
    await keyring.stop();
    await line.stop();
    await second.stop();
    rmSync(userData, { recursive: true, force: true });
  }
});
