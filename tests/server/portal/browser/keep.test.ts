import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_FILE_BYTES } from '#shared/domain/media-type.ts';
import { openBrowser } from '../../../helpers/application.ts';
import { openPortal } from '../portal-fixture.ts';

let browser: Browser;
let address: string;
let portal: Awaited<ReturnType<typeof openPortal>>;
beforeAll(async () => {
  browser = await openBrowser();
  portal = await openPortal();
  address = await portal.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await browser.close();
  await portal.app.close();
});

async function openTab(): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

async function openForm(page: Page): Promise<void> {
  await page.goto(`${address}/start/lost_property`);
  for (const one of await page.locator('[value=no]:not([name="ask.place"])').all()) await one.check();
  await page.locator('[name="ask.place"][value=yes]').check();
  await page.locator('#submit').click();
  await page.locator('form[action*="page=what"]').waitFor();
}

const kept = (page: Page) => page.evaluate(() => JSON.stringify(localStorage));

describe('reloading', () => {
  it('the first page of the form keeps what was typed on it, without asking', async () => {
    const page = await openTab();
    await openForm(page);
    await page.locator('[name="items.0.type"]').fill('A red umbrella');
    await expect.poll(() => kept(page)).toContain('red umbrella');
    await page.reload();
    expect(await page.locator('[name="items.0.type"]').inputValue()).toBe('A red umbrella');
    expect(await page.locator('[data-part=found]').isVisible()).toBe(false);
    await page.context().close();
  });

  it('a later page keeps what was typed and chosen on it, and what was removed stays removed', async () => {
    const page = await openTab();
    await openForm(page);
    await page.locator('[name="items.0.type"]').fill('Umbrella');
    await page.locator('#submit').click();
    await page.locator('[name="when.fromDate"]').fill('2026-11-20');
    await expect.poll(() => kept(page)).toContain('2026-11-20');
    await page.reload();
    expect(await page.locator('[name="when.fromDate"]').inputValue()).toBe('2026-11-20');
    await page.locator('[name="when.fromDate"]').fill('');
    await expect.poll(() => kept(page)).not.toContain('2026-11-20');
    await page.reload();
    expect(await page.locator('[name="when.fromDate"]').inputValue()).toBe('');
    await page.context().close();
  });

  it('the page that answers an officer keeps the answer until it is sent', async () => {
    const page = await openTab();
    await page.goto(`${address}/reply/live`);
    await page.locator('[name="answer.serial_number"]').fill('WTU 123');
    await page.locator('[name="more"]').fill('It has a bell.');
    await expect.poll(() => kept(page)).toContain('It has a bell.');
    await page.reload();
    expect(await page.locator('[name="answer.serial_number"]').inputValue()).toBe('WTU 123');
    expect(await page.locator('[name="more"]').inputValue()).toBe('It has a bell.');
    // Also when the link is opened again, after the connection or the window was lost.
    await page.goto('about:blank');
    await page.goto(`${address}/reply/live`);
    expect(await page.locator('[name="more"]').inputValue()).toBe('It has a bell.');
    await page.locator('[name="answer.value"]').fill('200');
    await page.locator('#submit').click();
    await page.locator('.number').waitFor();
    expect(await kept(page)).not.toContain('bell');
    await page.context().close();
  });

  it('nothing is kept of an answer where the person wants nothing kept on the device', async () => {
    const page = await openTab();
    await page.goto(`${address}/reply/live`);
    await page.locator('[data-act=refuse]').click();
    await page.locator('[name="more"]').fill('It has a bell.');
    await page.goto('about:blank');
    await page.goto(`${address}/reply/live`);
    expect(await kept(page)).not.toContain('bell');
    await page.context().close();
  });
});

it('a file that is too large is named until another is chosen, and no button makes the message vanish', async () => {
  const page = await openTab();
  await page.goto(`${address}/reply/live`);
  const buffer = Buffer.alloc(MOST_FILE_BYTES + 1);
  await page
    .locator('#files')
    .setInputFiles({ name: 'video.jpg', mimeType: 'image/jpeg', buffer }, { timeout: 60_000 });
  await page.locator('#files-part .error', { hasText: 'video.jpg' }).waitFor();
  expect(await page.locator('#add-files').isVisible()).toBe(false);
  await page.context().close();
});
