/*
 * Words that several rules share, in English and Spanish (above all as spoken in Hartford: Puerto Rican, Dominican and
 * Peruvian). Each is a group for `words(…)`.
 */

/** A person whom the reporter knows, without the article. */
const KNOWN =
  "(?:ex|neighbou?r|room-?mate|cousin|boy-?friend|girl-?friend|husband|wife|partner|(?:step|half[- ]?)?(?:brother|sister|son|daughter|father|mother)|mom|dad|uncle|aunt|nephew|niece|friend|landlord|super(?:intendent)?|tenant|co-?worker|boss|employee|cleaning (?:lady|woman|person)|cleaner|house-?keeper|baby-?sitter|nanny|(?:home health )?aide|care-?giver|contractor|handyman|baby[’']?s? (?:daddy|father|mama|mother)|kids?[’']?s? (?:father|mother|dad|mom))";
/**
 * The text between a person and what they did. Words such as "saw", "heard" and "said" are excluded, because someone
 * who only saw, heard or said something didn't do it.
 */
const NO_WITNESS =
  "(?:(?!\\b(?:not|never|see|saw|seen|heard|said|says|told|tells|asked|who|whose|someone|somebody|they|helped|lent|and i|and we)\\b|n['’]t|['’]s )[\\w'’ -]){0,40}";
export const THEM = `(?<!(?<!\\p{L})(?:to be|as|from|with|for|to|of) )(?:my|our|the|his|her) (?:(?:former|old|own|ex|downstairs|upstairs|next[- ]door|soon[- ]to[- ]be)[- ]){0,2}${KNOWN}(?:[- ](?:husband|wife|boyfriend|girlfriend|partner|roommate|in-law))?${NO_WITNESS}`;
/** Verbs for what the person (`THEM`) did, as opposed to what they said or failed to see. */
export const DID =
  '(?:did (?:it|this|that)|took(?! (?:me|us|him|care|over|notes?|turns|place|pictures?|photos?|(?:a|the) (?:look|photos?|pictures?|nap|shower|report|bus|train|call)) ?)|stole|broke(?! (?:up|down))|smashed|damaged|destroyed|keyed|slashed|scratched|admitted|confessed|bragged|pawned|forged|emptied|drained|cashed|cut|hit my|kicked|ripped|threw|trashed|spray[- ]painted|(?:used|opened|took out|signed|applied|charged|filed) (?:\\p{L}+ ){0,4}(?:my|our|in my)|has (?:been using )?my)';
/** A partner or former partner. */
export const PARTNER =
  "(?:(?:my|our|her) (?:(?:former|soon[- ]to[- ]be)[- ])?(?:ex(?:[- ]?(?:husband|wife|boyfriend|girlfriend|partner))?|husband|wife|boy-?friend|girl-?friend|partner|fianc[eé]e?|baby[’']?s? (?:daddy|father|mama|mother)|kids[’']? (?:father|mother|dad|mom))|the (?:father|mother) of my (?:kids?|child(?:ren)?|son|daughter))";

const CONOCIDO =
  '(?:ex(?:-? ?(?:espos[oa]|marido|mujer|novi[oa]|pareja))?|vecin[oa]|prim[oa]|novi[oa]|espos[oa]|marido|mujer|pareja|hij[oa]|hijastr[oa]|herman[oa]|hermanastr[oa]|sobrin[oa]|t[ií][oa]|cuñad[oa]|yerno|nuera|suegr[oa]|compadre|comadre|amig[oa]|compañer[oa]|room-?mate|inquilin[oa]|casero|landlord|due[ñn][oa] del (?:edificio|building|apartamento)|s[uú]per|emplead[oa]|jef[ea]|pap[aá]|mam[aá]|padre|madre|padrastro|madrastra|niñer[oa]|contratista|(?:muchach|señor|chic|mujer|hombre)[oa]? que (?:me |nos |le )?(?:limpia|cuida|ayuda|trabaja|viv[ei])\\p{L}*)';
const SIN_TESTIGO =
  '(?:(?! (?:no|nunca|dijo|dice|vio|vi[oó]|oy[oó]|que|alguien|ayud[oó]|prest[oó]|llam[oó]|y (?:yo|nos)) )[\\p{L}, ]){0,40}';
