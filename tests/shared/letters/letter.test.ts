import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Act } from '#shared/domain/act.ts';
import { inLanguage } from '#shared/domain/by-language.ts';
import { LETTER_KINDS, type Policy } from '#shared/domain/policy.ts';
import {
  completeLetter,
  draftLetter,
  LATER,
  type Letter,
  letterDigestInput,
  letterFor,
  plainLetter,
  receivedLetter,
  reminderLetter,
} from '#shared/letters/letter.ts';
import { LANGUAGES, type Language } from '#shared/words/languages.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();
const reportIn = (language: Language) => aReport({ serial: 4812, facts: { who: { language } } });

const ACTS: Record<string, Act> = {
  approved: { kind: 'approve', offenseCode: 'larceny_other', note: '' },
  'approved-with-note': { kind: 'approve', offenseCode: 'larceny_other', note: 'Thank you for the photos.' },
  ...Object.fromEntries(
    policy.reasons.map(({ code, needsDuplicateOf }) => [
      `rejected-${code.replaceAll('_', '-')}`,
      {
        kind: 'reject',
        reasonCode: code,
        duplicateOf: needsDuplicateOf ? aReport({ serial: 4809 }).trackingNumber : null,
        note: '',
      } satisfies Act,
    ]),
  ),
  'follow-up': { kind: 'follow_up', missing: ['serial_number', 'photo'], note: 'No hurry.' },
  'follow-up-question': {
    kind: 'follow_up',
    missing: ['serial_number'],
    question: 'Was the shed locked?',
    note: '',
  },
  'missed-call': { kind: 'log_call', outcome: 'no_answer', note: 'Mailbox full.' },
  message: { kind: 'message', note: 'Is the bell blue?' },
  correction: { kind: 'return', cause: 'Wrong person.', note: 'The second item was overlooked.' },
  'appeal-upheld': { kind: 'uphold_appeal', note: 'The recording has to be collected by an officer.' },
  'appeal-granted': { kind: 'grant_appeal', note: '' },
};

function sent(act: Act, language: Language): Letter {
  const letter = letterFor(reportIn(language), act, policy);
  if (letter === null) throw new Error('no letter');
  return letter;
}
function reminder(language: Language): Letter {
  const asked = { kind: 'follow_up', missing: ['serial_number', 'photo'], note: 'No hurry.' } as const;
  return reminderLetter(reportIn(language), { ...asked, missing: [...asked.missing] }, 5, policy);
}
/** Letters triggered by the clock or by the person. */
const OTHERS: Record<string, (language: Language) => Letter> = {
  received: (language) => receivedLetter(reportIn(language), policy),
  reminder,
  ...Object.fromEntries(
    (['closed_no_answer', 'appeal_received', 'withdrawn', 'added', 'late', 'link_again'] as const).map((kind) => [
      kind.replaceAll('_', '-'),
      (language: Language) => plainLetter(kind, reportIn(language), policy),
    ]),
  ),
  ...Object.fromEntries(
    (['confirm_address', 'resume_draft'] as const).map((kind) => [
      kind.replaceAll('_', '-'),
      (language: Language) => draftLetter(kind, language, 7, policy),
    ]),
  ),
};
const inAllWays = (language: Language): Letter[] => [
  ...Object.values(ACTS).map((act) => sent(act, language)),
  ...Object.values(OTHERS).map((write) => write(language)),
];
const asFile = (letter: Letter) => `${letter.subject}\n\n${letter.text}`;

