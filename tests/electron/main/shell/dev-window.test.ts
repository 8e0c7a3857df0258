import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { devWindow, serveDevWindow } from '#electron/main/shell/dev-window.ts';

const NONCE = 'abcdefghijklmnop';
const asked: (string | undefined)[] = [];
let vite: Server;
let P2C_DEV_WINDOW: string;

beforeAll(async () => {
  vite = createServer((request, response) => {
    asked.push(request.url);
    const page = request.url === '/index.html';
    response.writeHead(page ? 200 : 404, { 'content-type': page ? 'text/html' : 'text/javascript', 'x-vite': 'yes' });
    response.end('<html lang="en">');
  });
  await new Promise<void>((done) => vite.listen(0, '127.0.0.1', done));
  P2C_DEV_WINDOW = `http://127.0.0.1:${(vite.address() as AddressInfo).port}/#${NONCE}`;
});
afterAll(() => vite.close());

describe('the dev server address', () => {
  test('is ignored in the packaged application', () => {
    expect(devWindow({ P2C_DEV_WINDOW }, true)).toBeNull();
    expect(devWindow({ P2C_DEV_WINDOW }, false)).toMatchObject({ nonce: NONCE });
    expect(devWindow({}, false)).toBeNull();
  });

  test.each([
    'http://example.com/#abcdefghijklmnop',
    'https://127.0.0.1/#abcdefghijklmnop',
    'http://127.0.0.1:1/#short',
    `http://127.0.0.1:1/#abcdefghijklmnop';script-src *`,
    'nothing',
  ])('is refused: %s', (given) => {
    expect(() => devWindow({ P2C_DEV_WINDOW: given }, false)).toThrow('P2C_DEV_WINDOW must be');
  });
});

describe('a window served by the dev server', () => {
  const serve = (request: Request): Promise<Response> => {
    const dev = devWindow({ P2C_DEV_WINDOW }, false);
    if (dev === null) throw new Error('no address');
    return serveDevWindow(dev, () => 'es')(request);
  };

  test('keeps its policy, except for the nonce and the live reload socket', async () => {
    const page = await serve(new Request('app://p2c/index.html'));
    expect(await page.text()).toBe('<html lang="es">');
    expect(page.headers.get('x-vite')).toBeNull();
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self' 'nonce-abcdefghijklmnop'; style-src 'self' 'nonce-abcdefghijklmnop'; " +
        `img-src 'self' data:; font-src 'self'; connect-src 'self' ws://${new URL(P2C_DEV_WINDOW).host}; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    );
  });

  test('is served by path, and only from the dev server', async () => {
    expect((await serve(new Request('app://p2c//example.com/x?v=1'))).status).toBe(404);
    expect(asked.at(-1)).toBe('//example.com/x?v=1');
    expect((await serve(new Request('app://other/index.html'))).status).toBe(403);
    expect((await serve(new Request('app://p2c/index.html', { method: 'POST' }))).status).toBe(403);
  });
});
