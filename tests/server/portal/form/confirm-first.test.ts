import { afterEach, describe, expect, it } from 'vitest';
import type { PortalDeps } from '#server/portal/deps.ts';
import { textIn } from '#server/portal/site/text.ts';
import { FILLED } from '../filled-forms.ts';
import { openPortal } from '../portal-fixture.ts';
import { hiddenFields, openForm, unescaped } from '../visitor.ts';

const en = textIn('en');
const open: { close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

async function summary(sendsMail: boolean, more: Record<string, string> = {}) {
  const drafts: PortalDeps['drafts'] = { sendsMail, keep: async () => 'kept', open: async () => null };
  const portal = await openPortal({ drafts });
  open.push(portal.app);
  const form = await openForm(portal.visitor, 'lost_property');
  portal.clock.now = new Date(portal.clock.now.getTime() + 60_000);
  const fields = { ...hiddenFields(form.html), ...FILLED.lost_property, 'who.email': 'ana@gmial.com', ...more };
  const shown = await portal.visitor.post('/report/lost_property', fields);
  const send = () => portal.visitor.post('/report/lost_property', { ...hiddenFields(shown.html), notice: 'yes' });
  return { ...portal, shown, html: unescaped(shown.html), send };
}

describe('an address that must be confirmed', () => {
  it('is named before the button is pressed, and the button does not promise to send', async () => {
    const { html } = await summary(true);
    expect(html).toContain(en.t('portal-form.check.confirms', { email: 'ana@gmial.com' }));
    expect(html).toContain(en.t('portal-form.submitToConfirm'));
    expect(html).not.toContain(`>${en.t('portal-form.submit')}<`);
  });

  it('that looks mistyped is asked about before and after the link is e-mailed', async () => {
    const { html, send } = await summary(true);
    const asked = en.t('portal-form.check.emailMeant', { email: 'ana@gmial.com', meant: 'ana@gmail.com' });
    expect(html).toContain(asked);
    expect(unescaped((await send()).html)).toContain(asked);
  });

  it('is not asked for where nothing has to be confirmed; the sent page says where letters go', async () => {
    const { html, send, visitor } = await summary(false);
    expect(html).toContain(en.t('portal-form.submit'));
    const sent = unescaped((await visitor.follow(await send())).html);
    expect(sent).toContain('ana@gmial.com');
  });

  it('does not hold back what may mean danger, and the page says so by its button', async () => {
    const { html } = await summary(true, { how: 'He is outside right now and he has a knife.' });
    expect(html).toContain(en.t('portal-form.submit'));
    expect(html).not.toContain(en.t('portal-form.submitToConfirm'));
  });

  it('is named again where an unfinished report was saved', async () => {
    const { visitor, shown } = await summary(true);
    const saved = await visitor.post('/report/lost_property?page=contact', {
      ...hiddenFields(shown.html),
      step: 'form',
      save: 'yes',
    });
    expect(unescaped(saved.html)).toContain('ana@gmial.com');
  });
});
