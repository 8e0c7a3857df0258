import { describe, expect, it } from 'vitest';
import type { Act } from '#shared/domain/act.ts';
import { mayAppeal } from '#shared/domain/appeals.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import type { Report, ReportKind } from '#shared/domain/report.ts';
import { LATER, type Letter, letterFor, plainLetter, receivedLetter } from '#shared/letters/letter.ts';
import { LANGUAGES, type Language } from '#shared/words/languages.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();

/** The letters of one case: a kind of report, its title and what was decided. */
type Case = { kind: ReportKind; of: string; language: Language; letter: Letter };

const entry = (kind: HistoryEntry['kind'], event: HistoryEntry['event']): HistoryEntry => ({
  at: '2026-11-20T15:00:00.000Z',
  kind,
  by: null,
  event,
  note: null,
  letter: null,
});
const ASKED = entry('follow_up', {
  code: 'asked',
  params: {
    missing: ['exact_time', 'contact_phone'],
    question: 'WAS IT LOCKED?',
    replyDays: 15,
    countIn: 'calendar_days',
  },
});
const APPEALED = entry('appealed', { code: 'appealed', params: {} });

function reportOf(kind: ReportKind, language: Language, more: Partial<Report> = {}): Report {
  const report = { ...aReport({ serial: 4812, facts: { who: { language } } }), kind, offenseCode: null, ...more };
  return { ...report, history: [...report.history, ASKED, ...(more.history ?? [])] };
}

const titles = (kind: ReportKind) => policy.offenses.filter((one) => one.kind === kind).map(({ code }) => code);
const OTHER: Record<ReportKind, string> = {
  vandalism: 'larceny_from_vehicle',
  larceny: 'lost_property',
  lost_property: 'fraud_wire',
  fraud: 'property_damage',
};

function rejection(reasonCode: string, kind: ReportKind): Act {
  const needs = policy.reasons.find(({ code }) => code === reasonCode)?.needsDuplicateOf === true;
  const right = reasonCode === 'wrong_offense_title' ? { rightOffense: OTHER[kind] } : {};
  return {
    kind: 'reject',
    reasonCode,
    duplicateOf: needs ? aReport({ serial: 4809 }).trackingNumber : null,
    ...right,
    note: '',
  };
}

function* everyCase(): Generator<Case> {
  for (const language of LANGUAGES) {
    for (const kind of REPORT_KINDS) {
      const report = reportOf(kind, language);
      for (const offenseCode of [null, ...titles(kind)]) {
        yield {
          kind,
          language,
          of: `received ${offenseCode}`,
          letter: receivedLetter({ ...report, offenseCode }, policy),
        };
      }
      for (const offenseCode of titles(kind))
        yield {
          kind,
          language,
          of: `approved ${offenseCode}`,
          letter: by(report, { kind: 'approve', offenseCode, note: '' }),
        };
      for (const { code } of policy.reasons)
        yield { kind, language, of: `rejected ${code}`, letter: by(report, rejection(code, kind)) };
      yield { kind, language, of: 'closed', letter: plainLetter('closed_no_answer', report, policy) };
    }
  }
}

function by(report: Report, act: Act): Letter {
  const letter = letterFor(report, act, policy);
  if (letter === null) throw new Error(act.kind);
  return letter;
}

const ALL = [...everyCase()];
const whole = ({ letter }: Case) => `${letter.subject}\n\n${letter.text}`;
/** In which cases the letters hold these words, and in which they should. */
function saidIn(words: Record<Language, string | RegExp>, should: (one: Case) => boolean) {
  const name = ({ kind, of, language }: Case) => `${language} ${kind} ${of}`;
  const says = ALL.filter((one) => new RegExp(words[one.language], 'i').test(whole(one))).map(name);
  expect(says).toEqual(ALL.filter(should).map(name));
  expect(says).not.toEqual([]);
}
const isRejected = ({ of }: Case) => of.startsWith('rejected');
const isOf =
  (...codes: string[]) =>
  ({ of }: Case) =>
    codes.includes(of.split(' ')[1] ?? '');
/** A letter about a fraud whose title is one of these, or not chosen yet. */
const fraud =
  (...codes: string[]) =>
  (one: Case) =>
    one.kind === 'fraud' && !isRejected(one) && (one.of === 'received null' || isOf(...codes)(one));

