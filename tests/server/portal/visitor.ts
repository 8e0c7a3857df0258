import type { FastifyInstance } from 'fastify';
import type { ReportKind } from '#shared/domain/report.ts';

export type Seen = { status: number; html: string; headers: Record<string, unknown>; bytes: Uint8Array };

type Sent = {
  method: 'GET' | 'POST' | 'HEAD' | 'PATCH';
  url: string;
  headers: Record<string, string>;
  payload?: string | Buffer;
};
/** How a visitor reaches the server: over a socket or directly in the application. */
export type Reach = (sent: Sent) => Promise<Seen>;

export function into(app: FastifyInstance): Reach {
  return async (sent) => {
    const response = await app.inject(sent);
    const { statusCode: status, body: html, headers, rawPayload: bytes } = response;
    return { status, html, headers, bytes };
  };
}

/** Reaches the server over a socket; the visitor handles redirects. */
export function over(base: string): Reach {
  return async ({ method, url, headers, payload }) => {
    const body = payload === undefined ? {} : { body: typeof payload === 'string' ? payload : new Uint8Array(payload) };
    const response = await fetch(base + url, { method, headers, redirect: 'manual', ...body });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const html = new TextDecoder().decode(bytes);
    return { status: response.status, headers: Object.fromEntries(response.headers), html, bytes };
  };
}

const PIECE_BYTES = 256 * 1024;

/** A minimal browser for the portal: it keeps the cookie, sends forms and follows a redirect. */
export type Visitor = {
  get: (path: string, headers?: Record<string, string>) => Promise<Seen>;
  post: (path: string, fields: Record<string, string>, headers?: Record<string, string>) => Promise<Seen>;
  /** Sends a form with files as a browser does. */
  postFiles: (
    path: string,
    fields: Record<string, string>,
    files: Record<string, Uint8Array>,
    headers?: Record<string, string>,
  ) => Promise<Seen>;
  /**
   * Sends a file in pieces, as the page's own script does.
   * @returns the result, which the form then submits.
   */
  sendInPieces: (fields: Record<string, string>, name: string, bytes: Uint8Array) => Promise<string>;
  /** Sends bytes that no browser would send. */
  postBody: (path: string, type: string, body: Buffer) => Promise<Seen>;
  follow: (seen: Seen) => Promise<Seen>;
  forgetCookies: () => void;
};

export function createVisitor(reach: Reach): Visitor {
  let cookie = '';
  const send = async (sent: Sent): Promise<Seen> => {
    const seen = await reach({ ...sent, headers: { ...(cookie === '' ? {} : { cookie }), ...sent.headers } });
    const set = seen.headers['set-cookie'];
    if (typeof set === 'string') cookie = set.split(';')[0] ?? '';
    return seen;
  };
  const visitor: Visitor = {
    get: (url, headers = {}) => send({ method: 'GET', url, headers }),
    post: (url, fields, headers = {}) =>
      send({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: new URLSearchParams(fields).toString(),
      }),
    async postFiles(url, fields, files, more = {}) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      for (const [name, bytes] of Object.entries(files)) form.append('files', new Blob([Buffer.from(bytes)]), name);
      const encoded = new Response(form);
      const headers = { 'content-type': encoded.headers.get('content-type') ?? '', ...more };
      return send({ method: 'POST', url, headers, payload: Buffer.from(await encoded.arrayBuffer()) });
    },
    async sendInPieces({ form = '', csrf = '' }, name, bytes) {
      const started = await visitor.post('/uploads', { form, csrf, name, size: String(bytes.length) });
      let seen = started;
      for (let at = 0; seen.headers['upload-result'] === undefined && at < bytes.length; at += PIECE_BYTES) {
        seen = await send({
          method: 'PATCH',
          url: String(started.headers.location),
          headers: {
            'content-type': 'application/offset+octet-stream',
            'upload-offset': String(at),
            'csrf-token': csrf,
          },
          payload: Buffer.from(bytes.subarray(at, at + PIECE_BYTES)),
        });
      }
      return String(seen.headers['upload-result']);
    },
    postBody: (url, type, payload) => send({ method: 'POST', url, headers: { 'content-type': type }, payload }),
    follow: (from) => visitor.get(String(from.headers.location)),
    forgetCookies() {
      cookie = '';
    },
  };
  return visitor;
}

