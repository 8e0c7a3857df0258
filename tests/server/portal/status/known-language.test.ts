import { afterAll, beforeAll, expect, it } from 'vitest';
import { textIn } from '#server/portal/site/text.ts';
import type { Act } from '#shared/domain/act.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { createVisitor, openForm, over, unescaped, valueOf } from '../visitor.ts';

const es = textIn('es');

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

it('pages behind letters are in the language that an officer corrected, as the letters are', async () => {
  const email = 'ana@example.org';
  const { token } = await agency.signedIn();
  const { id } = await agency.file({ facts: { who: { email, birthDate: null, language: 'en' } } });
  const does = async (act: Act) => expect((await agency.act(token, await agency.report(id), act)).status).toBe(200);
  await does({ kind: 'correct', field: 'who.language', value: 'es', note: 'By telephone.' });
  await does({ kind: 'reject', reasonCode: 'wrong_offense_title', duplicateOf: null, note: '' });
  const pathTo = async (page: string) => {
    const pattern = new RegExp(`https?://[^/\\s]+(/${page}/[\\w-]{22,26})(?![\\w-])`);
    const found = () =>
      agency.mail.mails
        .filter((mail) => mail.to.includes(email))
        .map(({ parsed }) => pattern.exec(parsed.text ?? '')?.[1] ?? '')
        .find((path) => path !== '');
    await expect.poll(found, { timeout: 30_000 }).toBeDefined();
    return found() ?? '';
  };
  const person = createVisitor(over(agency.serverUrl));
  const [status, again] = [await pathTo('status'), await pathTo('again')];
  expect(unescaped((await person.get(status)).html)).toContain(es.t('portal-status.stages.rejected.title'));
  expect(unescaped((await person.get(again)).html)).toContain(es.t('portal-drafts.againTitle'));
  const asked = await person.get(`${again}/lost_property`);
  expect(asked.html).toContain('<html lang="es"');
  // The new report's letters are in this language, too, unless the person chooses another.
  const form = await openForm(person, 'lost_property', 'en', `${again}/lost_property`);
  expect(valueOf(form.html, 'who.language')).toBe('es');
});