describe('a letter, word for word', () => {
  for (const language of LANGUAGES) {
    it.each(Object.keys(ACTS))(`says in ${language} what was decided: %s`, async (name) => {
      const act = ACTS[name];
      if (act === undefined) throw new Error(name);
      await expect(asFile(sent(act, language))).toMatchFileSnapshot(`golden/${name}.${language}.txt`);
      await expect(sent(act, language).html).toMatchFileSnapshot(`golden/${name}.${language}.html`);
    });
    it.each(Object.keys(OTHERS))(`says in ${language} what is sent automatically: %s`, async (name) => {
      const letter = OTHERS[name]?.(language);
      if (letter === undefined) throw new Error(name);
      await expect(asFile(letter)).toMatchFileSnapshot(`golden/${name}.${language}.txt`);
      await expect(letter.html).toMatchFileSnapshot(`golden/${name}.${language}.html`);
    });
  }

  it('exists for every kind of letter', () => {
    const written = new Set(inAllWays('en').map(({ kind }) => kind));
    expect(LETTER_KINDS.filter((kind) => !written.has(kind))).toEqual([]);
  });

  it('is not sent for a call that reached the person or a wrong number', () => {
    for (const outcome of ['reached', 'wrong_number'] as const) {
      expect(letterFor(reportIn('en'), { kind: 'log_call', outcome, note: '' }, policy)).toBeNull();
    }
  });

  it('is not sent for acts that stay inside the agency', () => {
    const inside: Act[] = [
      { kind: 'escalate', note: 'Look at this.' },
      { kind: 'assign', to: null, note: '' },
      { kind: 'note', note: 'Seen.' },
      { kind: 'correct', field: 'who.phone', value: null, note: 'Wrong number.' },
    ];
    for (const act of inside) expect(letterFor(reportIn('en'), act, policy)).toBeNull();
  });

  it('never includes the internal cause for reopening a decision', () => {
    expect(asFile(sent({ kind: 'return', cause: 'Wrong person.', note: '' }, 'en'))).not.toContain('Wrong person');
  });

  it('uses the language and the name as corrected by the agency', () => {
    const by = { id: reportIn('en').id, displayName: 'Officer Rivera' };
    const right = { why: 'By phone.', by, at: reportIn('en').receivedAt };
    const corrections = [
      { field: 'who.language', value: 'es', ...right },
      { field: 'who.familyName', value: 'Sotomayor', ...right },
    ];
    const letter = letterFor({ ...reportIn('en'), corrections }, { kind: 'grant_appeal', note: '' }, policy);
    expect(letter?.language).toBe('es');
    expect(letter?.text).toContain('Saludos, Maria Sotomayor:');
  });

  it("never includes an officer's note about a call", () => {
    const act: Act = { kind: 'log_call', outcome: 'left_message', note: 'Sounded drunk.' };
    expect(asFile(sent(act, 'en'))).not.toContain('drunk');
  });
});

describe("an officer's own question", () => {
  const QUESTION = 'Was the shed locked?';
  const asked = { kind: 'follow_up', missing: [], question: QUESTION, note: '' } satisfies Act;

  it('is asked in the letter, and again in the reminder, without any item', () => {
    expect(asFile(sent(asked, 'en'))).toContain(`- ${QUESTION}`);
    expect(asFile(reminderLetter(reportIn('en'), asked, 5, policy))).toContain(`- ${QUESTION}`);
  });

  it('is followed by English where the letter is in another language, as it is not translated', () => {
    const text = asFile(sent(asked, 'es'));
    expect(text.split(`- ${QUESTION}`)).toHaveLength(3);
    expect(text).toContain('An officer read it');
    const { question: _, ...without } = { ...asked, missing: ['serial_number'] };
    expect(asFile(sent(without, 'es'))).not.toContain('An officer read it');
  });
});

describe('a rejection after an approval', () => {
  const reject: Act = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' };

  it('says in each language that the case number is void, and nothing of the kind where there was none', () => {
    for (const [language, said] of [
      ['en', 'Case number 26-000002 is no longer valid.'],
      ['es', 'El número de caso 26-000002 ya no es válido.'],
    ] as const) {
      const report = reportIn(language);
      expect(letterFor({ ...report, caseNumber: '26-000002' }, reject, policy)?.text).toContain(said);
      expect(letterFor({ ...report, caseNumber: null }, reject, policy)?.text).not.toMatch(/[Cc]ase number|de caso/);
    }
  });
});

