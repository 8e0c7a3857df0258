import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FromIt } from '../../../renderer/session/sign-in-text.tsx';

const drawn = (text: string | null) => renderToStaticMarkup(createElement(FromIt, { text }));

test('what IT says at sign-in is shown as it was written, as text and never as markup', () => {
  expect(drawn('Call\n4357 <b>now</b>')).toBe(
    '<section class="sign-in-text" aria-label="From your IT department">Call\n4357 &lt;b&gt;now&lt;/b&gt;</section>',
  );
});

test('without a text, nothing stands above the form', () => expect(drawn(null)).toBe(''));
