import type { Facts, Report } from '../domain/report.ts';
import { isOwed } from '../domain/workflow.ts';
import { words } from './whole-words.ts';

/** What may mean that someone is in danger, in the order in which it is said. */
export const DANGER_SIGNS = ['in_progress', 'threat', 'self_harm', 'weapon', 'child'] as const;
export type DangerSign = (typeof DANGER_SIGNS)[number];

const CHILD = '(?:child|kid|baby|toddler|son|daughter|little (?:boy|girl))';
/** "They took the baby formula" is no danger to a baby. */
const CHILD_THINGS =
  '(?:formula|food|clothes|clothing|diapers?|wipes|seats?|car seats?|strollers?|carriage|monitors?|cribs?|beds?|bikes?|bicycles?|scooters?|toys?|shoes|bags?|backpacks?|swings?|gates?|stuff|things)';
const HIJO = '(?:niñ[oa]s?|beb[eé]|hij[oa]s?)';

/**
 * Words for danger, in English and Spanish. They are looked for when a report arrives, and rather too often than too
 * seldom: what they cause is a look, not a decision.
 */
const PATTERNS: Readonly<Record<DangerSign, RegExp>> = {
  in_progress: words(
    "(?:they|he|she|someone|somebody|the (?:person|man|woman|guy)) (?:are|is|[’']s|[’']re)? ?(?:still|right now|currently) (?:here|outside|inside|in (?:the|my) \\p{L}+|at (?:the|my) \\p{L}+)",
    '(?:they|he|she|someone|somebody) (?:are|is) (?:here|outside|inside|at (?:the|my) door)(?: right)? now',
    'happening (?:right )?now|in progress|as i (?:write|type) this',
    '(?:please )?(?:send|need) (?:someone|somebody|an officer|police|help) (?:now|right away|immediately|fast|quickly|please)',
    '(?:est[aá]n?|sigue[n]?) (?:todav[ií]a |a[uú]n )?(?:aqu[ií]|afuera|adentro|en (?:la|mi) (?:puerta|casa))(?: ahora| en este momento)?',
    'est[aá] pasando (?:ahora|en este momento)|en este (?:mismo )?momento est[aá]n?',
    '(?:manden|env[ií]en|necesito) (?:a alguien|ayuda|a la polic[ií]a) (?:ya|ahora|r[aá]pido|urgente)',
  ),
  threat: words(
    'threat(?:en(?:s|ed|ing)?|s)? (?:to |me|us|my|her|him|them)',
    "(?:said|says|told me|texted|wrote)[^.]{0,40}(?:will|would|going to|gonna|[’']ll) (?:kill|hurt|shoot|stab|find|come (?:for|after|back for)) (?:me|us|my|her|him)",
    '(?:going to|gonna|will|wants? to|tried to) (?:kill|shoot|stab) (?:me|us|my|her|him)',
    "(?:i am|i[’']m|we are|she is|he is) (?:so |very |really )?(?:scared|afraid|terrified|not safe|in danger)",
    "next time it (?:will|would|[’']ll) be (?:me|my|us|her|him|you)",
    // Whoever has such an order is in danger from the one whom it names.
    '(?:restraining|protective|protection|no[- ]contact) orders?|orden(?:es)? de (?:protecci[oó]n|alejamiento|restricci[oó]n)',
    'fear(?:s|ing)? for (?:my|our|her|his) (?:life|safety)',
    'amenaz(?:a|an|ó|aron|ado|ando|as?)(?= )',
    '(?:me|nos|lo|la) (?:va[n]? a|quiere[n]?) (?:matar|lastimar|hacer daño)',
    'temo por (?:mi|nuestra|su) (?:vida|seguridad)|tengo (?:mucho )?miedo',
  ),
  self_harm: words(
    '(?:kill|harm) (?:myself|himself|herself)|hurt(?:ing)? myself|(?:end|take) my (?:own )?life|end it all',
    "(?:want|wants|wanted) to die|(?:don[’']t|do not) want to (?:live|be alive|go on)|no reason to live",
    'suicid(?:e|al)|better off dead',
    '(?:matarme|quitarme la vida|hacerme daño|suicid(?:arme|io|arse))|quiero morir(?:me)?|no quiero (?:seguir )?viv(?:ir|iendo)',
  ),
  weapon: words(
    '(?:with|has|had|pulled|pointed|carrying|waving) (?:a|an|his|her|their|the) (?:\\p{L}+ )?(?:gun|pistol|rifle|shotgun|knife|machete|firearm)(?! (?:set|block|safe|rack))',
    '(?:gun|knife) ?point|(?:was|is|are|were) armed|shots? (?:were |was )?fired|gunshots?|shot at',
    '(?:con|ten[ií]a|sac[oó]|apunt[oó] con) (?:una? )?(?:pistola|arma|cuchillo|machete|navaja|rifle|escopeta)(?! de (?:calor|silicona|clavos|agua))',
    'disparos|arma de fuego',
  ),
  child: words(
    `(?:my|the|her|his|a|our) (?:\\p{L}+ )?${CHILD} (?:is|was|are|were) (?:missing|hurt|injured|taken|alone|locked|crying|in danger|inside|still in)`,
    `(?:hit|hurt|grabbed|took|touched|followed|beat|beats|hits) (?:my|the|her|his|a|our) (?:\\p{L}+ )?${CHILD}(?![’']s| ${CHILD_THINGS})`,
    `(?:mi|el|la|su|un|una) ${HIJO} (?:est[aá]|estaba) (?:sol[oa]|herid[oa]|perdid[oa]|desaparecid[oa]|encerrad[oa]|en peligro|adentro)`,
    `(?:peg[oó]|lastim[oó]|agarr[oó]|toc[oó]|sigui[oó]) a (?:mi|su|un|una) ${HIJO}`,
  ),
};
/** What makes the opposite of the words that follow it within a clause. */
const NOT =
  /(?:\b(?:no one|nobody|not|never|no|wasn['’]t|weren['’]t|isn['’]t|didn['’]t|without|nadie|nunca|ning[uú]n|sin)\b)[^.,;!?]{0,24}$/iu;

