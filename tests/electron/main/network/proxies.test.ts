import { beforeEach, expect, test } from 'vitest';
import { memoryKeychain } from '#electron/main/keychain.ts';
import { pacAnswer } from '#electron/main/network/pac-answer.ts';
import { createProxies, type ProxyDeps } from '#electron/main/network/proxies.ts';

const URL_ASKED = 'https://p2c.example.gov/';
const PROXY = 'http://proxy.example.gov:3128';
const LOGIN = { username: 'rivera', password: 'blue moon' };

let keychain: ReturnType<typeof memoryKeychain>;
let logged: string;
let told: number;
let clock: number;
beforeEach(() => {
  keychain = memoryKeychain();
  [logged, told, clock] = ['', 0, 0];
});

const open = (given: Partial<ProxyDeps> = {}) =>
  createProxies({
    setting: PROXY,
    resolve: async () => 'DIRECT',
    openKeychain: async () => keychain,
    announce: () => {
      told += 1;
    },
    log: (...said) => {
      logged += JSON.stringify(said);
    },
    now: () => new Date(clock),
    ...given,
  });

test.each([
  ['DIRECT', ['direct']],
  ['PROXY a.example:8080; DIRECT', ['http://a.example:8080', 'direct']],
  ['HTTPS a.example:443;PROXY b.example:80', ['https://a.example', 'http://b.example']],
  ['PROXY [2001:db8::1]:3128', ['http://[2001:db8::1]:3128']],
  ['SOCKS5 a.example:1080; PROXY b.example:81', ['http://b.example:81']],
  ['SOCKS a.example:1080', []],
  ['PROXY', []],
  ['', []],
])('the answer %j of a PAC file', (text, ways) => expect(pacAnswer(text)).toEqual(ways));

test('the system is asked only if the managed settings leave it to the system', async () => {
  const asked: string[] = [];
  const resolve = async (url: string) => {
    asked.push(url);
    return 'PROXY pac.example:1';
  };
  expect(await open({ setting: 'direct', resolve }).proxiesFor(URL_ASKED)).toEqual(['direct']);
  expect(await open({ setting: PROXY, resolve }).proxiesFor(URL_ASKED)).toEqual([{ url: PROXY, login: null }]);
  expect(asked).toEqual([]);
  const found = await open({ setting: 'system', resolve }).proxiesFor(URL_ASKED);
  expect([asked, found]).toEqual([[URL_ASKED], [{ url: 'http://pac.example:1', login: null }]]);
});

test('a system that cannot say its proxies offers no way, instead of a direct one', async () => {
  const resolve = () => Promise.reject(new Error('no'));
  expect(await open({ setting: 'system', resolve }).proxiesFor(URL_ASKED)).toEqual([]);
});

test('a login is asked for once, kept in the keychain, and used after a restart', async () => {
  const proxies = open();
  for (const _ of [1, 2]) proxies.loginWanted({ url: PROXY, login: null });
  expect([proxies.state().wanted, told]).toEqual([{ proxy: 'proxy.example.gov:3128', wasWrong: false }, 1]);
  expect(await proxies.signIn(LOGIN)).toEqual({ wanted: null });
  expect(await proxies.proxiesFor(URL_ASKED)).toEqual([{ url: PROXY, login: LOGIN }]);
  expect(await open().proxiesFor(URL_ASKED)).toEqual([{ url: PROXY, login: LOGIN }]);
  expect(logged).not.toMatch(/rivera|blue moon/);
});

test('a login that the proxy refused is not tried again, and the next one is asked for', async () => {
  const proxies = open();
  proxies.loginWanted({ url: PROXY, login: null });
  await proxies.signIn(LOGIN);
  proxies.loginWanted({ url: PROXY, login: LOGIN });
  expect(proxies.state().wanted).toEqual({ proxy: 'proxy.example.gov:3128', wasWrong: true });
  expect(await proxies.proxiesFor(URL_ASKED)).toEqual([{ url: PROXY, login: null }]);
  await expect.poll(() => keychain.entries.has('proxy proxy.example.gov:3128')).toBe(false);
});

