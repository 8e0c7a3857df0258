import { afterEach, expect, test } from 'vitest';
import type { PortalDeps } from '#server/portal/deps.ts';
import { textIn } from '#server/portal/site/text.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { FILLED } from '../filled-forms.ts';
import { openPortal, startPolicy } from '../portal-fixture.ts';
import { CLEAR, hiddenFields, unescaped } from '../visitor.ts';

const en = textIn('en');
const es = textIn('es');

const open: { close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

const QUESTION = { en: 'Does a court order in {city} forbid it?', es: '¿Lo prohíbe una orden judicial en {city}?' };
const ASKED = 'Does a court order in Hartford forbid it?';
const kept: Policy['screening'][number] = {
  code: 'court_order',
  kinds: ['larceny'],
  turn: 'dispatch',
  isKept: true,
  ask: QUESTION,
  why: { en: 'Such a report must be accepted.' },
};
const [first] = startPolicy.mustAccept;
const WITH_RULE: Policy = {
  ...startPolicy,
  screening: [...startPolicy.screening, kept],
  mustAccept: first === undefined ? [] : [{ ...first, code: 'order', offenses: [], answers: ['court_order'] }],
};

async function portal(policy = WITH_RULE) {
  const inForce = { policy };
  const saved: Readonly<Record<string, string>>[] = [];
  const drafts: PortalDeps['drafts'] = {
    sendsMail: true,
    open: async () => null,
    async keep({ answers }) {
      saved.push(answers);
      return 'kept';
    },
  };
  const noConfirmation = (one: Policy) => ({ ...one, limits: { ...one.limits, confirmEmail: false } });
  const all = await openPortal({ policy: async () => noConfirmation(inForce.policy), drafts });
  open.push(all.app);
  const answer = (more: Record<string, string>) =>
    all.visitor.post('/start/larceny', { ...CLEAR, 'ask.court_order': 'yes', ...more });
  const summary = async (from: Awaited<ReturnType<typeof answer>>) => {
    const form = await all.visitor.follow(from);
    all.clock.now = new Date(all.clock.now.getTime() + 60_000);
    return all.visitor.post('/report/larceny', { ...hiddenFields(form.html), ...FILLED.larceny });
  };
  const send = (html: string) => all.visitor.post('/report/larceny', { ...hiddenFields(html), notice: 'yes' });
  return { ...all, inForce, saved, answer, summary, send };
}

test('a yes whose answer is kept leads to the form, is shown before sending, and goes with the report', async () => {
  const { answer, summary, send, filed, visitor } = await portal();
  // The page says this for one question only.
  const { html } = await visitor.get('/start/larceny');
  expect(unescaped(html).split(en.t('portal-screening.goesAlong'))).toHaveLength(2);
  const shown = await summary(await answer({}));
  expect(unescaped(shown.html)).toMatch(
    new RegExp(
      `${en.t('portal-form.check.answered')}.*${ASKED.replace('?', '\\?')}.*${en.t('portal-screening.yes')}`,
      's',
    ),
  );
  expect((await send(shown.html)).status).toBe(303);
  expect(filed[0]?.body.facts.answeredYes).toEqual([{ code: 'court_order', question: ASKED }]);
});

test('a no is not kept, and nothing of it is shown', async () => {
  const { answer, summary, send, filed } = await portal();
  const shown = await summary(await answer({ 'ask.court_order': 'no' }));
  expect(unescaped(shown.html)).not.toContain(en.t('portal-form.check.answered'));
  expect((await send(shown.html)).status).toBe(303);
  expect(filed[0]?.body.facts).not.toHaveProperty('answeredYes');
});

test('the answer stays when the person goes back, changes the language or saves the form', async () => {
  const { answer, visitor, clock, saved } = await portal();
  const form = await visitor.follow(await answer({}));
  clock.now = new Date(clock.now.getTime() + 60_000);
  const spanish = await visitor.post('/report/larceny?page=offense', { ...hiddenFields(form.html), switchTo: 'es' });
  const back = await visitor.post('/report/larceny?page=what', { ...hiddenFields(spanish.html), edit: 'offense' });
  expect(hiddenFields(back.html)).toMatchObject({ 'ask.court_order': 'yes', lang: 'es' });
  const fields = { ...hiddenFields(back.html), ...FILLED.larceny };
  const shown = await visitor.post('/report/larceny', fields);
  expect(unescaped(shown.html)).toContain('¿Lo prohíbe una orden judicial en Hartford?');
  expect(unescaped(shown.html)).toContain(es.t('portal-form.check.answered'));
  await visitor.post('/report/larceny?page=offense', { ...fields, save: 'yes', asked: 'save' });
  expect(saved[0]).toMatchObject({ 'ask.court_order': 'yes' });
});

test('the answer is in no address', async () => {
  const { answer } = await portal();
  const address = String((await answer({})).headers.location);
  const token = /screened=(.*)$/.exec(address)?.[1] ?? '';
  expect(token.length).toBeGreaterThan(20);
  for (const one of [address, ...token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))])
    expect(one).not.toMatch(/court|order/);
});

test('a person whose report must be accepted is turned away only to 911 or to a parent or guardian', async () => {
  const { answer } = await portal();
  const elsewhere = { 'ask.place': 'no', 'ask.town': 'Windsor' };
  for (const more of [{ 'ask.suspect': 'yes' }, elsewhere]) expect((await answer(more)).status).toBe(303);
  for (const code of ['danger', 'minor']) {
    const stopped = await answer({ [`ask.${code}`]: 'yes', ...elsewhere });
    expect([code, stopped.status]).toEqual([code, 200]);
    expect(unescaped(stopped.html)).toContain(en.t('portal-screening.stop.title'));
    expect(stopped.html.match(/<ul class="stops">.*<\/ul>/s)?.[0].match(/<li>/g)).toHaveLength(1);
  }
  const withoutRule = await portal({ ...WITH_RULE, mustAccept: [] });
  expect((await withoutRule.answer({ 'ask.suspect': 'yes' })).status).toBe(200);
});

test('a yes to a question whose answer is not kept can’t be added, and one that is no longer asked for is left out', async () => {
  const { answer, summary, send, filed, inForce } = await portal();
  const shown = await summary(await answer({ 'ask.court_order': 'no' }));
  const invented = await send(
    shown.html.replace('</form>', '<input type="hidden" name="ask.suspect" value="yes"></form>'),
  );
  expect([invented.status, filed[0]?.body.facts.answeredYes]).toEqual([303, undefined]);
  const again = await summary(await answer({}));
  inForce.policy = startPolicy;
  expect((await send(again.html)).status).toBe(303);
  expect(filed[1]?.body.facts).not.toHaveProperty('answeredYes');
});
