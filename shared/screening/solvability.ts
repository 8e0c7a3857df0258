import { type Mark, textRanges } from './marks.ts';
import { NO_NEGADO, NOT_DENIED } from './negation.ts';
import { WORD_RULES } from './rules.ts';
import { words } from './whole-words.ts';

/** Goes after "witnesses" in a pattern: excludes statements that there were no witnesses. */
const NONE_CAME =
  "(?! ?[:?–-] ?(?:no|none|nobody|not|n/?a|unknown)(?!\\p{L})| (?:was|were) none| (?:is|was|are|were)(?:n[’']t| not) (?:any|found|present|around|there|known))";
const NO_HUBO =
  '(?! ?[:?–-] ?(?:no|nadie|ningun[oa]|n/?a)(?!\\p{L})| no (?:hay|hubo|hab[ií]a|tengo|vi|encontr[eé])(?!\\p{L}))';

/**
 * The solvability factors that words in a narrative can show (Eck, "Solving Crimes", NCJRS 84290, plus what people
 * mention today: cameras, devices that report their location, a card that was used). An officer checks for them before
 * accepting a report online, because each may help identify a suspect. One of the twelve factors can't be found in a
 * narrative: whether publicity or reasonable effort is likely to solve the case is for the officer to judge.
 */
const FACTORS = [
  {
    code: 'witness',
    pattern: words(
      `(?:an? |the |my |some )?(?=(?:eye)?witness)${NOT_DENIED}(?:eye)?witness(?:es|ed)?${NONE_CAME}(?: who| that)?`,
      `${NOT_DENIED}(?:neighbou?rs?|friend|coworker|co-worker|cashier|clerk|guard|somebody|someone|bystander)(?: (?!(?:never|nobody|none|not?|nor|if)\\b)\\w+){0,2} (?:saw|heard|watched) (?:him|her|them|it|someone|somebody|a|the|two)`,
      `(?:un |una |el |la )?(?=testigo)${NO_NEGADO}testigos?${NO_HUBO}`,
      `${NO_NEGADO}(?:vecin[oa]|alguien|amig[oa]|guardia)(?: (?!(?:no|nunca|nada|nadie|tampoco|ni)(?!\\p{L}))\\p{L}+){0,2} (?:lo |la |los )?vio`,
    ),
  },
  {
    code: 'described',
    pattern: words(
      '(?:a|two|three|the|some) (?:young |tall |short |older |white |black |hispanic |skinny |heavy |male |female ){0,3}(?:man|men|woman|women|guys?|males?|females?|teens?|teenagers?|kids?|boys?|girls?) (?:wearing|with a|in an?|with the) \\p{L}+(?: \\p{L}+)?',
      '(?:he|she|they) (?:was|were|had) (?:wearing|about|tall|short|a (?:hoodie|mask|beard|tattoo|cap|backpack))(?: \\p{L}+){0,2}',
      "(?:about|around) (?:\\d[’']\\d{1,2}|[5-6] ?(?:feet|ft)(?: \\d{1,2})?)",
      '(?:llevaba|ten[ií]a|vest[ií]a) (?:una? )?(?:gorra|capucha|chaqueta|camisa|barba|tatuaje|m[aá]scara|sudadera)(?: \\p{L}+)?',
    ),
  },
  {
    code: 'identifiable',
    pattern: words(
      "(?<!not |n[’']t |never |cannot )(?:can|could|would|able to) (?:recogni[sz]e|identify) (?:him|her|them|the (?:man|woman|person|guy|kid)s?)",
      'pick (?:him|her|them) out',
      '(?<!no )(?:lo|la|los|las) (?:reconocer[ií]a|podr[ií]a (?:reconocer|identificar))|(?<!no )puedo (?:reconocer|identificar)l[oa]s?',
    ),
  },
  {
    code: 'whereabouts',
    pattern: words(
      "(?<!not |n[’']t )know where (?:he|she|they) (?:lives?|stays?|works?|is|are|hangs? out)",
      '(?:he|she|they|who) (?:lives?|stays?|works?|hangs? out) (?:at|on|in|near|next|upstairs|downstairs|across|around|above|below)(?: \\p{L}+){0,3}',
      '(?<!no )s[eé] d[oó]nde (?:vive|trabaja|est[aá])n?|(?:él|ella|ellos) (?:vive|trabaja|para)n? (?:en|al|arriba|abajo|cerca)(?: \\p{L}+){0,2}',
    ),
  },
  {
    code: 'marked_property',
    pattern: words(
      '(?:serial|imei|vin)(?: (?:number|no\\.?|#))? ?(?:is|was|:|#) ?(?=[\\w -]{0,6}\\d)[\\w-]{2,}',
      '(?:engraved|carved|written|scratched) (?:with|on|in|into) (?:my|our|the|its|it)(?: \\p{L}+){0,2}|my (?:initials|name) (?:is|are) (?:engraved|carved|written|scratched)?(?: \\p{L}+)?',
      '(?:n[uú]mero de serie|imei) ?(?:es|:) ?(?=[\\w -]{0,6}\\d)[\\w-]{2,}|(?:grabad|escrit)[oa]s? (?:con|en) (?:mi|mis|el|la)(?: \\p{L}+){0,2}',
    ),
  },
  {
    code: 'significant_mo',
    pattern: words(
      '(?:the )?(?:second|third|fourth|fifth) time (?:this|in|that)(?: \\p{L}+){0,3}',
      'same (?:way|thing|people|method) (?:as|happened|did)(?: \\p{L}+){0,3}',
      '(?:other|several|many|more|two|three|four|all the) (?:cars|houses|garages|apartments|bikes|people|neighbors|neighbours|stores) (?:on (?:my|our|the) (?:street|block) |in (?:my|our|the) (?:building|lot) )?(?:were|got|had)(?: also)? (?:hit|broken|robbed|stolen|damaged|the same)',
      '(?:la )?(?:segunda|tercera|cuarta) vez (?:que|este|esta|en)(?: \\p{L}+){0,3}|lo mismo (?:les? )?pas[oó](?: \\p{L}+){0,3}',
    ),
  },
  {
    code: 'found_by_search',
    pattern: words(
      '(?:for sale|listed|posted|selling (?:it|them|my \\p{L}+)) (?:on|in|at) (?:facebook|marketplace|offer ?up|ebay|craigslist|letgo|instagram|an? pawn ?shop)',
      '(?:at|in) (?:an?|the|some) (?:\\p{L}+ )?pawn ?shop|pawn ?shop (?:has|had|sells|is selling|was selling)',
      'en (?:una|la) casa de empe[ñn]o',
      '(?:est[aá]n?|vi|lo vi|la vi) (?:a la venta|vendiendo(?:lo|la)?) en \\p{L}+',
    ),
  },
  {
    code: 'vehicle_described',
    pattern: words(
      '(?:in|into|by|with|saw|was|drove|driving|from|parked) (?:an? |the )(?:(?:old|older|dark|light|small|large|big|newer) )?(?:white|black|red|blue|gr[ae]y|silver|green|gold|tan|brown|yellow|orange|maroon) (?:\\p{L}+ ){0,2}(?:car|truck|van|suv|sedan|pickup|scooter|moped|honda|toyota|nissan|ford|chevy|jeep|hyundai|kia|bmw|dodge|acura|subaru)',
      '(?:carro|coche|camioneta|auto|van) (?:blanc[oa]|negr[oa]|roj[oa]|azul|gris|platead[oa]|verde)',
    ),
  },
  {
    code: 'physical_evidence',
    pattern: words(
      `${NOT_DENIED}finger ?prints?`,
      '(?:there (?:is|was)|found|left|some|drops of) blood(?: on| in| behind)?',
      '(?:left|dropped|forgot) (?:behind )?(?:a|his|her|their|the) (?:glove|hat|cap|tool|crowbar|screwdriver|phone|jacket|bag|wallet|knife)',
      `${NOT_DENIED}(?:shoe|foot|boot) ?prints?`,
      `${NO_NEGADO}huellas?(?: digitales| dactilares)?`,
    ),
  },
  {
    code: 'card_used',
    pattern: words(
      '(?:card|it|they|he|she)(?: \\p{L}+){0,2} (?:was |been )?(?:used|charged|swiped|spent)(?: \\p{L}+){0,3} (?:at|in) (?:an? |the )?\\p{Lu}?\\p{L}+(?: \\p{L}+)?',
      '(?:usaron|gastaron|cobraron)(?: \\p{L}+){0,3} en (?:el |la |un |una )?\\p{L}+',
    ),
  },
] as const satisfies readonly { code: string; pattern: RegExp }[];

