import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SECURITY_HEADERS } from '#electron/main/shell/content-security.ts';
import { serveFolder } from '#electron/main/shell/static-files.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
let ask: (path: string, init?: RequestInit) => Promise<Response>;
beforeAll(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder.path, 'renderer/assets'), { recursive: true });
  mkdirSync(join(folder.path, 'renderer-other'));
  writeFileSync(join(folder.path, 'renderer/index.html'), '<!doctype html>');
  writeFileSync(join(folder.path, 'renderer/assets/a.js'), '1');
  writeFileSync(join(folder.path, 'renderer/private.key'), 'x');
  writeFileSync(join(folder.path, 'outside.html'), 'outside');
  writeFileSync(join(folder.path, 'renderer-other/index.html'), 'outside');
  const serve = serveFolder(join(folder.path, 'renderer'), () => 'en');
  ask = (path, init) => serve(new Request(`app://p2c${path}`, init));
});
afterAll(() => folder.remove());

test('serves the window with its type and a policy that allows nothing from other origins', async () => {
  for (const [path, type] of [
    ['/', 'text/html'],
    ['/index.html', 'text/html'],
    ['/assets/a.js', 'text/javascript'],
  ] as const) {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining(type)]);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  }
});

test('the page has the same policy as its header, except for what only a header can set', () => {
  const page = readFileSync('renderer/index.html', 'utf8');
  const inPage = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1]?.split('; ');
  const inHeader = SECURITY_HEADERS['content-security-policy']?.split('; ');
  expect(inPage).toEqual(inHeader?.filter((directive) => !directive.startsWith('frame-ancestors')));
  // The policy applies only to what follows it.
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<script'));
});

test.each([
  '/../outside.html',
  '/%2e%2e/outside.html',
  '/%2e%2e%2foutside.html',
  '/..%5coutside.html',
  '/assets/..%2f..%2foutside.html',
  '/..%2frenderer-other/index.html',
  '/%00index.html',
  '/%E0%A4%A',
  '/private.key',
  '/assets',
  '/missing.html',
])('does not serve %s', async (path) => {
  const answer = await ask(path);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe('');
});

test('answers only GET requests on our own host', async () => {
  expect((await ask('/', { method: 'POST' })).status).toBe(403);
  const other = await serveFolder(join(folder.path, 'renderer'), () => 'en')(new Request('app://other/index.html'));
  expect(other.status).toBe(403);
});

test('sets the language of the page', async () => {
  writeFileSync(join(folder.path, 'renderer/spoken.html'), '<!doctype html><html lang="en"><p lang="en">');
  const serve = serveFolder(join(folder.path, 'renderer'), () => 'es');
  const page = await serve(new Request('app://p2c/spoken.html'));
  expect(await page.text()).toBe('<!doctype html><html lang="es"><p lang="en">');
});