describe('the wording in the policy', () => {
  it('has every letter in every language, without unfilled placeholders', () => {
    for (const kind of LETTER_KINDS)
      for (const language of LANGUAGES) expect(policy.letters[kind][language]).toBeDefined();
    for (const language of LANGUAGES) {
      const all = inAllWays(language);
      for (const letter of all) expect(asFile(letter)).not.toMatch(/[{}]|undefined|null/);
    }
  });

  it("links the confirmation letter and the decision letters to the report's own page", () => {
    for (const language of LANGUAGES) {
      for (const kind of ['received', 'approved', 'rejected'] as const) {
        expect(policy.letters[kind][language]?.paragraphs.join(' ')).toContain('{link}');
      }
    }
  });

  it('gives every rejection the reason, the next step and a phone number', () => {
    for (const { code, text, action } of policy.reasons) {
      for (const language of LANGUAGES) {
        expect(text[language]?.length).toBeGreaterThan(40);
        const letter = sent({ kind: 'reject', reasonCode: code, duplicateOf: null, note: '' }, language);
        expect(letter.text).toContain(policy.agency.dispatchPhone);
        expect(letter.text).toContain(action[language]?.split('{')[0]?.trim());
      }
    }
  });

  const rejected = (reasonCode: string, language: Language) =>
    sent({ kind: 'reject', reasonCode, duplicateOf: null, note: '' }, language).text;

  // The link is on a line and in a paragraph of its own, so that every mail program makes exactly this text a link.
  it.each(LANGUAGES)(
    'names no title in the letter about a wrong one, unless the officer chose one (%s)',
    (language) => {
      const letter = rejected('wrong_offense_title', language);
      expect(letter).toMatch(/\n\[link to a new report\]\n\n/);
      expect(letter).not.toMatch(/new report, as far|reporte nuevo, según|: \./);
    },
  );

  it.each(LANGUAGES)('offers another look only as long as the report’s own page does: once (%s)', (language) => {
    const appeal = { en: 'look at it again', es: 'la mire de nuevo' }[language];
    const belief = { en: 'doubt you', es: 'no le creamos' }[language];
    const act: Act = { kind: 'reject', reasonCode: 'suspect_or_evidence', duplicateOf: null, note: '' };
    const report = reportIn(language);
    const [filed] = report.history;
    if (filed === undefined) throw new Error('a report has a history');
    const appealed = { ...filed, kind: 'appealed', event: { code: 'appealed', params: {} } } as const;
    const again = letterFor({ ...report, history: [filed, appealed] }, act, policy)?.text ?? '';
    expect(letterFor(report, act, policy)?.text).toContain(appeal);
    expect(again).not.toContain(appeal);
    expect(again).toContain(belief);
  });

  it.each(LANGUAGES)('gives a person without e-mail the place of a code, and never a word of spam (%s)', (language) => {
    const link = { privateLink: 'https://p2c.example/status/0123456789ABCDEFGHJKMNPQRS' };
    const text = (who: object) =>
      completeLetter(receivedLetter(aReport({ facts: { who: { language, ...who } } }), policy), link).text;
    const onPaper = text({ email: null });
    expect(onPaper).toContain('0123 4567 89AB CDEF GHJK MNPQ RS');
    expect(onPaper).not.toMatch(/spam|no deseado|\{/i);
    expect(text({ email: 'ana@example.com' })).not.toContain('0123 4567');
  });

  it('has no English copy below if the agency has no English wording for it', () => {
    const note = 'Call me before Friday.';
    const act: Act = { kind: 'follow_up', missing: ['photo'], note };
    const copies = (from: Policy) => letterFor(reportIn('es'), act, from)?.text.split(note).length;
    const spanish = { ...policy, letters: { ...policy.letters, follow_up: { es: policy.letters.follow_up.es } } };
    expect(copies(policy)).toBe(3);
    expect(copies(spanish)).toBe(2);
  });

  it('is refused if it names an unknown placeholder', () => {
    const wrong = structuredClone(policy);
    inLanguage(wrong.letters.approved, wrong, 'en').paragraphs.push('Yours, {chief}');
    expect(() => letterFor(reportIn('en'), { kind: 'approve', offenseCode: 'larceny_other', note: '' }, wrong)).toThrow(
      '{chief}',
    );
  });
});

describe('text a person entered, in a letter', () => {
  const nasty = aReport({
    facts: { who: { givenName: '<img src=x onerror=alert(1)>', familyName: "O'Neil & {link}" } },
  });
  const letter = letterFor(
    nasty,
    { kind: 'approve', offenseCode: 'larceny_other', note: '<b>{case_number}</b>' },
    policy,
  );

  it('never becomes markup', () => {
    expect(letter?.html).not.toMatch(/<img|<b>/);
    expect(letter?.html).toContain('&#60;img src=x');
    expect(letter?.html).toContain('O&#39;Neil &#38; {link}');
  });

  it('is never taken for a placeholder', () => {
    expect(letter?.text).toContain("O'Neil & {link}");
    expect(letter?.text).toContain('<b>{case_number}</b>');
  });
});

describe('the text and HTML of a letter', () => {
  const words = (text: string) => text.replace(/\s+/g, ' ').trim();
  const plain = (html: string) =>
    words(
      html
        .replace(/^.*<body>/s, '')
        .replace(/<li>/g, ' - ')
        .replace(/<[^>]+>/g, ' ')
        .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
    );

  it.each(LANGUAGES)('say the same in %s', (language) => {
    for (const letter of inAllWays(language)) {
      expect(plain(letter.html)).toBe(words(letter.text));
      expect(letter.html).toContain(`<html lang="${language}">`);
    }
  });

  it('are completed in the same places by the server', () => {
    const known = { caseNumber: '26-000123', privateLink: 'https://p2c.example/reply/abc' };
    const approved = completeLetter(sent({ kind: 'approve', offenseCode: 'larceny_other', note: '' }, 'en'), known);
    expect(approved.subject).toContain('26-000123');
    for (const part of [approved.text, approved.html]) {
      expect(part).toContain('26-000123');
      expect(part).not.toContain(LATER.caseNumber);
    }
    const asked = completeLetter(sent({ kind: 'follow_up', missing: ['photo'], note: '' }, 'es'), known);
    for (const part of [asked.text, asked.html]) expect(part).toContain('https://p2c.example/reply/abc');
  });
});

describe('the hash of a letter', () => {
  const digest = (letter: Letter) => createHash('sha256').update(letterDigestInput(letter)).digest('hex');
  const act: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };

  it('stays the same for the same report, act and policy', () => {
    expect(digest(sent(act, 'en'))).toBe(digest(sent(act, 'en')));
    expect(letterDigestInput(sent(act, 'en'))).toMatch(/^\["approved","en","Your report/);
  });

  it('changes with any character of the letter and with its language', () => {
    const changed = structuredClone(policy);
    inLanguage(changed.letters.approved, changed, 'en').paragraphs[1] += ' ';
    const letter = letterFor(reportIn('en'), act, changed);
    expect(letter === null ? null : digest(letter)).not.toBe(digest(sent(act, 'en')));
    expect(digest(sent(act, 'es'))).not.toBe(digest(sent(act, 'en')));
  });
});

it('a letter about a duplicate says that this person sent the other report only where that is certain', () => {
  const other = aReport({ serial: 4809 }).trackingNumber;
  for (const language of ['en', 'es'] as const) {
    const reject: Act = { kind: 'reject', reasonCode: 'duplicate', duplicateOf: other, note: '' };
    const [unsure, certain] = [sent(reject, language), sent({ ...reject, namesDuplicate: true }, language)];
    expect(unsure.text).not.toContain(other);
    expect(unsure.text).not.toMatch(/you (?:also )?sent|send this report again|more than once|twice/);
    expect(unsure.text).not.toMatch(/envió usted|enviar de nuevo|más de una vez/);
    expect(unsure.text).toMatch(language === 'en' ? /may be from another person/ : /puede ser de otra persona/);
    expect(certain.text).toContain(other);
    expect(certain.text).toMatch(language === 'en' ? /you also sent us/ : /también envió usted/);
    expect(certain.text).not.toMatch(/be from another person|ser de otra persona/);
  }
});