/** Answers to the questions before the form, chosen so that they lead to the form. */
export const CLEAR: Record<string, string> = {
  ...Object.fromEntries(
    [
      'danger',
      'suspect',
      'evidence',
      'force',
      'entry',
      'fire_or_bias',
      'firearm_or_drugs',
      'vehicle',
      'value',
      'minor',
    ].map((code) => [`ask.${code}`, 'no']),
  ),
  'ask.place': 'yes',
};

/** Answers the questions and opens the form that they lead to. */
export async function openForm(
  visitor: Visitor,
  kind: ReportKind,
  lang = 'en',
  path = `/start/${kind}`,
): Promise<Seen> {
  return visitor.follow(await visitor.post(path, { ...CLEAR, lang }));
}

/** Sends a filled-in form and, if the summary follows, accepts the notice and sends that too. */
export async function sendReport(visitor: Visitor, kind: ReportKind, fields: Record<string, string>): Promise<Seen> {
  const summary = await visitor.post(`/report/${kind}`, fields);
  if (hiddenFields(summary.html).step !== 'check') return summary;
  return visitor.post(`/report/${kind}`, { ...hiddenFields(summary.html), notice: 'yes' });
}

/** Returns the hidden fields of the form on a page, which a browser sends with the form. */
export function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    fields[attribute(tag, 'name') ?? ''] = unescaped(attribute(tag, 'value') ?? '');
  }
  return fields;
}

/** Returns the value of a field on a page: typed text or the selected option. */
export function valueOf(html: string, name: string): string | null {
  const area = new RegExp(`<textarea[^>]*name="${escaped(name)}"[^>]*>([^<]*)</textarea>`).exec(html);
  // An HTML parser drops the first line break of a text area, so the page writes an extra one.
  if (area?.[1] !== undefined) return unescaped(area[1]).replace(/^\n/, '');
  const options = new RegExp(`<select[^>]*name="${escaped(name)}"[^>]*>(.*?)</select>`).exec(html);
  if (options?.[1] !== undefined) {
    const chosen = /<option[^>]*selected[^>]*>/.exec(options[1])?.[0];
    return chosen === undefined ? '' : unescaped(attribute(chosen, 'value') ?? '');
  }
  const inputs = [...html.matchAll(/<input[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => attribute(tag, 'name') === name);
  const first = inputs[0];
  if (first === undefined) return null;
  if (!/type="(radio|checkbox)"/.test(first)) return unescaped(attribute(first, 'value') ?? '');
  const checked = inputs.find((tag) => / checked=/.test(tag));
  return checked === undefined ? '' : unescaped(attribute(checked, 'value') ?? '');
}

/** Returns the message of a field, which is found through `aria-describedby`. */
export function messageAt(html: string, field: string): string | null {
  const id = `${field.replaceAll('.', '-')}-error`;
  const found = new RegExp(`id="${id}"><span class="unseen">[^<]*</span>([^<]*)<`).exec(html)?.[1];
  return found === undefined || !new RegExp(`aria-describedby="[^"]*\\b${id}"`).test(html) ? null : unescaped(found);
}

/** Returns the links of the error summary: the target and the text of each. */
export function summaryOf(html: string): { href: string; text: string }[] {
  const box = /<div class="summary"[^>]*>(.*?)<\/div>/s.exec(html)?.[1] ?? '';
  return [...box.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)].map(([, href = '', text = '']) => ({
    href,
    text: unescaped(text),
  }));
}

export function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
}

function escaped(text: string): string {
  return text.replaceAll('.', '\\.');
}
