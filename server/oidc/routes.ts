import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { BrowserFailure } from '#shared/sign-in-api.ts';
import {
  type BrowserRequest,
  endBrowserRequest,
  grantCode,
  purposeOf,
  sendToProvider,
  takeCallback,
} from '../commands/accounts/browser-requests.ts';
import { type DirectoryNews, followDirectory, isSessionOf } from '../commands/accounts/directory-account.ts';
import { noteDirectoryRefusal, sealIdToken, takeProviderSignOut } from '../commands/accounts/directory-sign-in.ts';
import type { Deps } from '../deps.ts';
import { type DirectoryPage, directoryPage } from '../portal/site/directory-page.ts';
import { sourceOf } from '../source-of.ts';
import { hasTooManyGroups, readPerson } from './claims.ts';
import type { OidcSettings } from './oidc-settings.ts';
import { type Asked, askedFor, CALLBACK, type Provider, ProviderError, SIGNED_OUT } from './provider.ts';

export type Directory = {
  settings: OidcSettings;
  provider: Provider;
  /** Tells supervisors about an account or role that came from the directory. */
  tell: (news: DirectoryNews) => void;
};

const START = '/oidc/start';
const SIGN_OUT = '/oidc/sign-out';
const ticketQuery = z.object({ ticket: z.string().regex(/^[\w-]{43}$/) });
const callbackQuery = z.object({ state: z.string().min(20).max(200) });
/** Tolerance for `auth_time`, which has a resolution of one second and comes from the provider's clock. */
const CLOCK_MS = 30_000;

/**
 * The pages that the system browser opens on its way to the agency's identity provider and back. Each only redirects,
 * to the provider or to the application on the browser's own machine, or says what went wrong.
 */
export function directoryRoutes(
  app: FastifyInstance,
  deps: Deps,
  { settings, provider, tell }: Directory,
  perMinute: number,
): void {
  const isSecure = deps.publicUrl.startsWith('https:');
  const cookie = `${isSecure ? '__Host-' : ''}p2c-sign-in`;
  const options = { config: { rateLimit: { max: perMinute, timeWindow: '1 minute' } } };
  const show = (request: FastifyRequest, reply: FastifyReply, status: number, page: DirectoryPage) => {
    const { html, headers } = directoryPage(page, request.headers['accept-language']);
    return reply.code(status).headers(headers).type('text/html; charset=utf-8').send(html);
  };
  const redirect = (reply: FastifyReply, to: URL) =>
    reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).redirect(to.href, 302);

  app.get(START, options, async (request, reply) => {
    const given = ticketQuery.safeParse(request.query);
    const purpose = given.success ? await purposeOf(deps, given.data.ticket) : null;
    if (!given.success || purpose === null) return show(request, reply, 404, 'expired');
    // The cookie must be set by the host that the provider returns to, so redirect to that host first.
    const here = new URL(`${deps.publicUrl}${START}?ticket=${given.data.ticket}`);
    if (request.host !== here.host && Object(request.query).here === undefined) {
      here.searchParams.set('here', '1');
      return redirect(reply, here);
    }
    const asked = askedFor(purpose);
    const to = await provider.authorizationUrl(asked).catch(orNull(request));
    if (to === null) return show(request, reply, 503, 'unreachable');
    const browser = await sendToProvider(deps, given.data.ticket, asked);
    if (browser === null) return show(request, reply, 404, 'expired');
    const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=600${isSecure ? '; Secure' : ''}`;
    return redirect(reply.header('set-cookie', `${cookie}=${browser}; ${flags}`), to);
  });

  app.get(CALLBACK, options, async (request, reply) => {
    const given = callbackQuery.safeParse(request.query);
    const browser = cookieOf(request, cookie);
    const taken = given.success && browser !== null ? await takeCallback(deps, given.data.state, browser) : null;
    if (taken === null) return show(request, reply, 404, 'expired');
    const { request: row, asked } = taken;
    const query = new URL(request.url, deps.publicUrl).searchParams;
    const result = await complete(row, asked, query, request);
    const back = new URL(`http://127.0.0.1:${row.port}/`);
    back.searchParams.set('state', row.desk_state);
    if ('code' in result) back.searchParams.set('code', result.code);
    else {
      await endBrowserRequest(deps, row.id);
      back.searchParams.set('error', result.failure);
    }
    return redirect(reply, back);
  });

  app.get(SIGN_OUT, options, async (request, reply) => {
    const given = ticketQuery.safeParse(request.query);
    const idToken = given.success ? await takeProviderSignOut(deps, given.data.ticket) : null;
    if (idToken === null) return show(request, reply, 404, 'expired');
    const to = await provider.endSessionUrl(idToken).catch(orNull(request));
    return to === null ? show(request, reply, 503, 'not_signed_out') : redirect(reply, to);
  });

  app.get(SIGNED_OUT, (request, reply) => show(request, reply, 200, 'signed_out'));

  type Result = { code: string } | { failure: BrowserFailure };

  async function complete(
    row: BrowserRequest,
    asked: Asked,
    query: URLSearchParams,
    request: FastifyRequest,
  ): Promise<Result> {
    const source = sourceOf(request);
    const refuse = async (failure: BrowserFailure, officerId: string | null, more = {}): Promise<Result> => {
      await noteDirectoryRefusal(deps, { row, officerId, failure, source, more });
      return { failure };
    };
    try {
      const { claims, idToken, authenticatedAt } = await provider.exchange(query, asked);
      if (row.purpose === 'proof' && authenticatedAt.getTime() < row.created_at.getTime() - CLOCK_MS)
        return await refuse('not_recent', null);
      if (hasTooManyGroups(claims, settings)) return await refuse('failed', null, { trace: 'too_many_groups' });
      const person = readPerson(claims, settings);
      if (row.session_id !== null && !(await isSessionOf(deps, row.session_id, person)))
        return await refuse('other_person', null);
      const found = await followDirectory(deps, person, source);
      if ('refused' in found)
        return await refuse(found.refused, found.officerId, found.officerId === null ? { subject: claims.sub } : {});
      if (found.news !== null) tell(found.news);
      const who = { officerId: found.officer.id, authenticatedAt, idToken: sealIdToken(deps, idToken) };
      return { code: await grantCode(deps, row.id, who) };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      note(request, error);
      const failure = error.why === 'refused' ? 'failed' : error.why;
      return refuse(failure, null, { trace: error.trace });
    }
  }

  function orNull(request: FastifyRequest) {
    return (error: unknown): null => {
      if (!(error instanceof ProviderError)) throw error;
      note(request, error);
      return null;
    };
  }
}

/** Logs a failed sign-in for the server's administrator, without anything about the person. */
const note = (request: FastifyRequest, { why, trace }: ProviderError) =>
  request.log.warn({ why, trace }, 'the identity provider did not sign someone in');

function cookieOf(request: FastifyRequest, name: string): string | null {
  const pairs = (request.headers.cookie ?? '').slice(0, 8_000).split(';');
  const found = pairs.map((pair) => pair.trim()).find((pair) => pair.startsWith(`${name}=`));
  const value = found?.slice(name.length + 1) ?? '';
  return /^[\w-]{43}$/.test(value) ? value : null;
}
