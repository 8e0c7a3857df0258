import { expect, test } from 'vitest';
import { createWebRequest } from '../../../build/stand-in/web-request.ts';

const page = (): Promise<Response> =>
  Promise.resolve(new Response('page', { status: 201, headers: { 'x-kept': 'yes', 'x-dropped': 'yes' } }));

test('headers that the application changes reach the page, status and body stay', async () => {
  const { webRequest, around } = createWebRequest();
  webRequest.onHeadersReceived((details, answer) => {
    const { 'x-dropped': _dropped, ...kept } = details.responseHeaders ?? {};
    answer({ responseHeaders: { ...kept, 'content-security-policy': ["default-src 'self'"] } });
  });
  const response = await around(new Request('app://p2c/index.html'), 'mainFrame', page);
  expect(response.status).toBe(201);
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-security-policy': "default-src 'self'",
    'content-type': 'text/plain;charset=UTF-8',
    'x-kept': 'yes',
  });
  expect(await response.text()).toBe('page');
});

test('a request that the application cancels never gets to its handler', async () => {
  const { webRequest, around } = createWebRequest();
  webRequest.onBeforeRequest({ urls: ['app://*/password/*'] }, (_details, answer) => answer({ cancel: true }));
  const never = (): Promise<Response> => Promise.reject(new Error('asked'));
  expect((await around(new Request('app://p2c/password/a'), 'xhr', never)).status).toBe(403);
  expect((await around(new Request('app://p2c/open/a'), 'xhr', page)).status).toBe(201);
});

test('a listener that is taken off is asked no more', async () => {
  const { webRequest, around } = createWebRequest();
  webRequest.onBeforeRequest((_details, answer) => answer({ cancel: true }));
  webRequest.onBeforeRequest(null);
  expect((await around(new Request('app://p2c/'), 'mainFrame', page)).status).toBe(201);
});
