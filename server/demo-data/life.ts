import type { Act } from '#shared/domain/act.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { mustAccept } from '#shared/screening/must-accept.ts';
import type { Clock } from './calendar.ts';
import type { SeedReport } from './generate.ts';
import { createRandom, type Random } from './random.ts';
import { kindOfTitle } from './scenes.ts';
import type { Relation } from './schedule.ts';
import type { Screened } from './words/screened.ts';

/** One event in a report's history after it was received. `officer` is a number that the caller maps to a person. */
export type Step =
  | { at: number; kind: 'act'; act: Act; officer: number }
  | { at: number; kind: 'answer'; text: string };

const HOUR = 3_600_000;

/**
 * Returns what officers and the reporter do about a report, in order, including steps in the future, which the caller
 * must leave out. The median time from report to decision is four days, so about two fifths of the reports from the last
 * two weeks are still open.
 */
export function lifeOf(report: SeedReport, policy: Policy, seed: number, clock: Clock): Step[] {
  const random = createRandom(seed ^ 0x2545_f491, Number(report.trackingNumber.slice(1).replaceAll('-', '')));
  const steps: Step[] = [];
  const officer = random.int(0, 1_000);
  const spanish = report.facts.who.language === 'es';
  let at = inOffice(report.receivedAt.getTime() + 90 * Math.exp(random.normal() * 0.75) * HOUR, clock, random);

  const act = (one: Act) => steps.push({ at, kind: 'act', act: one, officer });

  if (report.facts.who.phone !== null && random.chance(0.09)) {
    const outcome = random.pick(['no_answer', 'left_message', 'reached', 'wrong_number', 'no_answer'] as const);
    act({ kind: 'log_call', outcome, note: random.pick(CALL_NOTES) });
    at = inOffice(at + random.int(1, 26) * HOUR, clock, random);
  }
  const outcome = unlessMustAccept(judge(report, random), report, policy);
  if (outcome === null && random.chance(0.19)) {
    act({
      kind: 'follow_up',
      missing: whatIsMissing(report, policy, random),
      note: random.chance(0.2) ? pickNote(ASK_NOTES, spanish, random) : '',
    });
    at += Math.min(14.5 * 24, 60 * Math.exp(random.normal() * 1.1)) * HOUR;
    steps.push({ at, kind: 'answer', text: pickNote(ANSWERS, spanish, random) });
    at = inOffice(at + 30 * Math.exp(random.normal() * 0.6) * HOUR, clock, random);
    const enough = random.chance(0.88);
    act(enough ? approval(report, random) : rejection('insufficient_information', null, random));
    return steps;
  }
  act(outcome ?? approval(report, random));
  return steps;
}

/**
 * The rejection, or null if this report isn't rejected. Officers notice most but not all of the reports that should be
 * rejected.
 */
function judge(report: SeedReport, random: Random): Act | null {
  const { screened, wrongTitle, pairs } = report.truth;
  const first = pairs[0];
  if (first !== undefined) {
    const found: Record<Relation | 'sibling', number> = {
      resend: 0.97,
      next_day: 0.85,
      spouse: 0.75,
      other_title: 0.85,
      other_phone: 0.75,
      sibling: 0.85,
      witness: 0.5,
      repeat_victim: 0.02,
      spree: 0.02,
    };
    if (random.chance(found[first.relation])) return rejection('duplicate', first.trackingNumber, random);
  }
  if (screened !== null && random.chance(0.88)) return rejection(REASON_FOR[screened], null, random);
  if (wrongTitle !== null && random.chance(kindOfTitle(wrongTitle) === report.kind ? 0.25 : 0.85)) {
    return rejection('wrong_offense_title', null, random);
  }
  const lot = random.next();
  if (lot < 0.012) return rejection('false_or_test', null, random);
  if (lot < 0.03) return rejection('withdrawn_by_person', null, random);
  return lot < 0.045 ? rejection('not_eligible_kind', null, random) : null;
}

/** A report that must be accepted is not rejected as not eligible, whatever it says. */
function unlessMustAccept(act: Act | null, report: SeedReport, policy: Policy): Act | null {
  if (act?.kind !== 'reject') return act;
  const told = { ...report, corrections: [], history: [], receivedAt: report.receivedAt.toISOString() };
  return mustAccept(told, policy).some(({ reasons }) => reasons.includes(act.reasonCode)) ? null : act;
}

const REASON_FOR: Readonly<Record<Screened, string>> = {
  outside_city: 'outside_hartford',
  suspect_known: 'suspect_or_evidence',
  camera: 'suspect_or_evidence',
  device_location: 'suspect_or_evidence',
  plate: 'suspect_or_evidence',
  force: 'not_eligible_kind',
  home_entry: 'not_eligible_kind',
  stolen_vehicle: 'not_eligible_kind',
  fire: 'not_eligible_kind',
  bias: 'not_eligible_kind',
  firearm_or_drugs: 'not_eligible_kind',
  in_progress: 'not_eligible_kind',
  domestic: 'not_eligible_kind',
  injury: 'not_eligible_kind',
};

