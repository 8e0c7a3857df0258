import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test } from 'vitest';
import { workstationSettings } from '#shared/settings.ts';
import { LANGUAGES, OWN_NAMES } from '#shared/words/languages.ts';
import { LookSection } from '../../../renderer/settings/look-section.tsx';
import { language, speak, t } from '../../../renderer/t.ts';

afterEach(() => speak('en'));

test('every language that is spoken can be chosen, each by its own name', () => {
  const settings = workstationSettings.parse({});
  const drawn = renderToStaticMarkup(createElement(LookSection, { settings, onSettings: () => undefined }));
  for (const one of LANGUAGES) {
    expect(drawn).toContain(OWN_NAMES[one]);
    expect(workstationSettings.parse({ language: one }).language).toBe(one);
  }
});

test('each language that is chosen is spoken from its own catalog', async () => {
  const said = new Set<string>();
  for (const one of LANGUAGES) {
    await speak(one);
    expect(language()).toBe(one);
    said.add(t('common.cancel'));
  }
  expect(said.size).toBe(LANGUAGES.length);
});

test('settings say what is forgotten at sign-out, where nothing can be kept', () => {
  const settings = workstationSettings.parse({});
  const drawn = (isForgotten: boolean) =>
    renderToStaticMarkup(createElement(LookSection, { settings, onSettings: () => undefined, isForgotten }));
  expect(drawn(true)).toContain('are lost when you sign out');
  expect(drawn(false)).not.toContain('sign out');
});
