import type { ReportKind } from '../domain/report.ts';
import type { PlainHintCode } from './hint.ts';
import { anyOf, words } from './whole-words.ts';

export type WordRule = {
  code: PlainHintCode;
  /** The kinds of report that the rule applies to; null means all. */
  kinds: readonly ReportKind[] | null;
  pattern: RegExp;
};

/** A person whom the narrative may name as the suspect, such as an ex, a neighbor or a relative. */
const THEM =
  "(?:my|our|the) (?:ex|neighbou?r|roommate|cousin|boyfriend|girlfriend|husband|wife|brother|sister|landlord|co-?worker|nephew|tenant)(?:(?!\\b(?:not|never|see|saw|heard|said|says|told|asked|who|someone|somebody)\\b|n['’]t)[\\w'’ -]){0,40}";
/** What that person did, as opposed to what the person said or failed to see. */
const DID = '(?:did (?:it|this|that)|took|stole|broke|smashed|damaged|admitted)';
const ELLOS =
  '(?:mi|el|la) (?:ex|vecin[oa]|prim[oa]|novi[oa]|espos[oa]|compañer[oa]|herman[oa]|sobrin[oa])(?:(?! (?:no|dijo|vio|que|alguien) )[\\p{L} ]){0,30}';
const HIZO = '(?:hizo|rob[oó]|llev[oó]|rompi[oó]|quit[oó]|da[ñn][oó])';

/** An order of protection, and a message or call by the person that it is against; C.G.S. § 54-1r is about both together. */
const ORDER =
  '(?:(?:restraining|protective|protection|no[- ]contact) orders?|orders? of protection|orden(?:es)? de (?:protecci[oó]n|restricci[oó]n|alejamiento))';
const WROTE =
  "(?:(?:he|she|they|ex|husband|wife|boyfriend|girlfriend|partner)(?:['’](?:s|ve))?(?: (?:has|have|had|is|was|keeps?|kept|still|been|started|just))* (?:text|messag|call|phon|e-?mail|contact|wr[io]t|dm)[\\p{L}]*|(?:texts?|messages?|calls?|e-?mails?) from (?:him|her|them|my|the)|me (?:llam|escrib|mand|contact|envi)[\\p{L}]*)";

