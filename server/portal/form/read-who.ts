import { ageOn } from '#shared/domain/age.ts';
import { FACT_FIELDS } from '#shared/domain/fact-fields.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Person } from '#shared/domain/report.ts';
import { isUnsafe } from '#shared/letters/mail-address.ts';
import type { PortalText } from '../site/text.ts';
import type { Draft } from './draft.ts';
import type { FieldReader } from './field-reader.ts';
import { type CalendarDay, dayIn, isoDay, isRealDay } from './local-time.ts';
import { type Reading, readField, readGroup, tickedIn } from './read-fields.ts';

/** Reads who is reporting. Use the result only if the reader has no errors at the end. */
export function readWho(reading: Reading, policy: Policy, now: Date): Person {
  const { draft, reader, text } = reading;
  const forSelf = reader.choice('who.forWhom', ['self', 'other'], text.t('portal-errors.actsFor')) !== 'other';
  const actsFor = forSelf
    ? null
    : {
        name: reader.filled('who.actsFor.name', 160, text.t('portal-errors.actsForName')),
        relation: reader.filled('who.actsFor.relation', 80, text.t('portal-errors.actsForRelation')),
      };
  const wants = draft['who.preferredContact'];
  const typed = (name: 'email' | 'phone' | 'address') => readField(`who.${name}`, reading) as string | null;
  let email: string | null = null;
  const safe = tickedIn(draft, 'who.safeContact', FACT_FIELDS.who.safeContact).join(' ');
  const isNoCall = isUnsafe(safe, 'calls');
  const isNoMail = isUnsafe(safe, 'mail');
  const isNoEmail = isUnsafe(safe, 'email');
  // If no way to contact the person is safe, they read everything on the report's page.
  const isOutOfReach = isNoCall && isNoMail && isNoEmail;
  return readGroup('who', 'who', reading, {
    preferredContact: () => {
      if (isOutOfReach) return 'letter';
      const way = readField('who.preferredContact', reading) as Person['preferredContact'];
      if (way === 'phone' && isNoCall) reader.complain('who.preferredContact', text.t('portal-errors.safeNoPhone'));
      if (way === 'letter' && isNoMail) reader.complain('who.preferredContact', text.t('portal-errors.safeNoLetter'));
      if (way === 'email' && isNoEmail) reader.complain('who.preferredContact', text.t('portal-errors.safeNoEmail'));
      return way;
    },
    actsFor: () => actsFor,
    birthDate: () => readBirthDate(draft, reader, policy, now, text),
    email: () => {
      email = typed('email');
      if (email !== null || isNoEmail) return email;
      if (wants === 'email') reader.complain('who.email', text.t('portal-errors.emailNeeded'));
      else if (isNoMail) reader.complain('who.email', text.t('portal-errors.safeNeedsEmail'));
      return null;
    },
    phone: () => {
      const phone = typed('phone');
      if (phone === null && wants === 'phone' && !isNoCall)
        reader.complain('who.phone', text.t('portal-errors.phoneNeeded'));
      return phone;
    },
    address: () => {
      const address = typed('address');
      // The outcome of every report is sent in a letter, so a postal address is required when there is no e-mail
      // address. If the person chose e-mail but gave no e-mail address, that error has already been recorded. Someone
      // for whom e-mail is not safe may leave out both: the letter is on the report's page.
      if (address !== null || isNoMail) return address;
      if (wants === 'letter') reader.complain('who.address', text.t('portal-errors.addressForLetter'));
      else if (email === null && wants !== 'email' && !isNoEmail) {
        reader.complain('who.address', text.t('portal-errors.addressNeeded'));
      }
      return null;
    },
  });
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
