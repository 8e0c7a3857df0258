import { createHash, randomBytes } from 'node:crypto';
import type { Agency, Answer } from './agency.ts';

/**
 * A minimal browser for the pages between the start page and the workstation: it follows redirects and keeps cookies.
 */
export type TestBrowser = ReturnType<typeof openTestBrowser>;

export function openTestBrowser() {
  const jars = new Map<string, Map<string, string>>();
  async function fetchPage(url: string, form?: Record<string, string>) {
    const { host } = new URL(url);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), accept: 'text/html' },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      to: location === null ? null : new URL(location, url).href,
    };
  }
  /** Follows redirects until they lead to a page, to the provider's form, or to an address that `stop` accepts. */
  async function follow(url: string, stop: (to: string) => boolean, form?: Record<string, string>) {
    let page = await fetchPage(url, form);
    let at = url;
    for (let hop = 0; page.to !== null && hop < 15; hop += 1) {
      if (stop(page.to)) return { ...page, at: page.to };
      at = page.to;
      page = await fetchPage(at);
    }
    return { ...page, at };
  }
  return { fetchPage, follow };
}

const random = () => randomBytes(32).toString('base64url');
export const PORT = 49_213;
const isDesk = (to: string) => to.startsWith(`http://127.0.0.1:${PORT}/`);

export type Started = { id: string; ticket: string; verifier: string; deskState: string };

/** Starts a sign-in as a workstation does. */
export async function startWay(agency: Agency, token?: string): Promise<Started> {
  const [verifier, deskState] = [random(), random()];
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const body = { challenge, port: PORT, deskState, ...(token === undefined ? { workstation: 'Front desk' } : {}) };
  const path = token === undefined ? '/api/v1/browser-sign-ins' : '/api/v1/browser-proofs';
  const answer = await agency.call('POST', path, { body, ...(token === undefined ? {} : { token }) });
  if (answer.status !== 201) throw new Error(`start answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return { ...answer.body, verifier, deskState };
}

export const startPage = (agency: Agency, { ticket }: Started) => `${agency.serverUrl}/oidc/start?ticket=${ticket}`;

/**
 * Signs in at the provider, or cancels there if the username is `cancel`. Returns the address at the workstation to
 * which the browser is finally redirected.
 */
export async function throughProvider(
  agency: Agency,
  browser: TestBrowser,
  started: Started,
  username: string,
): Promise<URL> {
  const page = await browser.follow(startPage(agency, started), isDesk);
  if (isDesk(page.at)) return new URL(page.at);
  if (!page.text.includes('Agency sign-in')) throw new Error(`no sign-in page: ${page.status} ${page.at}`);
  const form: Record<string, string> = username === 'cancel' ? { cancel: '1' } : { username };
  const back = await browser.follow(page.at, isDesk, form);
  if (!isDesk(back.at)) throw new Error(`not back: ${back.status} ${back.at} ${back.text.slice(0, 300)}`);
  return new URL(back.at);
}

/** Exchanges the code that the browser brought, as a workstation does. */
export const redeem = (
  agency: Agency,
  { id, verifier }: Pick<Started, 'id' | 'verifier'>,
  back: URL,
  // oxlint-disable-next-line typescript/no-explicit-any
): Promise<Answer<any>> =>
  agency.call('POST', '/api/v1/browser-sessions', {
    body: { id, code: back.searchParams.get('code') ?? '', verifier },
  });

/**
 * Opens the address that a workstation gave to the browser, signs in at the provider, and takes the response back to
 * the workstation.
 */
export async function bringBack(browser: TestBrowser, address: string, username: string) {
  const page = await browser.follow(address, () => false);
  if (!page.text.includes('Agency sign-in')) return page;
  return browser.follow(page.at, () => false, username === 'cancel' ? { cancel: '1' } : { username });
}
