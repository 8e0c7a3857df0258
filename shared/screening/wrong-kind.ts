import type { ReportKind } from '../domain/report.ts';
import type { Hint, PlainHintCode } from './hint.ts';
import { words } from './whole-words.ts';
import { readingsOf, type Written } from './written.ts';

type WrongKind = {
  code: PlainHintCode;
  /** The kinds for which the rule is checked: those the report may have been filed under by mistake. */
  kinds: readonly ReportKind[];
  pattern: RegExp;
  /** Matches of this are removed from the text before `unless` is checked. */
  ignores?: RegExp;
  /** Words that make the narrative ambiguous; if any is present, nothing is flagged. */
  unless: RegExp;
};

const SOMEBODY = '(?:they|he|she|some ?one|somebody|an unknown person|(?:a|the) thie(?:f|ves)|who(?:ever)?)';
/** Words about something being taken, whether the narrative says that it was or that it wasn't. */
const TAKEN = words(
  'stole|stolen|steal(?:ing)?|theft|thie(?:f|ves)|took|taken|take|removed|cut|grabbed|snatched|swiped|lifted|robbed|burglar\\p{L}*',
  'missing|gone|empty|emptied|disappeared|went through|gone through|rummaged|got into|broken into|broke into|pick ?pocket\\p{L}*|pried',
  'rob[aoó]\\p{L}*|hurt\\p{L}*|llev[aoó]\\p{L}*|quit[aoó]\\p{L}*|sac[aoó]\\p{L}*|falta\\p{L}*|cort[aoó]\\p{L}*|desapareci\\p{L}*|sin pagar|vac[ií][oa]',
);

/**
 * Statements that nothing was taken, which don't suggest theft. A narrative often contains more than one, so the
 * pattern is global.
 */
const NOT_TAKEN = everyOne(
  "nothing (?:else )?(?:was|is|got) (?:taken|stolen|missing)|(?:do not|don['’]?t) think (?:that )?it was (?:stolen|taken)",
  'no (?:se llevaron|robaron|falta) nada|no creo que (?:me l[oa] robaran|fuera robad[oa])',
);

/**
 * Words that suggest that a report belongs to a different kind than the one it was filed under. They count only when
 * nothing else in the narrative contradicts them, because officers stop looking at flags that appear too often.
 */