/** The signs of danger in a text, such as a narrative or an answer. Pure. */
export function dangerIn(text: string): DangerSign[] {
  return DANGER_SIGNS.filter((sign) => {
    const all = new RegExp(PATTERNS[sign].source, `${PATTERNS[sign].flags}g`);
    return [...text.matchAll(all)].some((found) => !NOT.test(text.slice(0, found.index)));
  });
}

/** The signs of danger in all that the reporter wrote so far, also in answers and additions. */
export function dangerOf({ facts, history }: Pick<Report, 'facts' | 'history'>): DangerSign[] {
  // What the agency wrote itself does not count.
  const later = history.flatMap(({ by, note }) => (by === null && note !== null ? [note] : []));
  return dangerIn([narrativeOf(facts), ...later].join('\n'));
}

/**
 * Whether officers see the report first: while the agency has to act, and otherwise when what the reporter wrote since the
 * agency's last act tells of danger.
 */
export function isDangerMarked(report: Pick<Report, 'facts' | 'history' | 'state'>): boolean {
  if (isOwed(report)) return dangerOf(report).length > 0;
  const acted = report.history.findLastIndex(({ by }) => by !== null);
  return report.history.slice(acted + 1).some(({ by, note }) => by === null && dangerIn(note ?? '').length > 0);
}

/** All that a person wrote in sentences. */
export const narrativeOf = ({ how, items, fraud }: Pick<Facts, 'how' | 'items' | 'fraud'>): string =>
  [how, fraud?.discovered, ...items.map(({ marks }) => marks)].filter((text) => text != null).join('\n');
