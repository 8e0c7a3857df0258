import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * The methods that a URL supports (RFC 9110, 15.5.6); empty for an unknown URL. Call it before the first route is
 * added.
 */
export function knownMethods(app: FastifyInstance): (url: string) => string[] {
  const methods = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = methods.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    methods.set(url, known);
  });
  let patterns: { pattern: RegExp; known: ReadonlySet<string> }[] | null = null;
  return (url) => {
    patterns ??= [...methods].map(([route, known]) => ({ pattern: patternOf(route), known }));
    const path = url.replace(/[?#].*$/s, '');
    const found = new Set<string>();
    for (const { pattern, known } of patterns) if (pattern.test(path)) for (const one of known) found.add(one);
    return found.size === 0 ? [] : [...found.add('OPTIONS')].sort();
  };
}

/**
 * Whether a request has at most one Host header. If there are several, Node uses the first, but a proxy may have used
 * another.
 */
export const hasOneHost = ({ rawHeaders }: IncomingMessage): boolean =>
  rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length <= 1;

/**
 * Converts a Fastify route to a regular expression: `:name` matches one segment, `*` matches everything that follows.
 */
function patternOf(route: string): RegExp {
  const escaped = route.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/:\w+/g, '[^/]+').replace('*', '.*')}$`);
}
