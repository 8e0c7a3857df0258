import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languageLabel, textIn } from '#server/portal/site/text.ts';
import { LANGUAGES, OWN_NAMES } from '#shared/words/languages.ts';
import { openPortal } from '../portal-fixture.ts';
import { hiddenFields, openForm, unescaped } from '../visitor.ts';

let portal: Awaited<ReturnType<typeof openPortal>>;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.app.close());

describe.each(LANGUAGES)('a page in %s', (lang) => {
  const others = LANGUAGES.filter((one) => one !== lang);

  test('is in that language, and leads to each other one by its own name', async () => {
    const html = unescaped((await portal.visitor.get(`/?lang=${lang}`)).html);
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).toContain(textIn(lang).t('portal-site.emergency.text'));
    const links = [...html.matchAll(/<a class="language" href="([^"]*)" lang="(\w+)" [^>]*>([^<]*)</g)];
    expect(links.map(([, ...found]) => found)).toEqual(others.map((one) => [`/?lang=${one}`, one, OWN_NAMES[one]]));
  });

  test('with a form changes its language without losing what was typed, and asks for the language of the letters', async () => {
    const { html } = await openForm(portal.visitor, 'larceny', lang);
    const buttons = [...html.matchAll(/<button [^>]*>/g)]
      .filter(([button]) => button.includes('name="switchTo"'))
      .map(([button]) => /value="(\w+)"/.exec(button)?.[1]);
    // The buttons appear at the top of the page and again at the end of the form.
    expect(buttons).toEqual([...others, ...others]);
    const answers = { ...hiddenFields(html), 'who.language': '' };
    const contact = await portal.visitor.post('/report/larceny?page=contact', answers);
    for (const one of LANGUAGES) expect(unescaped(contact.html)).toContain(languageLabel(one, textIn(lang)));
  });
});

test('a language is chosen by what it is called here and by what it calls itself', () => {
  expect(languageLabel('es', textIn('en'))).toBe('Spanish (Español)');
  expect(languageLabel('en', textIn('es'))).toBe('Inglés (English)');
  expect(languageLabel('es', textIn('es'))).toBe('Español');
});