export const ELLOS = `(?<!(?<!\\p{L})(?:por|como|con|para|a) )(?:mi|el|la|un|una|ese|esa|nuestr[oa]) ${CONOCIDO}${SIN_TESTIGO}`;
export const HIZO =
  '(?:hizo|rob[oó]|llev[oó]|rompi[oó]|quit[oó]|da[ñn][oó]|cogi[oó]|agarr[oó]|us[oó]|sac[oó]|abri[oó]|falsific[oó]|firm[oó]|vendi[oó]|empeñ[oó]|ray[oó]|ponch[oó]|pinch[oó]|vaci[oó]|parti[oó]|destruy[oó]|cobr[oó]|cort[oó]|confes[oó]|admiti[oó])';
/** A person as the subject of an accusation, such as after "fue". */
export const ALGUIEN = `(?:(?:mi|el|la|un|una|ese|esa|nuestr[oa]) ${CONOCIDO}|él|ella|(?:el|la|un|una|ese|esa) (?:muchach[oa]|tip[oa]|hombre|mujer|chic[oa]|señora?|joven|vecin[oa]|nen[oa]|chamac[oa]) (?:que|de|del|llamad[oa]))`;
export const PAREJA =
  '(?:mi (?:ex(?:-? ?(?:espos[oa]|marido|mujer|novi[oa]|pareja))?|espos[oa]|marido|mujer|novi[oa]|pareja)|(?:el (?:pap[aá]|padre)|la (?:mam[aá]|madre)) de (?:mis? (?:hij|nen|beb)\\p{L}+|los nenes))';

const MAKES =
  'acura|audi|bmw|buick|cadillac|chev(?:y|rolet)|chrysler|dodge|ford|gmc|honda|hyundai|infiniti|jeep|kia|lexus|mazda|mercedes|mini|mitsubishi|nissan|subaru|suzuki|tesla|toyota|volkswagen|volvo|vw|yamaha';
/** A motor vehicle, with or without its year, make and model. */
export const VEHICLE = `(?:(?:19|20)\\d\\d )?(?:(?:${MAKES})(?: (?!was|is|got|from|that|and|lawn|mower|generator|snow|leaf|pressure|engine|keyboard|guitar|piano|pump|bike)[\\p{L}\\d-]+)?|(?:(?:${MAKES}) )?(?:[\\p{L}\\d-]+ )?(?:car|truck|motor-?cycle|motor-?bike|suv|van|mini-?van|vehicle|moped|scooter|pickup))`;
export const VEHICULO = `(?:(?:carro|coche|auto(?:m[oó]vil)?|veh[ií]culo|guagua|camioneta|cami[oó]n|troca|motora|moto(?:cicleta)?|pasola|van)(?: (?:${MAKES}))?|${MAKES})`;

/**
 * An order of protection. Together with a message or call from the person whom the order is against, it means that
 * C.G.S. § 54-1r applies.
 */
export const ORDER =
  '(?:(?:restraining|protective|protection|no[- ]contact|stay[- ]away) orders?|orders? of protection|orden(?:es)? (?:de (?:protecci[oó]n|restricci[oó]n|alejamiento)|judicial|del? (?:juez|la corte))|(?:juez|jueza|corte|tribunal) (?:le )?(?:prohib|orden)[\\p{L}]*)';
export const WROTE =
  "(?:(?:he|she|they|ex|husband|wife|boyfriend|girlfriend|partner)(?:['’](?:s|ve))?(?: (?:has|have|had|is|was|keeps?|kept|still|been|started|just|won['’]t stop|continues to))* (?:(?:text|messag|call|phon|e-?mail|contact|wr[io]t|dm)[\\p{L}]*|(?:sen[dt]s?|sending) me)|(?:texts?|messages?|calls?|e-?mails?) from (?:him|her|them|my|the)|me (?:(?:sigue|ha|continu[aó]|vuelve a|vive|pasa) )?(?:llam|escrib|mand|contact|envi|busc|text)[\\p{L}]*|sigue (?:llam|escrib|mand|contact|envi)[aiá]\\p{L}*me)";
