import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { FILLED } from './filled-forms.ts';
import { openPortal } from './portal-fixture.ts';
import { CLEAR, hiddenFields, openForm } from './visitor.ts';

/* Whatever is sent to any form or address of the portal, the response is a page and never a server error. */

const { app, routes, visitor, clock } = await openPortal();
afterAll(() => app.close());

// File pieces are not pages; form/part-routes.test.ts sends invalid data to their routes.
const pages = routes.filter(({ path }) => !/^\/(?:assets|uploads)/.test(path));
const names = [
  ...new Set(Object.values(FILLED).flatMap((form) => Object.keys(form))),
  ...Object.keys(CLEAR),
  'lang',
  'form',
  'csrf',
  'step',
  'edit',
  'switchTo',
  'notice',
  'noticeVersion',
  'save',
  'number',
  'code',
  'text',
  'dropFile',
  'earlier',
  'answer.value',
  'more',
  'website',
  'where.lat',
  'where.lon',
  '__proto__',
  'constructor',
  '',
];
const value = fc.oneof(
  fc.constantFrom('', 'yes', 'no', 'en', 'es', 'form', 'check', 'who', 'point', 'files', 'add', 'anyway', '2026-1'),
  fc.constantFrom('\0', '\ud800', '%', '1e999', '-0.1', '99.99999999', '9'.repeat(500), '<b>', '../..', '{link}'),
  fc.constantFrom('2026-02-30', '0000-00-00', '9999-12-31', '24:00', '12:60 pm', '\u202e', '😀'.repeat(300)),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const segment = fc.constantFrom(
  'live',
  'dead',
  'larceny',
  'fraud',
  'x'.repeat(22),
  'X'.repeat(26),
  '%00',
  '%F0%9F%9A%B2',
  '..',
  "'",
);

test.each(pages.map(({ method, path }): [string, string, string] => [`${method} ${path}`, method, path]))(
  '%s answers with a page',
  async (_, method, path) => {
    const secrets = hiddenFields((await openForm(visitor, 'larceny')).html);
    clock.now = new Date(clock.now.getTime() + 60_000);
    const fields = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 25 });
    const known = fc.constantFrom({}, secrets, { ...secrets, ...FILLED.larceny }, { ...secrets, ...FILLED.fraud });
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { minLength: 3, maxLength: 3 }), known, fields, async (keys, given, more) => {
        const address = path.replace(/:\w+/g, () => keys.shift() ?? 'x');
        const search = new URLSearchParams([...Object.entries(given), ...more]).toString();
        const seen =
          method === 'GET'
            ? await visitor.get(`${address}?${search}`)
            : await visitor.post(address, Object.fromEntries(new URLSearchParams(search)));
        expect(seen.status, `${address} ${seen.html.slice(0, 200)}`).toBeLessThan(500);
        if (seen.status !== 303) expect(seen.html).toContain('<main id="main"');
        expect(seen.html).not.toMatch(/<b>|<script>|\.tsx?:\d|node_modules/);
      }),
      { numRuns: 40 },
    );
  },
);