describe('of every kind of report, decision, reason and language, a letter', () => {
  it('says that the report could not be approved, unless nobody needs it anymore', () => {
    const isClosed = isOf('withdrawn_by_person', 'duplicate');
    saidIn({ en: 'could not approve it', es: 'no pudimos aprobarlo' }, (one) => isRejected(one) && !isClosed(one));
    saidIn({ en: 'read it with care', es: 'lo leyó con atención' }, (one) => isRejected(one) && !isClosed(one));
    saidIn(
      { en: 'We closed your report', es: 'Hemos cerrado su reporte' },
      (one) => (isRejected(one) && isClosed(one)) || one.of === 'closed',
    );
  });

  it('offers an appeal exactly when the report’s page does', () => {
    for (const language of LANGUAGES) {
      for (const kind of REPORT_KINDS) {
        for (const { code } of policy.reasons) {
          for (const history of [[], [APPEALED]]) {
            const report = reportOf(kind, language, { state: 'rejected', history });
            const text = by(report, rejection(code, kind)).text;
            const offers = { en: 'ask once for someone else', es: 'puede pedir una vez' }[language];
            expect([code, text.includes(offers)]).toEqual([code, mayAppeal(report)]);
          }
        }
      }
    }
  });

  it('says that we believe the reporter, unless they withdrew or only tried the form', () => {
    saidIn(
      { en: 'doubt you', es: 'no le creamos' },
      (one) => isRejected(one) && !isOf('withdrawn_by_person', 'false_or_test')(one),
    );
  });

  it('speaks of finding things, and of serial numbers, only where things were taken or lost', () => {
    const ofThings = ({ kind, of }: Case) => ['larceny', 'lost_property'].includes(kind) && of.startsWith('approved');
    saidIn({ en: 'find it yourself|property that matches', es: 'lo encuentra usted' }, ofThings);
    saidIn({ en: 'serial numbers', es: 'números de serie' }, ofThings);
  });

  it('sends a victim to the office for this kind of fraud, and to all of them while nobody chose a title', () => {
    const elsewhere = (one: Case) => one.kind === 'fraud' && isOf('outside_hartford')(one);
    const identity = ['fraud_identity_theft', 'fraud_impersonation', 'fraud_hacking'];
    const scam = ['fraud_swindle', 'fraud_impersonation', 'fraud_wire'];
    const either =
      (...codes: string[]) =>
      (one: Case) =>
        fraud(...codes)(one) || elsewhere(one);
    saidIn({ en: 'IdentityTheft.gov', es: 'RobodeIdentidad.gov' }, either(...identity, 'fraud_card'));
    saidIn({ en: 'ReportFraud.ftc.gov', es: 'ReporteFraude.ftc.gov' }, either(...scam));
    saidIn({ en: 'ic3.gov', es: 'ic3.gov' }, fraud(...scam, 'fraud_hacking'));
    saidIn({ en: 'Equifax', es: 'Equifax' }, fraud(...identity));
    saidIn({ en: 'the police where you live', es: 'la policía de donde usted vive' }, elsewhere);
    saidIn({ en: 'block the card', es: 'bloqueen la tarjeta' }, fraud('fraud_card'));
    saidIn({ en: 'check or document was forged', es: 'falsificaron un cheque' }, fraud('fraud_forgery'));
  });

  it('names what was asked for, also in the officer’s words, where it was closed for want of it', () => {
    const wanting = (one: Case) => one.of === 'closed' || isOf('insufficient_information')(one);
    saidIn({ en: 'The date and time as exactly as you can', es: 'con la mayor exactitud posible' }, wanting);
    saidIn({ en: 'A phone number where we can reach you', es: 'Un número de teléfono en el que podamos' }, wanting);
    saidIn({ en: '- WAS IT LOCKED', es: '- WAS IT LOCKED' }, wanting);
  });

  it('names the right title as the public form offers it', () => {
    const of = (kind: ReportKind) => (one: Case) => one.kind === kind && isOf('wrong_offense_title')(one);
    saidIn({ en: 'tell: Damage or vandalism\\.', es: 'contó: Daños o vandalismo\\.' }, of('fraud'));
    saidIn({ en: 'tell: Lost property\\.', es: 'contó: Objetos perdidos\\.' }, of('larceny'));
    saidIn(
      { en: 'tell: Stolen property – Taken from inside a vehicle\\.', es: 'contó: Objetos hurtados – ' },
      of('vandalism'),
    );
    saidIn(
      { en: 'tell: Identity theft or fraud – A scam by phone', es: 'contó: Robo de identidad o fraude – ' },
      of('lost_property'),
    );
    saidIn({ en: '\\[link to a new report\\]', es: '\\[link to a new report\\]' }, isOf('wrong_offense_title'));
  });

  it('has a case number and rights as a victim only with an approval', () => {
    const isApproved = ({ of }: Case) => of.startsWith('approved');
    saidIn({ en: 'Your case number is', es: 'Su número de caso es' }, isApproved);
    saidIn(
      { en: 'Victims of crime have rights', es: 'las víctimas de un delito tienen' },
      (one) => isApproved(one) && one.kind !== 'lost_property',
    );
  });

  it('leaves nothing to fill in but what only the server knows, and says whom to call', () => {
    for (const one of ALL) {
      expect(whole(one)).not.toMatch(/[{}]|undefined|null|: \.|\n\n\n/);
      expect(whole(one)).toContain(policy.agency.reviewPhone);
      expect(one.letter.text).toContain(LATER.privateLink);
    }
  });
});