/** Codes of flags that are also solvability factors. */
const SHARED_WITH_HINTS = ['suspect_named', 'camera', 'device_location', 'plate'] as const;
type SharedCode = (typeof SHARED_WITH_HINTS)[number];
const isShared = (code: string): code is SharedCode => (SHARED_WITH_HINTS as readonly string[]).includes(code);

export type FactorCode = (typeof FACTORS)[number]['code'] | SharedCode;
export const FACTOR_CODES: readonly FactorCode[] = [...FACTORS.map(({ code }) => code), ...SHARED_WITH_HINTS];

/** The matches of solvability factors in a narrative, in reading order. */
export function solvabilityMarks(narrative: string): Mark<FactorCode>[] {
  const found: Mark<FactorCode>[] = [];
  for (const { code, pattern } of FACTORS) {
    for (const place of textRanges(pattern, narrative)) found.push({ ...place, code });
  }
  for (const { code, pattern } of WORD_RULES) {
    if (!isShared(code)) continue;
    for (const place of textRanges(pattern, narrative)) found.push({ ...place, code });
  }
  return found.sort((a, b) => a.from - b.from);
}

/**
 * How much text around the part is scanned, in characters. It is longer than the longest possible match of any rule
 * plus its lookbehind.
 */
const AROUND = 400;

/** The marks that start in a part of a narrative. Text around it is scanned too, so that no mark is cut off. */
export function marksBetween(narrative: string, from: number, to: number): Mark<FactorCode>[] {
  const start = Math.max(0, from - AROUND);
  return solvabilityMarks(narrative.slice(start, to + AROUND))
    .map(({ from: at, to: end, code }) => ({ from: at + start, to: end + start, code }))
    .filter((mark) => mark.from >= from && mark.from < to);
}
