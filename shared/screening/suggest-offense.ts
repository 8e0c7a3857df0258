import { knownFacts } from '../domain/known-facts.ts';
import type { Policy } from '../domain/policy.ts';
import type { Report, ReportKind } from '../domain/report.ts';
import type { Reading } from './hint.ts';
import { words } from './whole-words.ts';
import { readingsOf, writtenTexts } from './written.ts';

/** `readings`: the words that suggest the title, and where the reporter wrote them. */
export type SuggestedOffense = { code: string; nibrs: string | null; readings: Reading[] };

type Written = Pick<Report, 'kind' | 'facts' | 'corrections' | 'history' | 'receivedAt'>;

/**
 * The most specific code applies (NIBRS user manual, section 2), so within each kind the most specific ones are listed
 * first.
 */
const SIGNS: readonly { kind: ReportKind; nibrs: string; pattern: RegExp }[] = [
  {
    kind: 'larceny',
    nibrs: '23G',
    pattern: words(
      'catalytic converters?|hub ?caps?|tail ?lights?|rims|side mirrors?|front bumper',
      '(?:stole|took|cut|removed) (?:off )?(?:my|the|all|both|one of my|all four) (?:four )?(?:tires?|wheels?|battery|converter|license plates?|mirrors?)',
      'catalizador|(?:llantas|ruedas|gomas|retrovisor|bater[ií]a)(?: de mi (?:carro|auto))?',
    ),
  },
  {
    kind: 'larceny',
    nibrs: '23F',
    pattern: words(
      '(?:from|inside|in|out of|off|of) (?:my|our|the|his|her) (?:\\p{L}+ )?(?:car|truck|van|suv|vehicle|glove ?box|trunk|back ?seat)',
      '(?:car|truck|van|vehicle) (?:was |had been )?(?:broken into|rummaged through|gone through)',
      '(?:de|del|en) (?:mi|el|la) (?:carro|coche|auto|camioneta|ba[uú]l)',
    ),
  },
  {
    kind: 'larceny',
    nibrs: '23C',
    pattern: words('shop ?lift\\p{L}*', '(?:left|walked out of) (?:the|our) store without paying', 'sin pagar'),
  },
  {
    kind: 'larceny',
    nibrs: '23A',
    pattern: words(
      'pick ?pocket\\p{L}*|picked my pocket|(?:from|out of) my (?:back |front |coat |jacket )?pocket',
      '(?:de|del) (?:mi |el )?bolsillo|carterista',
    ),
  },
  {
    kind: 'larceny',
    nibrs: '23E',
    pattern: words('(?:vending|washing|coin|laundry|snack|soda) machines?|parking meters?', 'm[aá]quina expendedora'),
  },
  {
    kind: 'larceny',
    nibrs: '23D',
    pattern: words(
      '(?:from|in|inside) (?:the|my|our) (?:office|gym|locker|library|school|classroom|restaurant|hospital|break ?room|lobby|mail ?room|laundromat|dorm)',
      '(?:del|en el|en la|de la) (?:gimnasio|oficina|biblioteca|escuela|restaurante|hospital|lavander[ií]a)',
    ),
  },
  {
    kind: 'fraud',
    nibrs: '250',
    pattern: words(
      '(?:forged|counterfeit|fake) (?:\\p{L}+ )?(?:checks?|bills?|money|signature)|cheque falso|billetes? falsos?',
    ),
  },
  {
    kind: 'fraud',
    nibrs: '26F',
    pattern: words(
      '(?:opened|open|took out|applied for) (?:\\p{L}+ ){0,4}(?:in|under|using|with) my (?:name|identity|social)',
      '(?:my|the) (?:social security|ssn)|identity (?:theft|was stolen)|unemployment (?:claim|benefits) in my name',
      'a mi nombre|mi (?:seguro social|identidad)',
    ),
  },
  {
    kind: 'fraud',
    nibrs: '26B',
    pattern: words(
      '(?:credit|debit|bank|my|ebt) cards? (?:\\p{L}+ ){0,3}(?:used|charged|skimmed|cloned)',
      'unauthori[sz]ed (?:charges?|purchases?)|skimm(?:er|ing)|atm',
      '(?:cargos?|compras?) (?:no autorizad[oa]s?|con mi tarjeta)|cajero autom[aá]tico',
    ),
  },
  {
    kind: 'fraud',
    nibrs: '26G',
    pattern: words('hack(?:ed|er|ers|ing)|got into my (?:account|email|computer)|ransomware', 'hackearon|piratearon'),
  },
  {
    kind: 'fraud',
    nibrs: '26C',
    pattern: words(
      '(?:pretended|claimed|claiming|pretending|said (?:he|she|they) (?:was|were)) (?:to be |to work |from )?(?:an? |the |from )*(?:irs|police|officer|bank|amazon|microsoft|eversource|social security|grandson|granddaughter)',
      'se hizo pasar por|dijo (?:que era|ser) (?:del? )?(?:banco|polic[ií]a|irs)',
    ),
  },
  {
    kind: 'fraud',
    nibrs: '26E',
    pattern: words(
      '(?:wire|wired|zelle|venmo|cash ?app|western union|money ?gram|bitcoin|gift cards?)(?: transfer)?',
      'transferencia|giro',
    ),
  },
];

/**
 * The offense title that the reporter's words suggest, in the form or later, or null when they suggest none or the
 * current title is that one. A suggestion never decides anything; only the first sign that matches is used.
 */
export function suggestOffense(
  report: Written,
  current: string | null,
  offenses: Policy['offenses'],
): SuggestedOffense | null {
  const { kind } = report;
  const written = writtenTexts(knownFacts(report).how, report.history, report.receivedAt);
  const now = offenses.find((one) => one.code === current);
  for (const sign of SIGNS) {
    if (sign.kind !== kind) continue;
    const readings = readingsOf(sign.pattern, written);
    if (readings.length === 0) continue;
    if (now?.nibrs === sign.nibrs) return null;
    const offense = offenses.find((one) => one.kind === kind && one.nibrs === sign.nibrs);
    if (offense === undefined) continue;
    return { code: offense.code, nibrs: offense.nibrs, readings };
  }
  return null;
}
