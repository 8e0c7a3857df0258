import { createHash } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../helpers/application.ts';
import { type Launched, launch, userDataFolder } from './launch.ts';

type Bridge = { call: (channel: string, ...args: unknown[]) => Promise<unknown>; requireFs: () => void };
declare const p2c: Bridge;

const ADDRESS = /stand-in window 1: (http:\S+)/;
const AGAIN = /[^]*stand-in window 1 again: (http:\S+)\n/;

let folder: Awaited<ReturnType<typeof userDataFolder>>;
let app: Launched;
let browser: Browser;
let page: Page;
let address: string;
let origin: string;

beforeAll(async () => {
  folder = await userDataFolder();
  app = launch(folder.path, [], { XDG_CACHE_HOME: folder.path, APPIMAGE: `${folder.path}/old.AppImage` });
  browser = await openBrowser();
  page = await (await browser.newContext()).newPage();
  address = await app.until(ADDRESS);
  origin = new URL(address).origin;
  await page.goto(address);
});

afterAll(async () => {
  await browser?.close();
  app?.child.kill('SIGTERM');
  await app?.exitCode();
  await folder?.remove();
});

const call = (channel: string, ...args: unknown[]): Promise<unknown> =>
  page.evaluate(([name, rest]) => p2c.call(name, ...rest), [channel, args] as const);

