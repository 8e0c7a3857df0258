import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PlainFacts } from '../../../renderer/report/plain-facts.tsx';
import { facts } from '../../helpers/builders.ts';

const terms = (html: string) =>
  [...html.matchAll(/<dt>([^<]*)<\/dt><dd[^>]*>(.*?)<\/dd>/g)].map(([, term, said]) => [
    term,
    said?.replace(COPIED, '$1'),
  ]);
/** A value that a click copies. */
const COPIED = /<button class="copy-value"[^>]*><span>(.*?)<\/span><\/button>/;
const drawn = (props: Parameters<typeof PlainFacts>[0]) =>
  terms(renderToStaticMarkup(createElement(PlainFacts, props)));

test('of an account everything told is a line, and what a report of it needs is marked where it is missing', () => {
  const told = { accountKind: 'card', amountCents: 31_050, discovered: 'a letter', bankInformed: false };
  expect(drawn({ group: 'fraud', kind: 'fraud', told })).toEqual([
    ['Account', 'card'],
    ['Amount', '$310.50'],
    ['Discovered', 'a letter'],
    ['Bank notified', 'No'],
  ]);
  const none = { ...told, amountCents: null, discovered: null, bankInformed: null };
  const lines = drawn({ group: 'fraud', kind: 'fraud', told: none });
  expect(lines.map(([term]) => term)).toEqual(['Account', 'Amount', 'Bank notified']);
  for (const [, said] of lines.slice(1)) expect(said).toContain('tag-warn');
});

test('a person is shown with the number to call before the address to write to', () => {
  const { who } = facts({ who: { phone: '8605550142', bestTime: 'noon' } });
  expect(drawn({ group: 'who', kind: 'larceny', told: who }).map(([term, said]) => `${term}: ${said}`)).toEqual([
    'DOB: Apr 12, 1988',
    'Phone: 860-555-0142',
    'E-mail: maria.soto@example.org',
    'Address: 41 Park Street, Hartford, CT',
    'Prefers: by e-mail',
    'Best time: noon',
    'Language: English',
  ]);
});