/** Words in the narrative, in English or Spanish, that mean an officer should take the report in person. */
export const WORD_RULES: readonly WordRule[] = [
  {
    code: 'suspect_named',
    kinds: null,
    pattern: words(
      'i (?:think i )?know who (?:did|took|stole|broke|it (?:was|is)|this|has)',
      `${THEM} ${DID}`,
      '(?:his|her|their) name is',
      'i (?:would|could|can) recogni[sz]e (?:him|her|them)',
      // "No sé quién fue" ("I don't know who it was") means the opposite.
      '(?<!no )s[eé] qui[eé]n (?:fue|es|lo hizo)',
      `(?:it was|it is|it must be) ${THEM}(?= |,|;|$)`,
      '(?<!no )fue (?:mi|el|la) (?:ex|vecin[oa]|prim[oa]|novi[oa]|espos[oa]|compañer[oa]|hij[oa]|herman[oa]|sobrin[oa])',
      `${ELLOS} (?:me |nos )?(?:lo |la |los |las )?${HIZO}`,
      '(?:él|ella|ese|esa|quien lo hizo) se llama',
    ),
  },
  {
    code: 'camera',
    kinds: null,
    pattern: words(
      // A stolen camera is usually described by its brand or as "my camera", not by the place that it watches.
      "(?:security|surveillance|store|street|house|building|traffic|dash|door|city|ring|nest|neighbou?rs?['’]?s?|their|landlord['’]?s?) ?cam(?:era)?s?",
      'cameras? (?:shows?|saw|caught|recorded|got|picked)[\\p{L}]*',
      'cameras (?:across|outside|inside|at|in|on|that)',
      '(?:has|have|had|got|are|is|were|with|on) (?:an? |the |some |several |two )?(?:cameras|camera footage|(?:it|him|her|them|everything) on camera|camera(?= (?:there|outside|inside|that)))',
      '(?:on|have|has|got|caught on|the) (?:video|footage|tape)(?! games?)',
      'video (?:of|shows|from)',
      'footage',
      'doorbell (?:cam(?:era)?|video)',
      'surveillance',
      'grabaci(?:ó|o)n(?:es)?',
      '(?:el|un|los|hay|tengo|tiene|tienen) (?:el |un )?videos?(?! ?juegos?)',
      '(?:hay|tienen?|las?|por) (?:una )?c[aá]maras?(?! de fotos)',
    ),
  },
  {
    code: 'device_location',
    kinds: null,
    pattern: words(
      'air ?tags?',
      '(?:on|with|use[ds]?|app|checked|using|through) find my',
      'find my (?:i?phone|ipad|mac|device|app|network|says|shows)',
      '(?:track|tracking|tracked) (?:it|them|the phone|my phone|the laptop)(?: (?:to|on|online|with))?',
      'gps (?:shows?|says?|puts)',
      'shows (?:it|that it) is (?:at|in|on)',
      '(?:it|phone|laptop|bike) is pinging',
      'localizador',
      '(?:aparece|sale|marca) (?:en el mapa|la ubicaci[oó]n)',
    ),
  },
  {
    code: 'plate',
    kinds: null,
    pattern: words(
      '(?:licen[sc]e|partial|car|the|their|his|her) plates?(?= (?:number|of|was|is|were|starts?|begins|reads?|on|\\w*\\d))',
      'licen[sc]e plates?',
      'plate (?:numbers?|starts?|was|is)',
      '(?:got|have|wrote down|saw|took) (?:the|a|their|his|her) plates?',
      '(?:la|su|n[uú]mero de|parte de la) (?:placa|tablilla)',
    ),
  },
  {
    code: 'physical_evidence',
    kinds: ['larceny', 'vandalism'],
    pattern: words(
      '(?<!no )finger ?prints?|(?:shoe|foot|boot) ?prints?',
      '(?:there (?:is|was)|found|left|some|drops of) blood(?: on| in| behind)',
      '(?:they|he|she|somebody|someone|the thie(?:f|ves)|whoever (?:did|took) (?:it|this)) (?:left|dropped|forgot)(?: behind)? (?:a|an|his|her|their|some) (?:\\p{L}+ )?(?:gloves?|hat|cap|tools?|crowbar|screwdriver|hammer|phone|jacket|bag|wallet|knife|backpack)',
      'huellas(?: digitales| dactilares| de (?:zapatos?|dedos))?',
      '(?:dejaron|dej[oó]|se les? cay[oó]) (?:una?|su|sus) (?:guantes?|gorra|herramienta|palanca|destornillador|chaqueta|bolsa|cuchillo)',
    ),
  },
  {
    code: 'force',
    kinds: ['larceny', 'vandalism'],
    pattern: words(
      '(?<!(?:nail|heat|glue|massage|spray|staple|paint|caulk|water|air) )guns?(?! safe)',
      'at knifepoint|(?:a|his|her|with the) knife(?! set| block)',
      '(?:pushed|shoved|hit|punched|grabbed|attacked|choked) (?:me|my (?:arm|wife|husband|son|daughter|mother))',
      'threatened (?:me|to|us|my)',
      '(?:robbed|mugged) me|(?:was|got|been) (?:robbed at|mugged)',
      'pistola(?! de (?:calor|silicona|clavos|pegamento))',
      'cuchillo',
      '(?:me|nos) (?:empuj|golpe|amenaz|agarr|atac)\\p{L}*',
    ),
  },
  {
    code: 'entry',
    kinds: ['larceny', 'vandalism'],
    pattern: words(
      'broke(?:n)? (?:into|in) (?:to )?(?:my|our|the) (?:house|apartment|apt|home|garage|basement|room|shed)',
      '(?:got|came|climbed|went) (?:in|into (?:my|our|the) (?:house|apartment|home)) through (?:my|our|the|a) (?:bedroom |kitchen |back |bathroom |basement )?(?:window|door)',
      'forced (?:open )?(?:the|my|our) (?:front |back |apartment |house )?(?:door|window|lock)(?! of (?:my|the) (?:car|truck|van|suv|vehicle))',
      'kicked in (?:my|our|the) (?:front |back |apartment )?door',
      '(?:someone|somebody) was inside (?:my|our) (?:house|apartment|home|room)',
      '(?:entraron|se metieron) (?:a|en|al) (?:mi|nuestr[oa]|la) (?:casa|apartamento|apto|cuarto|garaje|s[oó]tano)',
      'forzaron la (?:puerta|ventana)(?! del (?:carro|auto|cami[oó]n))',
    ),
  },
  {
    code: 'fire_or_bias',
    kinds: ['vandalism'],
    pattern: words(
      '(?:set|lit) (?:it |them |the \\w+ |my \\w+ )?on fire',
      '(?<!sun)burn(?:ed|t|ing|s)?(?! ?out)',
      'arson',
      'swastikas?',
      '(?:racial |ethnic |homophobic )?slurs?',
      'hate (?:crimes?|speech|words|symbols?)|hateful|hatred',
      'because (?:we are|i am|of (?:my|our)) (?:muslim|jewish|black|gay|latin[oax]|race|religion|pride flag)',
      'incendi\\p{L}*',
      '(?:pegaron|prendieron|peg[oó]|prendi[oó]) fuego|quemad[oa]s?|quemaron',
      'esv[aá]sticas?',
      'odio (?:racial|por ser)|cosas de odio|insultos contra',
    ),
  },
  {
    code: 'stolen_vehicle',
    kinds: ['larceny'],
    pattern: words(
      '(?<!(?:of|from|off|on|in) )(?:my|our) (?:car|truck|motorcycle|suv|van|vehicle|moped) (?:was|is|got|has been) (?:stolen|gone|missing)(?! (?:a|an|the|its|my|one|both|all|two) )(?! from)',
      "(?:stole|took|drove off (?:in|with)) (?:my|our|the) (?:whole |entire )?(?:car|truck|motorcycle|suv|van|vehicle)(?!(?:'s|’s)? (?:keys?|battery|stereo|radio|parts?|seat|tires?|wheels?|mirror|door|plates?|title|registration|battery))",
      '(?:me|nos) robaron (?:el|mi) (?:carro|coche|auto|cami[oó]n|motora|moto)(?! de (?:juguete|beb[eé]|compras?))',
      'se llevaron (?:el|mi) (?:carro|coche|auto|motora)(?! de (?:juguete|beb[eé]|compras?))',
    ),
  },
  {
    code: 'accident',
    kinds: ['vandalism'],
    pattern: words(
      '(?:car|traffic|motor vehicle|vehicle|auto) (?:accident|crash|collision)|hit[- ]and[- ]run|rear[- ]ended|side ?swiped|fender bender',
      '(?:backed|crashed|ran|drove) into (?:my|our|the) (?:parked )?(?:car|truck|van|suv|vehicle|fence|porch|house)',
      'accidente (?:de (?:tr[aá]nsito|carro|auto|coche)|automovil[ií]stico)',
      '(?:me|nos) chocaron|(?:choc[oó]|chocaron) (?:con |contra )?(?:mi|nuestro|el) (?:carro|coche|auto|cami[oó]n)',
    ),
  },
  {
    code: 'firearm_or_drugs',
    kinds: null,
    pattern: words(
      'firearms?|(?:hand|shot)guns?|rifles?|pistols?|revolvers?|ammunition|ammo',
      'oxycodone|oxycontin|percocet|adderall|xanax|ritalin|suboxone',
      'prescriptions?(?! (?:sun)?glasses| lens(?:es)?| eyeglasses| goggles)',
      'pain (?:pills|medication)',
      'arma de fuego|mi pistola|municiones|pastillas recetadas|medicinas? recetadas?|recetas? m[eé]dicas?',
    ),
  },
  {
    code: 'danger',
    kinds: null,
    pattern: words(
      '(?:they|he|she|the person|the guy) (?:are|is) (?:still )?(?:here|outside|inside|in the building|at the door)(?: right now)?',
      'happening (?:right )?now|in progress',
      'send (?:someone|somebody|an officer|police|help)(?: now| please)?',
      '(?:i|we|he|she|my \\w+) (?:was|were|am|is|got) (?:hurt|injured|bleeding|stabbed|shot)',
      '(?:emergency room|stitches|ambulance)|to the er',
      'todav[ií]a est[aá]n? (?:aqu[ií]|afuera|adentro|en el edificio)|(?:la persona|alguien) todav[ií]a est[aá]',
      '(?<!nadie )(?:me|se|nos) (?:lastim|cort)(?:é|e|ó|o|amos|aron)(?! nadie)|me her[ií]|(?:estoy|est[aá]) herid[oa]|ambulancia|fui al hospital',
    ),
  },
  {
    code: 'domestic',
    kinds: null,
    pattern: words(
      '(?:restraining|protective) orders?',
      'my (?:husband|wife|boyfriend|girlfriend|partner) (?:did (?:it|this|that)|broke|took|hit|smashed|damaged|stole|threatened)',
      '(?:afraid|scared) of (?:him|her|my (?:ex|husband|wife|boyfriend|girlfriend|partner))',
      'domestic (?:violence|dispute|abuse)',
      'orden de protecci[oó]n|violencia dom[eé]stica',
      'fue mi (?:espos[oa]|marido|mujer|novi[oa]|pareja)|le tengo miedo',
    ),
  },
  {
    code: 'order_violated',
    kinds: null,
    pattern: words(`${ORDER}[^]{0,160}(?<![\\p{L}])${WROTE}`, `${WROTE}[^]{0,160}(?<![\\p{L}])${ORDER}`),
  },
];

/** Matches if any word rule does, for any kind of report. */
export const ANY_WORD_RULE = anyOf(WORD_RULES.map(({ pattern }) => pattern));
