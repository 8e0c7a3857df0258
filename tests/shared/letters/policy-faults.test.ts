import { describe, expect, it } from 'vitest';
import { inLanguage } from '#shared/domain/by-language.ts';
import { LETTER_KINDS, type LetterKind, type Policy } from '#shared/domain/policy.ts';
import { policyFaults } from '#shared/letters/policy-faults.ts';
import { LANGUAGES, type Language } from '#shared/words/languages.ts';
import { firstPolicy } from '../../helpers/builders.ts';

/** Returns the paths of the faults after a change to the first policy. */
function placesAfter(change: (policy: Policy) => void): string[] {
  const policy = firstPolicy();
  change(policy);
  return policyFaults(policy).map(({ path }) => path);
}

/** Returns a letter's own wording, which a test can change. */
const wording = (policy: Policy, kind: LetterKind, language: Language) =>
  inLanguage(policy.letters[kind], policy, language);

describe('a policy that would fail later', () => {
  it('is not the one an agency starts with', () => {
    expect(policyFaults(firstPolicy())).toEqual([]);
  });

  it('has a reason for second review that it does not know', () => {
    const places = placesAfter(({ review }) => {
      review.reasons = ['duplicate', 'no_such_reason'];
    });
    expect(places).toEqual(['review.reasons.1']);
  });

  it('has a title whose NIBRS code no records system takes for that kind of report', () => {
    const titles = (kind: string) => firstPolicy().offenses.findIndex((one) => one.kind === kind);
    for (const [kind, nibrs] of [
      ['larceny', '280'],
      ['larceny', null],
      ['vandalism', '23H'],
      ['lost_property', '23H'],
    ] as const) {
      const at = titles(kind);
      expect(placesAfter(({ offenses }) => Object.assign(offenses[at] ?? {}, { nibrs }))).toEqual([
        `offenses.${at}.nibrs`,
      ]);
    }
  });

  it('has a holiday twice', () => {
    expect(placesAfter(({ holidays }) => holidays.push('2099-01-01', '2099-12-25', '2099-01-01'))).toEqual([
      `holidays.${firstPolicy().holidays.length + 2}`,
    ]);
  });

  it('has a reminder that comes no earlier than the last day to answer', () => {
    const places = placesAfter(({ limits, times }) => {
      limits.replyDays = 10;
      times.reminderDays = [5, 10, 15];
    });
    expect(places).toEqual(['times.reminderDays.1', 'times.reminderDays.2']);
  });

  it('has its faults only in the languages that it has a wording in', () => {
    const places = placesAfter(({ letters, reasons }) => {
      letters.received = { en: { subject: 'Your {chief}', paragraphs: letters.received.en?.paragraphs ?? [] } };
      for (const reason of reasons.slice(0, 1)) reason.text = { en: '{chief}' };
    });
    expect(places).toEqual(['letters.received.en.subject', 'reasons.0.text.en']);
  });

  it.each(LETTER_KINDS)('has an unknown placeholder in a paragraph or subject: %s', (kind) => {
    for (const language of LANGUAGES) {
      const paragraphs = wording(firstPolicy(), kind, language).paragraphs.length;
      expect(
        placesAfter((policy) => {
          wording(policy, kind, language).paragraphs.push('Yours, {chief}');
          wording(policy, kind, language).subject += ' {chief}';
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
      placesAfter((policy) => {
        wording(policy, 'reminder', 'en').paragraphs[0] = '{case_number}';
        wording(policy, 'follow_up', 'es').paragraphs[0] = '{new_report}';
        wording(policy, 'received', 'en').subject = '{link}';
        wording(policy, 'received', 'es').paragraphs[0] = '{note}';
      }),
    ).toEqual([
      'letters.received.en.subject',
      'letters.received.es.paragraphs.0',
      'letters.follow_up.es.paragraphs.0',
      'letters.reminder.en.paragraphs.0',
    ]);
  });

  it('has a reason or a request that would be empty for a reporter without e-mail', () => {
    expect(
      placesAfter(({ reasons, missingItems }) => {
        for (const reason of reasons.slice(0, 1)) reason.text.en += ' {email}';
        for (const item of missingItems.slice(0, 1)) item.ask.es += ' {email}';
      }),
    ).toEqual(['reasons.0.text.en', 'missingItems.0.ask.es']);
  });

  it('has no offense title for a kind of report, so that none could be filed or approved, or nothing to ask for', () => {
    expect(
      placesAfter((policy) => {
        policy.offenses = policy.offenses.filter(({ kind }) => kind !== 'lost_property');
        policy.missingItems = policy.missingItems.filter(({ kinds }) => !kinds.includes('fraud'));
        policy.sentences = [];
      }),
    ).toEqual(['offenses', 'missingItems']);
  });

  it('has a question before the form that the portal could not ask', () => {
    expect(
      placesAfter(({ screening }) => {
        const [first] = screening;
        if (first === undefined) return;
        screening.push({ ...first, code: 'place', ask: { en: 'Call {phone}?', es: '{age' }, why: { es: 'Sí.' } });
      }),
    ).toEqual(['screening.10.why.en', 'screening.10.code', 'screening.10.ask.en', 'screening.10.ask.es']);
  });

  it('has a phone number, city or subject without text, so that a letter would not say whom to call', () => {
    expect(
      placesAfter((policy) => {
        policy.agency.city = '';
        policy.agency.reviewPhone = ' ';
        policy.agency.dispatchPhone = '';
        wording(policy, 'approved', 'es').subject = ' ';
      }),
    ).toEqual(['agency.city', 'agency.reviewPhone', 'agency.dispatchPhone', 'letters.approved.es.subject']);
  });

  it('has a character that the database can’t store, or a line break where a mail header would end', () => {
    expect(
      placesAfter((policy) => {
        policy.agency.name = 'Hartford\nPolice';
        for (const reason of policy.reasons.slice(0, 1)) reason.text.en += '\u0000';
        for (const item of policy.missingItems.slice(0, 1)) item.title.es += '\ud800';
        wording(policy, 'approved', 'en').subject += '\r\nBcc: all@example.org';
        wording(policy, 'approved', 'en').paragraphs[1] += '\nA new line.';
      }),
    ).toEqual(['reasons.0.text.en', 'missingItems.0.title.es', 'agency.name', 'letters.approved.en.subject']);
  });

  it('sends people who have no e-mail to their spam folder', () => {
    expect(
      placesAfter(({ reasons, missingItems, sentences }) => {
        for (const reason of reasons.slice(0, 1)) reason.action.en += ' Look in your spam folder.';
        for (const item of missingItems.slice(0, 1)) item.ask.es += ' Mire en el correo basura.';
        for (const reply of sentences.slice(0, 1)) reply.text.es += ' Mire en el correo no deseado.';
      }),
    ).toEqual(['reasons.0.action.en', 'missingItems.0.ask.es', 'sentences.0.text.es']);
  });

  it('has a rule about reports that must be accepted for a reason, title or flag that does not exist, or for none', () => {
    expect(
      placesAfter(({ mustAccept }) => {
        const [rule] = mustAccept;
        if (rule === undefined) return;
        mustAccept.push({
          ...rule,
          code: 'typos',
          offenses: ['identity'],
          hints: ['outside_point'],
          reasons: ['outside'],
        });
        mustAccept.push({ ...rule, code: 'nothing', offenses: [] });
      }),
    ).toEqual(['mustAccept.2.reasons.0', 'mustAccept.2.offenses.0', 'mustAccept.2.hints.0', 'mustAccept.3.offenses']);
  });

  it('has a notice for a title or a reason that does not exist, so that no letter would have it', () => {
    const places = placesAfter(({ notices: [first] }) => {
      Object.assign(first ?? {}, { offenses: ['fraud_card', 'made_up'], reasons: ['no_such_reason'] });
    });
    expect(places).toEqual(['notices.0.offenses.1', 'notices.0.reasons.0']);
  });

  it('has a rule that goes by a question whose answer is not kept, or that is not asked', () => {
    expect(
      placesAfter(({ mustAccept, screening }) => {
        for (const question of screening) question.isKept = question.code === 'minor';
        for (const rule of mustAccept) rule.answers = ['minor', 'suspect', 'gone'];
      }),
    ).toEqual(['mustAccept.0.answers.1', 'mustAccept.0.answers.2', 'mustAccept.1.answers.1', 'mustAccept.1.answers.2']);
    expect(
      placesAfter(({ mustAccept, screening }) => {
        for (const question of screening) question.isKept = true;
        for (const rule of mustAccept) Object.assign(rule, { offenses: [], hints: [], answers: ['minor'] });
      }),
    ).toEqual([]);
  });

  it('has an invalid time zone, a duplicate code, or no name for something the records system gets', () => {
    const [offense] = firstPolicy().offenses;
    const [reason] = firstPolicy().reasons;
    expect(
      placesAfter((policy) => {
        policy.agency.timeZone = 'America/Hartford';
        policy.agency.name = ' ';
        policy.mustAccept = [];
        policy.notices = [];
        if (offense !== undefined) policy.offenses.splice(1, 0, { ...offense, title: { en: ' ', es: 'Hurto' } });
        if (reason !== undefined) policy.reasons = [reason, reason];
        policy.sentences = [];
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
        if (reason !== undefined) reason.text = { en: 'Only in English.' };
        if (item !== undefined) item.title = { en: 'Photo', es: '' };
        if (item !== undefined) item.ask = { en: 'Please send a photo.' };
        policy.letters.reminder.es = undefined;
        policy.notice.text = { en: 'Only in English.' };
      }),
    ).toEqual([
      'reasons.0.text.es',
      'reasons.0.rule.es',
      'missingItems.0.title.es',
      'missingItems.0.ask.es',
      'letters.reminder.es',
      'notice.text.es',
    ]);
  });
});
