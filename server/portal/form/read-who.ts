import { z } from 'zod';
import { ageOn } from '#shared/domain/age.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Person } from '#shared/domain/report.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import type { PortalText } from '../site/text.ts';
import type { Draft } from './draft.ts';
import type { FieldReader } from './field-reader.ts';
import { type CalendarDay, dayIn, isoDay, isRealDay } from './local-time.ts';

const emailAddress = z.email().max(254);

export const isEmail = (text: string) => emailAddress.safeParse(text).success;

/** Reads who reports; only to be used when the reader has no fieldErrors at the end. */
export function readWho(draft: Draft, reader: FieldReader, policy: Policy, now: Date, text: PortalText): Person {
  const forSelf = reader.choice('who.forWhom', ['self', 'other'], text.t('portal-errors.actsFor')) !== 'other';
  const actsFor = forSelf
    ? null
    : {
        name: reader.filled('who.actsFor.name', 160, text.t('portal-errors.actsForName')),
        relation: reader.filled('who.actsFor.relation', 80, text.t('portal-errors.actsForRelation')),
      };
  const givenName = reader.filled('who.givenName', 80, text.t('portal-errors.givenName'));
  const familyName = reader.filled('who.familyName', 80, text.t('portal-errors.familyName'));
  const birthDate = readBirthDate(draft, reader, policy, now, text);

  const email = reader.line('who.email', 254);
  const wants = (['email', 'phone', 'letter'] as const).find((one) => one === draft['who.preferredContact']);
  if (email !== null && !isEmail(email)) reader.complain('who.email', text.t('portal-errors.emailForm'));
  if (email === null && wants === 'email') reader.complain('who.email', text.t('portal-errors.emailNeeded'));
  const phone = reader.line('who.phone', 40);
  if (phone !== null && !isPhone(phone)) reader.complain('who.phone', text.t('portal-errors.phoneForm'));
  if (phone === null && wants === 'phone') reader.complain('who.phone', text.t('portal-errors.phoneNeeded'));
  const address = reader.line('who.address', 200);
  // Every report ends with a letter, on paper where there is no e-mail; somebody who asked for e-mail and gave none
  // has been told so already.
  if (address === null && wants === 'letter') reader.complain('who.address', text.t('portal-errors.addressForLetter'));
  else if (address === null && email === null && wants !== 'email') {
    reader.complain('who.address', text.t('portal-errors.addressNeeded'));
  }
  const preferredContact = reader.choice(
    'who.preferredContact',
    ['email', 'phone', 'letter'],
    text.t('portal-errors.preferredContact'),
  );
  const bestTime = reader.line('who.bestTime', 80);
  const language = reader.choice('who.language', LANGUAGES, text.t('portal-errors.language'));
  return {
    givenName,
    familyName,
    birthDate,
    email,
    phone,
    address,
    language: language ?? 'en',
    preferredContact: preferredContact ?? 'email',
    bestTime,
    actsFor,
  };
}

function readBirthDate(draft: Draft, reader: FieldReader, policy: Policy, now: Date, text: PortalText): string | null {
  const typed = (['month', 'day', 'year'] as const).map((part) => (draft[`who.birthDate.${part}`] ?? '').trim());
  const complain = (message: string) => {
    reader.complain('who.birthDate', message);
    return null;
  };
  if (typed.every((part) => part === '')) return complain(text.t('portal-errors.birthDate'));
  const [month = Number.NaN, day = Number.NaN, year = Number.NaN] = typed.map((part) =>
    /^\d{1,4}$/.test(part) ? Number(part) : Number.NaN,
  );
  const birth: CalendarDay = { year, month, day };
  if (!isRealDay(birth)) return complain(text.t('portal-errors.birthDateReal'));
  const today = dayIn(policy.agency.timeZone, now);
  const age = ageOn(isoDay(today), isoDay(birth));
  if (isoDay(birth) >= isoDay(today)) return complain(text.t('portal-errors.birthDateFuture'));
  if (age < policy.limits.minimumAge) {
    return complain(
      text.t('portal-errors.tooYoung', { age: policy.limits.minimumAge, phone: policy.agency.dispatchPhone }),
    );
  }
  return isoDay(birth);
}

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 20 && /^[\d\s()+.,/x#-]+$/i.test(text.replace(/\b(ext|extension)\b/gi, ''));
}
