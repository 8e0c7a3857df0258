import { describe, expect, it } from 'vitest';
import { LETTER_KINDS, type Policy } from '#shared/domain/policy.ts';
import { policyFaults } from '#shared/letters/policy-faults.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import { firstPolicy } from '../../helpers/builders.ts';

/** The paths of the faults after a change to the first policy. */
function placesAfter(change: (policy: Policy) => void): string[] {
  const policy = firstPolicy();
  change(policy);
  return policyFaults(policy).map(({ path }) => path);
}

describe('a policy that would fail later', () => {
  it('is not the one an agency starts with', () => {
    expect(policyFaults(firstPolicy())).toEqual([]);
  });

  it('has its faults in English alone where it says nothing else in a language', () => {
    const places = placesAfter(({ letters, reasons }) => {
      letters.received.en.subject = 'Your {chief}';
      letters.received.es = letters.received.en;
      for (const reason of reasons.slice(0, 1)) reason.text = { ...reason.text, en: '{chief}', es: '{chief}' };
    });
    expect(places).toEqual(['letters.received.en.subject', 'reasons.0.text.en']);
  });

  it.each(LETTER_KINDS)('has an unknown placeholder in a paragraph or subject: %s', (kind) => {
    for (const language of LANGUAGES) {
      const paragraphs = firstPolicy().letters[kind][language].paragraphs.length;
      expect(
        placesAfter((policy) => {
          policy.letters[kind][language].paragraphs.push('Yours, {chief}');
          policy.letters[kind][language].subject += ' {chief}';
        }),
      ).toEqual([`letters.${kind}.${language}.subject`, `letters.${kind}.${language}.paragraphs.${paragraphs}`]);
    }
  });

  it('has an unknown placeholder in a reason or in a missing item', () => {
    expect(
      placesAfter((policy) => {
        for (const reason of policy.reasons.slice(1, 2)) reason.action.es += ' {chief}';
        for (const item of policy.missingItems.slice(2, 3)) item.ask.en += ' {note}';
      }),
    ).toEqual(['reasons.1.action.es', 'missingItems.2.ask.en']);
  });

  it('has a placeholder that only another letter can fill', () => {
    expect(
      placesAfter(({ letters }) => {
        letters.reminder.en.paragraphs[0] = '{case_number}';
        letters.follow_up.es.paragraphs[0] = '{new_report}';
        letters.received.en.subject = '{link}';
        letters.received.es.paragraphs[0] = '{note}';
      }),
    ).toEqual([
      'letters.received.en.subject',
      'letters.received.es.paragraphs.0',
      'letters.follow_up.es.paragraphs.0',
      'letters.reminder.en.paragraphs.0',
    ]);
  });

  it('asks to confirm an address without the confirmation link', () => {
    expect(
      placesAfter(({ letters }) => {
        letters.confirm_address.en.paragraphs = ['Please confirm.'];
      }),
    ).toEqual(['letters.confirm_address.en.paragraphs']);
  });

  it('has an invalid time zone, a duplicate code, or no name for something the records system gets', () => {
    const [offense] = firstPolicy().offenses;
    const [reason] = firstPolicy().reasons;
    expect(
      placesAfter((policy) => {
        policy.agency.timeZone = 'America/Hartford';
        policy.agency.name = ' ';
        if (offense !== undefined) policy.offenses = [offense, { ...offense, title: { en: ' ', es: 'Hurto' } }];
        if (reason !== undefined) policy.reasons = [reason, reason];
      }),
    ).toEqual(['agency.timeZone', 'agency.name', 'offenses.1.title.en', 'offenses.1.code', 'reasons.1.code']);
  });

  it('has nothing in the agency’s language of what another language falls back to', () => {
    expect(
      placesAfter((policy) => {
        policy.agency.language = 'es';
        const [reason] = policy.reasons;
        const [item] = policy.missingItems;
        if (reason !== undefined) reason.rule = { en: 'Only in English.' };
        if (item !== undefined) item.title = { en: 'Photo', es: '' };
      }),
    ).toEqual(['reasons.0.rule.es', 'missingItems.0.title.es']);
  });
});
