import type { FastifyInstance } from 'fastify';
import { draftOf } from '../form/draft.ts';
import { LeftPage } from './left-page.tsx';
import { EXIT } from './page.tsx';
import type { ViewKit } from './view-kit.tsx';

/** Pages inside the form: who has left and comes back starts at the home page, because only Back leads here directly. */
const INNER: readonly string[] = ['/start/:kind', '/report/:kind'];

/** Pages behind a private link, and those that lead on from them: they show what a person told us. */
const LINKED = /^\/(?:resume|confirm|again|reply|status(?!\/link(?:\?|$)))\/[\w-]+(?:\/[\w.-]+)*(?:\?[\w=&.%-]*)?$/;

/** Sends to the page outside. A page, because a browser may refuse to follow a form to another site. */
const OUT = { refresh: `0; url=${EXIT}`, 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' };

/**
 * The quick exit for browsers without JavaScript. It ends the visit: Back shows no page from the browser's cache, and a
 * form that the browser sends once more answers nothing that was typed. A private link that is opened again first asks, as
 * Back may have led to it.
 */
export function leaveRoutes(app: FastifyInstance, kit: ViewKit): void {
  const { csrf } = kit;
  app.get('/leave', async (request, reply) => {
    // A link on another site must not end a visit here.
    if (request.headers['sec-fetch-site'] !== 'cross-site') {
      csrf.leave(request, reply);
      reply.header('clear-site-data', '"cache"');
    }
    return reply.redirect(EXIT, 303);
  });

  app.post('/return', kit.steps, async (request, reply) => {
    const { csrf: token = '', to = '' } = draftOf(request.body);
    if (csrf.check(request, token) !== 'ok' || !LINKED.test(to)) return reply.redirect('/', 303);
    csrf.comeBack(request, reply);
    return reply.redirect(to, 303);
  });

  app.addHook('preHandler', async (request, reply) => {
    const { method, body, routeOptions } = request;
    if (method === 'GET') {
      if (!csrf.isAway(request)) return;
      if (INNER.includes(routeOptions.url ?? '')) return reply.redirect('/', 303);
      if (LINKED.test(request.url)) {
        const text = kit.textFor(request);
        return kit.send(
          reply,
          200,
          <LeftPage
            frame={kit.frame(text, await kit.deps.policy())}
            csrf={csrf.token(request, reply)}
            to={request.url}
          />,
        );
      }
      if (routeOptions.url === '/' || routeOptions.url === '/report') csrf.comeBack(request, reply);
      return;
    }
    const token = typeof body === 'object' && body !== null && 'csrf' in body ? body.csrf : null;
    if (typeof token === 'string' && csrf.wasLeft(request, token)) return reply.code(200).headers(OUT).send('');
  });
}
