import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Reach } from '../../../renderer/trays/courtesy-page.tsx';

const person = {
  name: 'Maria Soto',
  language: 'es',
  phone: '860-555-0142',
  email: 'maria@example.org',
  bestTime: null,
  interpreter: 'Polski',
} as const;
const shown = (safeContact: string) => renderToStaticMarkup(createElement(Reach, { ...person, safeContact }));

test('a reporter whom a call could put at risk is listed without the number, and with the warning', () => {
  for (const unsafe of ['no_calls', 'email_only'] as const) {
    expect(shown(unsafe)).not.toContain('0142');
    expect(shown(unsafe)).toMatch(/do not call/i);
    expect(shown(unsafe)).toContain('maria@example.org');
  }
  expect(shown('any')).toContain('0142');
  expect(shown('any')).not.toMatch(/do not call/i);
});

test('a reporter for whom e-mail is not safe is listed without the address, and with everything that is not safe', () => {
  const html = shown('no_messages no_email');
  expect(html).not.toContain('maria@example.org');
  expect(html).toContain('0142');
  expect(html).toMatch(/do not text or leave a message; do not e-mail/i);
});

test('the interpreter that a reporter wants is listed', () => {
  expect(shown('any')).toContain('Polski');
});
