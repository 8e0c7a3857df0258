import { afterEach, describe, expect, it } from 'vitest';
import { LEAST_MS, RECEIPT_MS } from '#server/portal/form/form-token.ts';
import { textIn } from '#server/portal/site/text.ts';
import { FILLED } from './filled-forms.ts';
import { CODE, openPortal } from './portal-fixture.ts';
import { CLEAR, createVisitor, hiddenFields, into, openForm, sendReport, summaryOf, valueOf } from './visitor.ts';

const en = textIn('en');

const open: { close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

async function portal(more: Parameters<typeof openPortal>[0] = {}) {
  const all = await openPortal(more);
  open.push(all.app);
  const later = (ms: number) => {
    all.clock.now = new Date(all.clock.now.getTime() + ms);
  };
  const start = async () => ({ ...hiddenFields((await openForm(all.visitor, 'larceny')).html), ...FILLED.larceny });
  return { ...all, later, start };
}

describe('a form submitted from another site', () => {
  it('is refused with a page that repeats none of it', async () => {
    const { visitor, start, later, filed } = await portal();
    const fields = await start();
    later(60_000);
    for (const site of ['cross-site', 'same-site']) {
      const answer = await visitor.post('/report/larceny', fields, { 'sec-fetch-site': site });
      expect(answer.status).toBe(403);
      expect(answer.html).toContain(en.t('portal-site.problems.forbidden'));
      expect(answer.html).not.toContain('Trek');
    }
    expect(filed).toEqual([]);
  });

  it('is refused without the token that matches the cookie', async () => {
    const { visitor, start, later, filed } = await portal();
    const fields = await start();
    later(60_000);
    const forged = [
      { ...fields, csrf: '' },
      { ...fields, csrf: 'x' },
    ];
    for (const one of forged) expect((await visitor.post('/report/larceny', one)).status).toBe(403);
    visitor.forgetCookies();
    expect((await visitor.post('/report/larceny', fields)).status).toBe(403);
    expect(filed).toEqual([]);
  });

  it('loses nothing for a person whose cookie was lost: the form comes back and can be submitted', async () => {
    const { visitor, start, later, filed } = await portal();
    const fields = await start();
    later(60_000);
    visitor.forgetCookies();
    const back = await visitor.post('/report/larceny', fields, { 'sec-fetch-site': 'same-origin' });
    expect(summaryOf(back.html)).toEqual([{ href: '#submit', text: en.t('portal-errors.session') }]);
    expect(valueOf(back.html, 'items.0.serialNumber')).toBe('WTU123 456');
    expect((await sendReport(visitor, 'larceny', { ...fields, ...hiddenFields(back.html) })).status).toBe(303);
    expect(filed).toHaveLength(1);
  });

  it('cannot read the cookie, which is sent only to this site and, under TLS, only encrypted', async () => {
    const { visitor } = await portal();
    const { headers } = await openForm(visitor, 'larceny');
    expect(headers['set-cookie']).toMatch(/^p2c=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax$/);
    // The cookie depends on the address that people open, not on what a proxy says about its own connection.
    const secure = await portal({ isSecure: true });
    const form = await openForm(secure.visitor, 'larceny');
    expect(form.headers['set-cookie']).toMatch(/^__Host-p2c=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  });
});

describe('a form-filling bot', () => {
  it('is asked to submit again when it fills in the honeypot', async () => {
    const { visitor, start, later, filed } = await portal();
    const fields = await start();
    later(60_000);
    const answer = await visitor.post('/report/larceny', { ...fields, website: 'https://example.com' });
    expect(answer.status).toBe(400);
    expect(summaryOf(answer.html)).toEqual([{ href: '#submit', text: en.t('portal-errors.sendAgain') }]);
    expect(valueOf(answer.html, 'website')).toBe('');
    expect(filed).toEqual([]);
  });

  it('is asked to submit again when it is faster than a person', async () => {
    const { visitor, start, later, filed } = await portal();
    const fields = await start();
    later(LEAST_MS - 1);
    expect((await visitor.post('/report/larceny', fields)).status).toBe(400);
    expect(filed).toEqual([]);
    later(1);
    expect((await sendReport(visitor, 'larceny', fields)).status).toBe(303);
    expect(filed).toHaveLength(1);
  });

  it('cannot forge the form it claims it was given', async () => {
    const { visitor, start, later, filed } = await portal();
    const fields = await start();
    later(60_000);
    const answer = await visitor.post('/report/larceny', { ...fields, form: `${fields.form}x` });
    expect(answer.status).toBe(400);
    expect(filed).toEqual([]);
  });
});

describe('a report submitted twice', () => {
  it('is one report with one number, and the second response says so', async () => {
    const { visitor, start, later, filed } = await portal();
    const fields = await start();
    later(60_000);
    const first = await visitor.follow(await sendReport(visitor, 'larceny', fields));
    const second = await visitor.follow(await sendReport(visitor, 'larceny', fields));
    expect(filed).toHaveLength(1);
    expect(first.html).toContain('T26-000001-5');
    expect(first.html).not.toContain(en.t('portal-form.sent.again'));
    expect(second.html).toContain('T26-000001-5');
    expect(second.html).toContain(en.t('portal-form.sent.again'));
  });

  it('is two reports if the form was opened twice', async () => {
    const { visitor, start, later, filed } = await portal();
    const [one, two] = [await start(), await start()];
    later(60_000);
    await sendReport(visitor, 'larceny', one);
    await sendReport(visitor, 'larceny', two);
    expect(filed).toHaveLength(2);
  });
});

describe('the confirmation page', () => {
  it('reveals nothing about who sent what, in its URL or on it, but the address that letters go to', async () => {
    const { visitor, start, later } = await portal();
    const fields = await start();
    later(60_000);
    const answer = await sendReport(visitor, 'larceny', fields);
    const address = String(answer.headers.location);
    const receipt = new URLSearchParams(address.split('?')[1]).get('receipt') ?? '';
    const readable = Buffer.from(receipt.split('.')[0] ?? '', 'base64url').toString();
    const page = await visitor.follow(answer);
    for (const text of [address, readable, page.html]) expect(text).not.toMatch(/Ana|Núñez|Trek|Main St/);
    for (const text of [address, readable]) expect(text).not.toContain('example.com');
  });

  it('shows the access code to the browser that submitted, and to no one who finds the URL in a history or log', async () => {
    const { visitor, start, later, app } = await portal();
    const fields = await start();
    later(60_000);
    const answer = await sendReport(visitor, 'larceny', fields);
    const address = String(answer.headers.location);
    const sealed = new URLSearchParams(address.split('?')[1]).get('receipt') ?? '';
    for (const text of [address, Buffer.from(sealed, 'base64url').toString('latin1')]) expect(text).not.toContain(CODE);
    const page = await visitor.get(address);
    expect(page.html.replaceAll(' ', '')).toContain(CODE);
    // Not even the link to the report's own page contains the code.
    expect(page.html.match(/href="[^"]*"/g)?.filter((one) => one.includes(CODE))).toEqual([]);
    const stranger = createVisitor(into(app));
    await stranger.get('/status');
    for (const who of [stranger, createVisitor(into(app))]) expect((await who.get(address)).status).toBe(404);
  });

  it('has a code that is entered in a field the browser will not autofill for the next user', async () => {
    const { visitor } = await portal();
    const { html } = await visitor.get('/status');
    expect(/<input[^>]*name="code"[^>]*>/.exec(html)?.[0]).toContain('autoComplete="off"');
    const wrong = await visitor.post('/status', { ...hiddenFields(html), number: 'T26-000001-5', code: CODE });
    expect(wrong.status).toBe(400);
    expect(wrong.html).not.toContain(CODE);
  });

  it('expires after half an hour, and does not exist at a made-up URL', async () => {
    const { visitor, start, later } = await portal();
    const fields = await start();
    later(60_000);
    const answer = await sendReport(visitor, 'larceny', fields);
    later(RECEIPT_MS + 1);
    expect((await visitor.follow(answer)).status).toBe(404);
    for (const made of ['/sent', '/sent?receipt=', '/sent?receipt=a.b', '/sent?receipt=a&receipt=b']) {
      const page = await visitor.get(made);
      expect(page.status).toBe(404);
      expect(page.html).toContain(en.t('portal-form.sent.expired'));
    }
  });
});

describe('every page', () => {
  const paths = [
    '/',
    '/report',
    '/start/fraud',
    '/report/fraud',
    '/sent',
    '/reply/live',
    '/reply/dead',
    '/demo/mail',
    '/nowhere',
  ];

  it.each(paths)('%s blocks foreign scripts, frames, foreign content and referrers', async (path) => {
    const { visitor } = await portal();
    const { headers, html } = path === '/report/fraud' ? await openForm(visitor, 'fraud') : await visitor.get(path);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const own = html
      .replace(/<script src="\/assets\/portal-[\w-]{16}\.js" defer=""><\/script>/, '')
      .replace(/<script src="\/assets\/leave-[\w-]{16}\.js" data-exit="https:\/\/www\.weather\.gov\/"><\/script>/, '');
    expect(own).not.toMatch(/<script|<style| style=| on\w+=/);
  });

  it('can be gone back to if it has a form or answers one, and is not cached by the browser otherwise', async () => {
    const { visitor } = await portal();
    const kept = [
      await openForm(visitor, 'fraud'),
      await visitor.get('/reply/live'),
      await visitor.get('/status'),
      await visitor.post('/report/fraud', {}),
      await visitor.post('/start/fraud', { ...CLEAR, 'ask.danger': 'yes' }),
      await visitor.post('/report/murder', {}),
    ];
    for (const { headers } of kept) expect(headers['cache-control']).toBe('private, no-cache');
    for (const path of ['/', '/sent', '/nowhere', '/reply/dead']) {
      expect((await visitor.get(path)).headers['cache-control']).toBe('no-store');
    }
  });

  it('may be found by a search engine, with a description, only if it is the start page', async () => {
    const { visitor } = await portal();
    const description = /<meta name="description" content="([^"]+)"/;
    for (const lang of ['en', 'es'] as const) {
      const { html } = await visitor.get(`/?lang=${lang}`);
      expect(html).not.toContain('noindex');
      expect(description.exec(html)?.[1]?.length).toBeGreaterThan(50);
    }
    for (const path of paths.filter((one) => one !== '/')) {
      const { html } = path === '/report/fraud' ? await openForm(visitor, 'fraud') : await visitor.get(path);
      expect(html, path).toContain('<meta name="robots" content="noindex"/>');
    }
  });

  it('tells the browser what it may fill in, as HTML allows it: nothing for hidden fields, lines for an address', async () => {
    const { visitor } = await portal();
    for (const html of [(await openForm(visitor, 'larceny')).html, (await visitor.get('/status')).html]) {
      expect(html).not.toMatch(/<input[^>]*type="hidden"[^>]*autoComplete/i);
      expect(html).not.toMatch(/<input[^>]*autoComplete="street-address"/i);
    }
  });

  it('has a stylesheet whose name changes with its content, so it can be cached forever', async () => {
    const { visitor } = await portal();
    const path = /href="(\/assets\/portal-[\w-]+\.css)"/.exec((await visitor.get('/')).html)?.[1] ?? '';
    const style = await visitor.get(path);
    expect(style.status).toBe(200);
    expect(style.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(style.headers['cache-control']).toContain('immutable');
  });

  it("follows the browser's language unless the person chose another", async () => {
    const { visitor } = await portal();
    const spanish = { 'accept-language': 'es-PR,es;q=0.9' };
    expect((await visitor.get('/', spanish)).html).toContain('<html lang="es">');
    expect((await visitor.get('/?lang=en', spanish)).html).toContain('<html lang="en">');
    expect((await visitor.get('/nowhere', spanish)).html).toContain('Página no encontrada');
  });

  it('answers an oversized, wrong or broken body with a page, not an error text', async () => {
    const { visitor, filed } = await portal();
    for (const [path, characters] of [
      ['/report/fraud', 3_000_000],
      ['/status', 400_000],
      ['/start/fraud', 400_000],
    ] as const) {
      const huge = await visitor.post(path, { how: 'x'.repeat(characters) });
      expect([path, huge.status]).toEqual([path, 413]);
      expect(huge.html).toContain(en.t('portal-site.problems.tooLarge'));
    }
    const xml = await visitor.post('/report/fraud', {}, { 'content-type': 'text/xml' });
    expect(xml.status).toBe(415);
    expect(xml.html).toContain(en.t('portal-site.problems.badRequest'));
    const odd = await visitor.post('/report/fraud', { ['__proto__']: 'x', 'items.0': 'x', '': '%' });
    expect(odd.status).toBe(403);
    expect(filed).toEqual([]);
  });

  it('says the fault is ours and gives a number to call when the server fails, without revealing the error', async () => {
    const broken = await portal({
      fileReport: () => Promise.reject(new Error('secret detail of the database')),
    });
    const fields = await broken.start();
    broken.later(60_000);
    const answer = await sendReport(broken.visitor, 'larceny', fields);
    expect(answer.status).toBe(500);
    expect(answer.html).toContain(en.t('portal-site.problems.failed'));
    expect(answer.html).toContain('href="tel:8607574000"');
    expect(answer.html).not.toContain('secret detail');
  });

  it('is served even when the policy cannot be read', async () => {
    const { visitor } = await portal({ policy: () => Promise.reject(new Error('no database')) });
    const answer = await visitor.get('/');
    expect(answer.status).toBe(500);
    expect(answer.html).toContain(en.t('portal-site.problems.failed'));
  });
});
