import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProxy } from '../helpers/connect-proxy.ts';
import { makeAuthority } from '../helpers/other-server.ts';
import { startTlsFront } from '../helpers/tls-front.ts';
import { barriers, unseenFocus } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { nav } from './officer.ts';
import { giveNameAndPassword, unlock } from './signing-in.ts';
import { makeWorkstation } from './workstation.ts';

const LOGIN = { username: 'rivera', password: 'blue moon: 7' };

test('a proxy that wants a login is asked for once, on whatever page, and its login is kept in the keychain', async ({
  agency,
  keyring,
  chromium,
}, testInfo) => {
  const authority = makeAuthority('the agency');
  const ca = testInfo.outputPath('authority.pem');
  writeFileSync(ca, authority.own.cert);
  const front = await startTlsFront(agency.url, authority.issue('p2c'));
  const proxy = await startProxy({ login: `${LOGIN.username}:${LOGIN.password}` });
  const env = { SSL_CERT_FILE: ca, NODE_EXTRA_CA_CERTS: ca };
  const desk = makeWorkstation({ server: front.url, keyring, browser: chromium, env, proxy: proxy.url });
  try {
    const page = await desk.open();
    const dialog = page.getByRole('dialog', { name: 'Proxy sign-in' });
    await expect(dialog).toContainText(`The proxy ${proxy.place} on your network requires`);
    expect(await barriers(page, 'proxy sign-in')).toEqual([]);
    expect(await unseenFocus(page, 'proxy sign-in')).toEqual([]);
    const give = async (password: string) => {
      await dialog.getByLabel('Username').fill(LOGIN.username);
      await dialog.getByLabel('Proxy password').fill(password);
      await page.keyboard.press('Enter');
    };
    await give('not the password');
    await expect(dialog).toContainText('The proxy didn’t accept that username and password.');
    const before = proxy.asked.length;
    await give(LOGIN.password);
    await expect(dialog).toHaveCount(0);
    // A refused login was not sent again.
    expect(proxy.asked.slice(0, before).filter(({ login }) => login !== undefined)).toHaveLength(1);
    const officer = agency.account('officer');
    await giveNameAndPassword(page, officer);
    await expect(page.getByRole('grid')).toBeVisible();

    await desk.close();
    const again = await desk.open();
    await unlock(again, officer);
    await expect(again.getByRole('button', { name: /^Connection: Online/ })).toBeVisible();
    await expect(again.getByRole('dialog')).toHaveCount(0);

    await proxy.stop();
    await nav(again, /^Waiting to be sent/).click();
    await expect(again.getByText(`Can’t reach the proxy ${proxy.place}.`)).toBeVisible();
    const logs = join(desk.userData, 'logs');
    const logged = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'));
    expect(logged.join('')).toContain('proxy.login_wanted');
    const encoded = Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64');
    for (const secret of [LOGIN.password, encoded, 'not the password']) expect(logged.join('')).not.toContain(secret);
  } finally {
    await desk.clear();
    await proxy.stop();
    await front.stop();
  }
});