export const WRONG_KINDS: readonly WrongKind[] = [
  {
    code: 'reads_as_larceny',
    kinds: ['lost_property', 'vandalism'],
    pattern: words(
      `${SOMEBODY} (?:had |has |have )?(?:stole|stolen|took|taken|removed|cut off|ripped off) (?:my|our|the|his|her|all|both|everything)`,
      `${SOMEBODY} (?:\\p{L}+ ){1,6}and (?:took|stole) (?:my|our|his|her)`,
      '(?:was|were|been|got) (?:stolen|ripped off|cut out|taken (?:out of|off|from))',
      'stolen ?:|list of what was taken|the following (?:was|were) (?:taken|stolen)',
      '(?:me|nos|le) (?:robaron|quitaron|sacaron)|se (?:me |nos )?(?:llevaron|rob[oó])|fue(?:ron)? robad[oa]s?|lo que se llevaron',
    ),
    unless: words(
      'nothing (?:\\p{L}+ )?(?:was |is |got |has been )?(?:taken|stolen|missing)',
      "(?:not|never|nothing|nobody|no ?one|\\p{L}+n['’]t) (?:\\p{L}+ ){0,4}(?:took|taken|stole|stolen)",
      '(?:if|maybe|whether|might|may|could|possibly|perhaps|or|assume|think) (?:\\p{L}+ ){0,4}(?:took|taken|stole|stolen)',
      'no (?:\\p{L}+ ){0,4}(?:robad[oa]s?|rob[oó]|robar[oa]n|llevar[oa]n)|(?:si|quiz[aá]s?|tal vez|creo que) (?:\\p{L}+ ){0,3}(?:rob|llev)\\p{L}*',
    ),
  },
  {
    code: 'reads_as_lost',
    kinds: ['larceny'],
    pattern: words(
      'i (?:(?:think|believe) (?:that )?i )?(?:must have |may have |might have |have )?(?:lost|misplaced|dropped) (?:my|our|a|an|the|it|something)',
      'fell out of my (?:\\p{L}+ )?(?:pocket|bag|purse|hand|backpack)|something i lost|what i lost',
      'se me (?:perdi[oó]|perdieron|cay[oó]|cayeron)|(?:lo que )?perd[ií] (?:mi|mis|el|la)|lo que perd[ií]|creo que dej[eé] (?:mis?|el|la|los|las|una?)',
    ),
    ignores: NOT_TAKEN,
    unless: TAKEN,
  },
  {
    code: 'reads_as_damage',
    kinds: ['larceny'],
    pattern: words(
      '(?:vandali[sz]|key|tagg)ed|spray[- ]?painted|graffiti|slashed tires?|tires? (?:were |was )?slashed|key marks',
      '(?:dents?|scratch(?:es)?) (?:in|on|along) (?:the|my|both) (?:\\p{L}+ )?(?:doors?|hood|bumper|fender|trunk|roof|car|truck|van|suv)',
      'rayad[oa]s?|rayones|rayazo|grafiti|pintaron|abolladuras?|vandaliz\\p{L}*',
    ),
    ignores: NOT_TAKEN,
    unless: TAKEN,
  },
  {
    code: 'reads_as_fraud',
    kinds: ['larceny', 'lost_property'],
    pattern: words(
      '(?:opened|took out|applied for) (?:\\p{L}+ ){0,4}(?:in|under) my (?:name|identity|social)|identity (?:theft|thief)|stole my identity',
      '(?:charges?|purchases?|withdrawals?) (?:\\p{L}+ ){0,6}(?:i|we) (?:did|do) not (?:make|authori[sz]e|recogni[sz]e)|(?:unauthori[sz]ed|fraudulent) (?:charges?|purchases?|withdrawals?|transactions?)',
      '(?:sent|paid|transferred|wired) (?:\\p{L}+ ){0,4}\\$?[\\d,.]*(?: dollars)? ?(?:\\p{L}+ ){0,2}(?:zelle|venmo|cash ?app|western union|money ?gram|wire|gift cards?)|scammed me|i (?:was|got|have been) scammed|pretended to be|se hizo pasar por|me estafaron|fui estafad[oa]',
      '(?:cargos?|compras?|retiros?) (?:\\p{L}+ ){0,6}(?:yo )?no (?:hice|autoric[eé]|reconozco)|(?:cargos?|compras?) no autorizad[oa]s?|(?:abri[oó]|abrieron|solicit[oó]) (?:\\p{L}+ ){0,4}a mi nombre',
    ),
    unless: words(
      '(?:stole|took|grabbed|snatched|lifted|removed) (?:my|our|the|his|her)(?! (?:money|identity|info|information|savings|deposit)(?!\\p{L}))',
      'stolen|theft of|robbed|pick ?pocket\\p{L}*|broke(?:n)? into|smashed|missing|gone|(?:lost|misplaced|dropped) (?:my|the)',
      '(?:me|nos) (?:robaron|quitaron|sacaron)|se (?:me )?(?:llevaron|perdi[oó]|cay[oó])|perd[ií] (?:mi|la|el)',
    ),
  },
];

function everyOne(...alternatives: readonly string[]): RegExp {
  return new RegExp(words(...alternatives), 'giu');
}

/**
 * Returns a flag when the reporter's texts read like a different kind of report than the one they were filed under.
 * Words that contradict it count wherever they are, because a later message often settles what the form left open.
 * Never returns more than one flag.
 */
export function wrongKind(kind: ReportKind, written: readonly Written[]): Hint | null {
  const all = written.map(({ text }) => text).join('\n');
  const found = WRONG_KINDS.find(
    ({ kinds, pattern, ignores, unless }) =>
      kinds.includes(kind) &&
      written.some(({ text }) => pattern.test(text)) &&
      !unless.test(ignores === undefined ? all : all.replace(ignores, ' ')),
  );
  if (found === undefined) return null;
  return { code: found.code, params: {}, readings: readingsOf(found.pattern, written) };
}