function rejection(reasonCode: string, duplicateOf: string | null, random: Random): Act {
  // The note goes into the letter, so officers rarely write one in addition to the rejection reason.
  return { kind: 'reject', reasonCode, duplicateOf, note: random.chance(0.03) ? 'Reviewed twice.' : '' };
}

function approval(report: SeedReport, random: Random): Act {
  const { wrongTitle } = report.truth;
  const offenseCode = wrongTitle !== null && kindOfTitle(wrongTitle) === report.kind ? wrongTitle : report.offenseCode;
  const note = random.chance(0.12) ? pickNote(APPROVAL_NOTES, report.facts.who.language === 'es', random) : '';
  return { kind: 'approve', offenseCode, note };
}

function whatIsMissing(report: SeedReport, policy: Policy, random: Random): string[] {
  const { facts, kind } = report;
  const likely: string[] = [];
  if (facts.items.some((item) => item.serialNumber === null)) likely.push('serial_number');
  if (facts.items.some((item) => item.valueCents === null)) likely.push('value');
  if (facts.items.some((item) => item.brand === null)) likely.push('item_description');
  if (facts.where.point === null) likely.push('exact_place');
  if (facts.who.phone === null) likely.push('contact_phone');
  if (kind === 'vandalism') likely.push('photo', 'repair_estimate');
  if (kind === 'fraud') likely.push('account_statement', 'bank_contact');
  if (facts.how.length < 140) likely.push('what_happened');
  const allowed = new Set(policy.missingItems.filter((one) => one.kinds.includes(kind)).map((one) => one.code));
  const usable = likely.filter((code) => allowed.has(code));
  const anyOf = policy.missingItems.find((one) => one.kinds.includes(kind))?.code;
  if (usable.length === 0) return anyOf === undefined ? [] : [anyOf];
  const first = random.pick(usable);
  return [first, ...usable.filter((code) => code !== first && random.chance(0.3))];
}

/** Moves an instant into working hours: 7 a.m. to 10 p.m., and only occasionally on weekends. */
function inOffice(ms: number, clock: Clock, random: Random): number {
  let at = ms;
  for (let tries = 0; tries < 80; tries++) {
    const { hour, weekday } = clock.local(at);
    const weekend = weekday === 0 || weekday === 6;
    if (hour >= 7 && hour < 22 && (!weekend || (tries === 0 && random.chance(0.3)))) break;
    at += HOUR;
  }
  return Math.floor(at / 1000) * 1000 + random.int(0, 999);
}

type Notes = readonly (readonly [english: string, spanish: string])[];
const pickNote = (from: Notes, spanish: boolean, random: Random) => random.pick(from)[spanish ? 1 : 0];

const CALL_NOTES = [
  '',
  '',
  'Will try again in the afternoon.',
  'Mailbox full.',
  'Asked for the serial number.',
  'Confirmed the address.',
];
const ASK_NOTES: Notes = [
  ['The photos you sent arrived; thank you.', 'Las fotos que envió llegaron bien; gracias.'],
  [
    'The store may be able to look up the serial number for you.',
    'La tienda quizás pueda buscarle el número de serie.',
  ],
  ['An estimate of the value is enough.', 'Basta con un valor aproximado.'],
];
const APPROVAL_NOTES: Notes = [
  ['Thank you for the clear description.', 'Gracias por la descripción tan clara.'],
  ['Please keep the receipts for your insurer.', 'Guarde los recibos para su aseguradora, por favor.'],
  [
    'If you find the serial number later, please call us with it.',
    'Si más adelante encuentra el número de serie, llámenos, por favor.',
  ],
  ['We are sorry that this happened to you.', 'Lamentamos que le haya ocurrido esto.'],
];
const ANSWERS: Notes = [
  [
    'I found the box, the number on it is on the label. I wrote it in the list above.',
    'Encontré la caja y el número está en la etiqueta.',
  ],
  ['I do not have the serial number anymore, sorry.', 'Ya no tengo el número de serie, lo siento.'],
  ['It was worth about 200 dollars when I bought it.', 'Me costó como 200 dólares cuando lo compré.'],
  ['It was on the corner, right by the bus stop.', 'Fue en la esquina, al lado de la parada de la guagua.'],
  ['I called the bank and they gave me a claim number.', 'Llamé al banco y me dieron un número de reclamación.'],
  ['The repair shop says 480 dollars.', 'El taller me dijo que son 480 dólares.'],
  [
    'I am sending what I have, please call me if it is not enough.',
    'Le envío lo que tengo; llámeme si no es suficiente.',
  ],
];