test('a late refusal of an older login leaves the newest alone', async () => {
  const proxies = open();
  proxies.loginWanted({ url: PROXY, login: null });
  await proxies.signIn(LOGIN);
  proxies.loginWanted({ url: PROXY, login: null });
  expect(proxies.state().wanted).toBeNull();
  expect(await proxies.proxiesFor(URL_ASKED)).toEqual([{ url: PROXY, login: LOGIN }]);
});

test('who closes the question is left alone for ten minutes', async () => {
  const proxies = open();
  proxies.loginWanted({ url: PROXY, login: null });
  await proxies.signIn(null);
  clock = 599_000;
  proxies.loginWanted({ url: PROXY, login: null });
  expect(proxies.state().wanted).toBeNull();
  clock = 600_000;
  proxies.loginWanted({ url: PROXY, login: null });
  expect(proxies.state().wanted).not.toBeNull();
});

test('without a keychain, a login is kept until the application ends', async () => {
  const proxies = open({ openKeychain: async () => null });
  proxies.loginWanted({ url: PROXY, login: null });
  await proxies.signIn(LOGIN);
  expect(await proxies.proxiesFor(URL_ASKED)).toEqual([{ url: PROXY, login: LOGIN }]);
});

const DICTIONARY = 'https://p2c.example.gov/dictionaries/en-US-10-1.bdic';

test.each([
  ['http://proxy.example.gov', 'proxy.example.gov:80'],
  ['https://proxy.example.gov', 'proxy.example.gov:443'],
  ['http://[2001:db8::1]:3128', '[2001:db8::1]:3128'],
])('Chromium finds the login for %s by the name that it has for it', async (setting, name) => {
  const proxies = open({ setting });
  proxies.loginWanted({ url: setting, login: null });
  expect(proxies.state().wanted?.proxy).toBe(name);
  await proxies.signIn(LOGIN);
  expect(await proxies.loginForChromium(name, DICTIONARY)).toEqual(LOGIN);
  expect(await proxies.proxiesFor(URL_ASKED)).toEqual([{ url: setting, login: LOGIN }]);
});

test('a login that Chromium asks for and nobody knows is asked for in the dialog', async () => {
  const proxies = open();
  expect(await proxies.loginForChromium('proxy.example.gov:3128', DICTIONARY)).toBeNull();
  expect(proxies.state().wanted).toEqual({ proxy: 'proxy.example.gov:3128', wasWrong: false });
});

test('a login that Chromium was refused with is not given again, and asked for', async () => {
  const proxies = open();
  proxies.loginWanted({ url: PROXY, login: null });
  await proxies.signIn(LOGIN);
  const asked = (url = DICTIONARY) => proxies.loginForChromium('proxy.example.gov:3128', url);
  // Two requests at once don't count as a refusal.
  expect([await asked(), await asked(`${DICTIONARY}?other`)]).toEqual([LOGIN, LOGIN]);
  expect([await asked(), proxies.state().wanted?.wasWrong]).toEqual([null, true]);
  expect(await proxies.proxiesFor(URL_ASKED)).toEqual([{ url: PROXY, login: null }]);
  await proxies.signIn({ ...LOGIN, password: 'red moon' });
  expect(await asked()).toEqual({ ...LOGIN, password: 'red moon' });
});

test('a login that Chromium is asked for again long after it worked was not refused', async () => {
  const proxies = open();
  proxies.loginWanted({ url: PROXY, login: null });
  await proxies.signIn(LOGIN);
  const asked = () => proxies.loginForChromium('proxy.example.gov:3128', DICTIONARY);
  expect(await asked()).toEqual(LOGIN);
  clock += 3_600_000;
  expect([await asked(), proxies.state().wanted]).toEqual([LOGIN, null]);
});
