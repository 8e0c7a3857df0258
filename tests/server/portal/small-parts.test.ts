import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  hideReceipt,
  newFormToken,
  RECEIPT_MS,
  readFormToken,
  readReceipt,
  sealFormToken,
} from '#server/portal/form/form-token.ts';
import { centsOf } from '#server/portal/form/money.ts';
import { chooseLanguage } from '#server/portal/site/language.ts';
import { hide, reveal, seal, unseal } from '#server/portal/site/seal.ts';

describe('an amount in dollars', () => {
  it.each([
    ['250', 25_000],
    ['$1,249.99', 124_999],
    ['1249.9', 124_990],
    [' $ 0 ', 0],
    ['.50', 50],
    ['12,345,678', 1_234_567_800],
    ['0.29', 29],
  ])('is parsed from %j', (typed, cents) => expect(centsOf(typed)).toBe(cents));

  it.each(['', '$', '.', '-5', '1.249,99', '12,34', '1e3', '250 dollars', '1.999', '٣'])(
    'is not parsed from %j',
    (typed) => expect(centsOf(typed)).toBeNull(),
  );
});

describe('the page language', () => {
  it.each([
    [undefined, 'es-PR,es;q=0.9,en;q=0.8', 'es'],
    [undefined, 'en-US,en;q=0.9,es;q=0.8', 'en'],
    [undefined, 'fr;q=1, es;q=0.5, en;q=0.4', 'es'],
    [undefined, 'es;q=0', 'en'],
    [undefined, 'pt-BR', 'en'],
    [undefined, undefined, 'en'],
    [undefined, ';;;q=x,,', 'en'],
    ['es', 'en', 'es'],
    ['en', 'es', 'en'],
    ['xx', 'es', 'es'],
    [['es'], undefined, 'en'],
  ])('for requested %j and a browser that prefers %j is %s', (asked, header, wanted) =>
    expect(chooseLanguage(asked, header)).toBe(wanted),
  );
});

describe('a seal', () => {
  const secret = new Uint8Array(32).fill(1);
  const shape = z.object({ a: z.number() });

  it('returns what was sealed', () => {
    expect(unseal(secret, 'x', seal(secret, 'x', { a: 1 }), shape)).toEqual({ a: 1 });
  });

  it('is rejected after any change, or with another purpose, key or shape', () => {
    const sealed = seal(secret, 'x', { a: 1 });
    const [payload = '', mark = ''] = sealed.split('.');
    const forged = Buffer.from('{"a":2}').toString('base64url');
    for (const text of ['', '.', payload, `${payload}.`, `${forged}.${mark}`, `${sealed}.x`, `${sealed}x`]) {
      expect(unseal(secret, 'x', text, shape)).toBeNull();
    }
    expect(unseal(secret, 'y', sealed, shape)).toBeNull();
    expect(unseal(new Uint8Array(32), 'x', sealed, shape)).toBeNull();
    expect(unseal(secret, 'x', seal(secret, 'x', { b: 1 }), shape)).toBeNull();
  });

  it('hides a text from every browser but the one it was made for, and accepts nothing else for it', () => {
    const hidden = hide(secret, 'x', 'a browser', 'CODE');
    expect(Buffer.from(hidden, 'base64url').toString('latin1')).not.toContain('CODE');
    expect(hide(secret, 'x', 'a browser', 'CODE')).not.toBe(hidden);
    expect(reveal(secret, 'x', 'a browser', hidden)).toBe('CODE');
    for (const text of ['', '.', 'x'.repeat(22), hidden.slice(0, -1), `B${hidden.slice(1)}`, `${hidden}AAAA`]) {
      expect(reveal(secret, 'x', 'a browser', text)).toBeNull();
    }
    expect(reveal(secret, 'y', 'a browser', hidden)).toBeNull();
    expect(reveal(secret, 'x', 'another', hidden)).toBeNull();
    expect(reveal(secret, 'x', null, hidden)).toBeNull();
    expect(reveal(new Uint8Array(32), 'x', 'a browser', hidden)).toBeNull();
  });

  it('keeps a form token from working as a confirmation page, and the reverse', () => {
    const now = new Date();
    const receipt = { kind: 'filed', trackingNumber: 'T26-000001-5', repeated: false } as const;
    expect(readReceipt(secret, 'a browser', sealFormToken(secret, newFormToken(now)), now)).toBeNull();
    expect(readFormToken(secret, hideReceipt(secret, 'a browser', receipt, now))).toBeNull();
  });

  it('opens the confirmation page for half an hour', () => {
    const now = new Date();
    const receipt = { kind: 'filed', trackingNumber: 'T26-000001-5', repeated: false } as const;
    const sealed = hideReceipt(secret, 'a browser', receipt, now);
    const after = (ms: number, browser = 'a browser') =>
      readReceipt(secret, browser, sealed, new Date(now.getTime() + ms));
    expect(after(RECEIPT_MS)).toMatchObject(receipt);
    expect(after(RECEIPT_MS + 1)).toBeNull();
    expect(after(0, 'another browser')).toBeNull();
  });
});