describe('the page', () => {
  test('comes from the real protocol handler, with its policy, after the real preload', async () => {
    const response = await page.request.get(`${origin}/index.html`);
    expect(response.headers()['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'",
    );
    expect(page.url()).toBe(`${origin}/index.html#/start`);
    expect(await page.locator('html').getAttribute('data-preload')).toBe('object');
    await app.until(/fixture loaded/);
  });

  test('keeps the handler’s status', async () => {
    expect((await page.request.get(`${origin}/no/such`)).status()).toBe(404);
  });

  test('gets a preload that can require nothing but electron', async () => {
    await expect(page.evaluate(() => p2c.requireFs())).rejects.toThrow(/not supported by the stand-in: require/);
  });

  test('cannot change what the preload exposed', async () => {
    expect(await page.evaluate(() => [Object.isFrozen(p2c), Reflect.set(window, 'p2c', 1)])).toEqual([true, false]);
  });
});

describe('invoke', () => {
  test('carries dates, bytes, undefined, maps and big integers both ways', async () => {
    const { seen, back } = await page.evaluate(async () => {
      const value = [new Date(5), new Uint8Array([1, 2]), undefined, new Map([['a', 1n]]), { $: 'tag' }];
      const answer = (await p2c.call('echo', ...value)) as { seen: string; args: typeof value };
      const [date, bytes, nothing, map, tag] = answer.args as [
        Date,
        Uint8Array,
        undefined,
        Map<string, bigint>,
        object,
      ];
      return {
        seen: answer.seen,
        back: [date.getTime(), bytes instanceof Uint8Array && bytes[1], nothing, map.get('a') === 1n, tag],
      };
    });
    expect(seen).toBe(
      "[\n  1970-01-01T00:00:00.005Z,\n  Uint8Array(2) [ 1, 2 ],\n  undefined,\n  Map(1) { 'a' => 1n },\n  { '$': 'tag' }\n]",
    );
    expect(back).toEqual([5, 2, undefined, true, { $: 'tag' }]);
  });

  test('fails in the page with the text that Electron would give', async () => {
    await expect(call('fail')).rejects.toThrow("Error invoking remote method 'fail': TypeError: boom");
    await expect(call('nobody')).rejects.toThrow(
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    );
  });

  test('names the sender by the application’s own address', async () => {
    expect(await call('sender')).toEqual({ url: 'app://fixture/index.html#/start', parent: null, same: true });
  });

  test('has its counterpart: a message pushed to the page', async () => {
    await call('push');
    await expect.poll(() => page.locator('#pushed').textContent()).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('what the application may not do here', () => {
  test('throws by name', async () => {
    expect(await call('unknown')).toEqual([
      'not supported by the stand-in: app.setBadgeCount',
      'not supported by the stand-in: electron.Tray',
      'not supported by the stand-in: webContents.printToPDF',
      "not supported by the stand-in: app.on('no-such-event')",
      'not supported by the stand-in: the unsafe webPreferences.sandbox: false',
      'not supported by the stand-in: the unsafe webPreferences.contextIsolation: false',
    ]);
  });

  test('reach another machine', async () => {
    expect(await call('fetch-outside')).toMatch(/a connection to 192\.0\.2\.1 \(only loopback\)/);
    expect(await call('net-outside')).toMatch(/net to http:\/\/192\.0\.2\.1/);
  });

  test('use electron in a worker thread, or reach another machine from there', async () => {
    expect(await call('worker')).toEqual([
      expect.stringMatching(/^not supported by the stand-in: electron in a worker thread/),
      expect.stringMatching(/^not supported by the stand-in: a connection to 192\.0\.2\.1/),
    ]);
  });

  test('wait for ready at the top level of its entry', async () => {
    const own = await userDataFolder();
    const waiting = launch(own.path, [], {}, 'waits.mjs');
    await waiting.until(/fixture waits/);
    waiting.child.kill('SIGTERM');
    await waiting.exitCode();
    expect(waiting.output()).toMatch(/^stand-in: \S+waits\.mjs has not ended\. Use app\.whenReady\(\)\.then/m);
    expect(waiting.output()).not.toContain('got ready');
    await own.remove();
  });

  test('be started for an agency server elsewhere', async () => {
    const refused = launch(folder.path, [], { P2C_SERVER_URL: 'https://p2c.example.gov' });
    expect(await refused.exitCode()).toBe(1);
    expect(refused.output()).toMatch(/^stand-in refused: P2C_SERVER_URL names p2c\.example\.gov/);
  });
});

describe('leaving the page', () => {
  test('is asked about, and prevented when the application says so', async () => {
    await page.click('#away');
    await app.until(/fixture will-navigate https:\/\/example\.com\/\n/);
    expect(page.url()).toBe(`${origin}/index.html#/start`);
  });

  test('is asked about too where the page loads itself again, as Electron asks', async () => {
    await page.evaluate(() => location.reload());
    await app.until(/fixture will-navigate app:\/\/fixture\/index\.html#\/start\n/);
  });

  test('to a new window goes to the handler, which may hand it to the system’s browser', async () => {
    await page.click('#blank');
    await app.until(/stand-in openExternal: https:\/\/example\.com\/new\n/);
    expect(page.context().pages()).toHaveLength(1);
  });
});

describe('a window', () => {
  test('goes where the application sends it, and reloads when told', async () => {
    // The response may arrive after the requesting page is closed.
    await call('load', 'app://fixture/index.html?again#/there').catch(() => {});
    await app.until(/fixture loaded app:\/\/fixture\/index\.html\?again#\/there\n/);
    expect(page.url()).toBe(`${origin}/index.html?again#/there`);
    await page.evaluate(() => Reflect.set(window, 'mark', 1));
    await Promise.all([page.waitForEvent('load'), call('reload').catch(() => {})]);
    expect(await page.evaluate(() => Reflect.get(window, 'mark'))).toBeUndefined();
    expect(await call('sender')).toMatchObject({ url: 'app://fixture/index.html?again#/there' });
  });

  test('of its own has its own origin, and its page says when it was closed', async () => {
    await call('second window');
    const second = await page.context().newPage();
    await second.goto(await app.until(/stand-in window 2: (http:\S+)/));
    expect(new URL(second.url()).origin).not.toBe(origin);
    await second.evaluate(() => void p2c.call('close me'));
    await app.until(/fixture second window closed/);
    await expect.poll(() => second.textContent('body')).toContain('was closed');
    await second.close();
    expect(await call('sender')).toMatchObject({ same: true });
  });
});

describe('nobody else', () => {
  test('gets in with a used address or without the cookie', async () => {
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(403);
    expect((await fetch(`${origin}/index.html`)).status).toBe(403);
    expect((await fetch(`${origin}/.stand-in/page.js`)).status).toBe(403);
  });

  test('gets in under another host name, or from another origin', async () => {
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
    const status = async (more: Record<string, string>): Promise<number | undefined> => {
      return await new Promise((resolve, reject) => {
        request(`${origin}/index.html`, { headers: { ...headers, ...more } }, (answer) => resolve(answer.statusCode))
          .on('error', reject)
          .end();
      });
    };
    expect(await status({})).toBe(200);
    expect(await status({ host: 'p2c.example.com' })).toBe(403);
    expect(await status({ origin: 'http://127.0.0.1:1' })).toBe(403);
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket' };
    expect(await status({ ...upgrade, origin: 'http://127.0.0.1:1' })).toBe(403);
    expect(await status(upgrade)).toBe(403);
  });
});

test('electron-updater finds and downloads a new version from a loopback feed, through net', async () => {
  const image = 'a new version';
  const sha512 = createHash('sha512').update(image).digest('base64');
  const manifest = `version: 2.0.0\nfiles:\n  - url: a.AppImage\n    sha512: ${sha512}\n    size: ${image.length}\n`;
  const feed = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/a.AppImage') {
      response.writeHead(302, { location: '/moved.AppImage' });
    }
    response.end(path === '/latest-linux.yml' ? manifest : image);
  });
  await new Promise<void>((done) => feed.listen(0, '127.0.0.1', done));
  const { port } = feed.address() as AddressInfo;
  expect(await call('updates', `http://127.0.0.1:${port}`)).toEqual({ version: '2.0.0', text: image });
  feed.close();
});

test('a second instance ends, and the first hears its arguments', async () => {
  const second = launch(folder.path, ['from-the-second']);
  expect(await second.exitCode()).toBe(0);
  expect(second.output()).toBe('fixture is second\n');
  await app.until(/fixture second-instance from-the-second/);
});

test('the newest page has the window, the older one says so, and quitting ends both', async () => {
  const newer = await (await browser.newContext()).newPage();
  await newer.goto(await app.until(AGAIN));
  await expect.poll(() => page.textContent('body')).toContain('opened elsewhere');
  await newer.evaluate(() => p2c.call('quit'));
  expect(await app.exitCode()).toBe(0);
  expect(app.output()).toMatch(/fixture before-quit\nfixture quit 0\n$/);
  await expect.poll(() => newer.textContent('body')).toMatch(/was closed|has ended/);
});
