import { expect, test } from 'vitest';
import { z } from 'zod';
import { byLanguage } from '#shared/domain/by-language.ts';
import { policy } from '#shared/domain/policy.ts';
import start from '../../../resources/policy.json' with { type: 'json' };

const texts = byLanguage(z.string().max(9));

test('what an agency does not say in a language stands there in English, and what it says stays', () => {
  expect(texts.parse({ en: 'Hello' })).toEqual({ en: 'Hello', es: 'Hello' });
  expect(texts.parse({ en: 'Hello', es: 'Hola' })).toEqual({ en: 'Hello', es: 'Hola' });
});

test('English is asked for, and each language is held to the same', () => {
  expect(texts.safeParse({ es: 'Hola' }).success).toBe(false);
  expect(texts.safeParse({ en: 'Hello', es: 'Demasiado larga' }).success).toBe(false);
});

test('a policy without a language has its letters, reasons and notices in English there', () => {
  const inEnglish = JSON.parse(JSON.stringify(start), (key, value: unknown) =>
    key === 'es' ? undefined : value,
  ) as object;
  const whole = policy.parse(inEnglish);
  expect(whole.letters.received.es).toEqual(whole.letters.received.en);
  expect(whole.reasons[0]?.text.es).toBe(whole.reasons[0]?.text.en);
  expect(whole.notice.text.es).toBe(whole.notice.text.en);
});
