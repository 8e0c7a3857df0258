import { LETTER_KINDS } from '#shared/domain/policy.ts';

const WORDING = {
  en: { subject: 'Your report {number}', paragraphs: ['Dear {person},', '{reason}', '{action}'] },
  es: { subject: 'Su reporte {number}', paragraphs: ['Estimada persona {person}:', '{reason}', '{action}'] },
};

/** A policy with one example of every setting that an agency can choose. */
export const POLICY = {
  version: 1,
  publishedAt: '2026-01-02T14:00:00.000Z',
  agency: {
    name: 'Springfield Police Department',
    city: 'Springfield',
    state: 'MA',
    dispatchPhone: '413-555-0100',
    reviewPhone: '413-555-0100',
    timeZone: 'America/New_York',
    language: 'en',
  },
  offenses: [
    {
      code: '23F',
      title: { en: 'Larceny – from a motor vehicle', es: 'Hurto – del interior de un vehículo' },
      kind: 'larceny',
      nibrs: '23F',
      trap: { en: 'Parts of the vehicle itself are 23G.', es: 'Las partes del vehículo mismo son 23G.' },
    },
  ],
  reasons: [
    {
      code: 'outside_city',
      title: { en: 'Not in the City of Springfield', es: 'Fuera de la ciudad de Springfield' },
      text: { en: 'It did not happen in Springfield.', es: 'No ocurrió en Springfield.' },
      action: { en: 'Please report it to the police there.', es: 'Infórmelo a la policía de ese lugar.' },
      rule: { en: 'Only incidents within the City of Springfield are taken online.' },
      needsDuplicateOf: false,
      onlyAfterFollowUp: false,
      believed: true,
      hints: ['outside_point'],
    },
  ],
  screening: [
    {
      code: 'danger',
      kinds: ['vandalism', 'larceny', 'lost_property', 'fraud'],
      turn: 'emergency',
      isKept: false,
      ask: {
        en: 'Is it happening now, or is anyone in danger?',
        es: '¿Está ocurriendo ahora, o hay alguien en peligro?',
      },
      why: { en: 'An officer may read your report only days later.' },
    },
  ],
  mustAccept: [
    {
      code: 'identity_theft',
      kinds: [],
      offenses: ['fraud_identity_theft'],
      hints: [],
      answers: [],
      residentsOnly: true,
      reasons: ['outside_city'],
      instead: { en: 'Approve it, or follow up for what is missing.' },
      rule: { en: 'State law: an identity theft complaint must be accepted.' },
    },
  ],
  missingItems: [
    {
      code: 'serial',
      kinds: ['larceny', 'lost_property'],
      title: { en: 'Serial number or IMEI', es: 'Número de serie o IMEI' },
      byFile: false,
      ask: { en: 'The serial number of each item that has one.', es: 'El número de serie de cada artículo.' },
    },
  ],
  sentences: [],
  notices: [],
  letters: Object.fromEntries(LETTER_KINDS.map((kind) => [kind, WORDING])),
  notice: {
    version: '2026-1',
    text: { en: 'A false report is a crime.', es: 'Presentar un reporte falso es un delito.' },
  },
  useNotice: { en: 'System use may be monitored, recorded and audited.' },
  publicUseNotice: { en: 'What you send here is recorded.', es: 'Lo que envíe aquí queda registrado.' },
  limits: {
    holdSeconds: 20,
    promiseDays: 5,
    replyDays: 15,
    minimumAge: 18,
    lockMinutes: 10,
    cacheDays: 90,
    fraudPlace: 'occurred_or_resident',
    valueCeilingCents: null,
    narrativeCharacters: 10_000,
    confirmEmail: true,
    restoreGap: 1_000,
  },
  otherPolice: [{ town: 'Shelbyville', name: 'Shelbyville Police Department', phone: '413-555-0199' }],
  holidays: ['2026-07-03'],
  caseNumbers: { pattern: '{yy}-{serial:6}' },
  times: {
    countIn: 'calendar_days',
    reminderDays: [5, 10],
    hour: 9,
    reopenDays: 180,
    lateAnswerDays: 30,
    courtesyDays: 21,
    courtesyListDays: 30,
    claimMinutes: 10,
    draftDays: 30,
    confirmDays: 7,
  },
  danger: { to: ['watch@agency.example'], againMinutes: 10 },
  retention: [{ kinds: ['lost_property'], states: ['rejected', 'withdrawn'], days: 365 }],
  map: {
    boundary: [
      [-72.72, 41.72],
      [-72.64, 41.72],
      [-72.64, 41.81],
      [-72.72, 41.72],
    ],
    neighborhoods: [],
    streets: ['Main Street'],
  },
  recordsCopy: ['case_number', 'offense', 'narrative'],
  review: { sharePercent: 5, reasons: ['outside_city'], newOfficerDays: 90, newOfficerSharePercent: 20 },
};
