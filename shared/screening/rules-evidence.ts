import { ALGUIEN, DID, ELLOS, HIZO, THEM } from './vocabulary.ts';
import { words } from './whole-words.ts';
import type { WordRule } from './word-rule.ts';

/** Goes before a camera in a pattern: excludes a camera that was taken, which is property and not evidence. */
const NOT_TAKEN =
  '(?<!(?:stole|took|taken|ripped|removed|grabbed|missing|swiped|lost|left|my|a new|of the) (?:\\p{L}+ ){0,2})';
const NONE = "(?<!\\b(?:no|without|any|not have|n[’']t have) (?:\\p{L}+ ){0,1})";
/** Goes after "cameras" in a pattern: excludes cameras that recorded nothing. */
const DEAD =
  "(?!(?: [\\p{L}'’]+){0,4} (?:(?:not|never|don['’]?t|doesn['’]?t|didn['’]?t|weren['’]?t|wasn['’]?t|aren['’]?t) (?:work|record|on|turned|catch|show|there|real)|broken|offline|down|fake|out (?:of|since)|been out|off\\b))";
const MUERTA =
  '(?!(?: \\p{L}+){0,4} (?:dañad|rota|apagad|descompuest|no (?:funcion|sirv|grab|trabaj|est)|(?:de )?(?:foto|reversa|video\\b|digital|nikon|canon|sony)))';
const SIN = '(?<!\\b(?:no|sin|ni|tampoco) (?:\\p{L}+ ){0,2})';

/** Words that mean that there is a suspect or evidence, so that an officer should take the report (requirement 2). */
export const EVIDENCE_RULES: readonly WordRule[] = [
  {
    code: 'suspect_named',
    stems:
      /know (?:exactly )?who|know (?:his|her|their|the) name|name is|named|called|by the name|recogni|identify|suspect|sure (?:it was|that|it)|neighbo|room-?mate|cousin|friend|husband|wife|partner|brother|sister|\bson\b|stepson|daughter|father|mother|\bmom\b|\bdad\b|uncle|aunt\b|nephew|niece|landlord|super\b|superint|tenant|worker|boss|employee|cleaning|cleaner|keeper|sitter|nanny|aide|giver|contractor|handyman|\bex\b|ex-|was the kid|baby|kids|\b(?:man|guy|one|lady|woman|girl|boy|person|kid)s? (?:who|that|from|next|upstairs|downstairs|in)|(?:body|one|no-one) else|only (?:one|other|person|people)|admitted|confess|brag|moved out|fired|quit|after (?:he|she|they) left|(?:he|she) (?:lives|stays)|qui[eé]n|conozc|sabemos|s[eé] (?:muy|qui|al|a l|su nom|c[oó]mo|d[oó]nde)|sospech|ex\p{L}|vecin|prim[oa]|novi[oa]|espos|marido|mujer|pareja|hij[oa]|herman|sobrin|\bt[ií][oa]\b|cuñad|yerno|nuera|suegr|compadre|comadre|amig|compañer|inquilin|casero|due[ñn]|súper|emplead|\bjef[ea]|pap[aá]|mam[aá]|padr|madr|niñer|contratist|que (?:me |nos |le )?(?:limpia|cuida|ayuda|trabaja|viv)|se llama|llamad[oa]|dicen|apod|conocid|mism[oa]|confes|admit|acept|reconoz|reconocer|la conoce|lo conoce|nadie m[aá]s|(?:él|ella|es[ea]) (?:fue|es|sab|ten|me|lo|la|ya|conf)|(?:el|la) que|(?:muchach|tip|hombre|chic|señor|joven|nen|chamac|mujer)[oa]? (?:que|del?|llamad)/u,
    kinds: null,
    pattern: words(
      "(?<!(?:not|n['’]t|dont) )(?:i (?:think i )?know (?:exactly )?who (?:did|took|stole|broke|it (?:was|is)|this|has))",
      "(?<!(?:not|n['’]t|dont|never) )i (?:also |even )?know (?:his|her|their|the) names?(?! of the (?:street|store|place|bank|company|bus|stop|building))",
      `${THEM} ${DID}`,
      '(?:his|her|their) name is',
      'i (?:would|could|can) (?:recogni[sz]e|identify) (?:him|her|them)',
      `(?:it (?:was|is|must be|had to be|has to be)|(?:i (?:think|believe|suspect|[’']?m (?:pretty |almost |very )?sure|am (?:pretty |almost |very )?sure) (?:that )?(?:it was )?)) (?:${THEM}(?= |,|;|\\.|$)|(?:the|that) (?:kid|guy|man|woman|girl|boy|lady|person) (?:from|who|that|next|upstairs|downstairs|in))`,
      '(?<!not )i suspect (?!(?:that )?(?:it|they|some|when|he|she) (?:was|were|happened|got)? ?(?:taken|stolen|between|after|during))',
      '(?:the )?(?:guy|man|woman|person|kid|one|lady|girl|boy)s? (?:who|that) (?:did (?:it|this|that)|stole|took (?:it|them|my)|broke (?:it|my))[\\p{L} ]{0,20} (?:is|was|lives?|works?)(?! (?:wearing|tall|short|about|a|gone|in a|white|black|unknown))',
      '(?:guy|man|woman|kid|boy|girl|dude|person) (?:named|called|by the name of) \\p{L}+(?: \\p{L}+)? (?:who )?(?:did|took|stole|broke|grabbed)',
      '(?:nobody|no one|no-one) else (?:was|were|had|has|came|could|knew|went|lives|got|entered)|only (?:one|person|other person|people) (?:who|that|with) (?:had|has|knew|could|a key|access|keys?|the key)',
      '(?:he|she) (?:admitted|confessed|bragged|has been bragging|is bragging)|(?:moved out|was fired|quit)[^.]{0,40} (?:and )?(?:took|stole|kept) (?:my|our|the)',
      'after (?:he|she|they) left[^.]{0,40} (?:missing|gone)',
      '(?:he|she) (?:lives|stays) (?:on|at|in the|upstairs|downstairs|next door|across|around|nearby|above|below)',
      // "No sé quién fue" ("I don't know who it was") means the opposite.
      '(?<!(?:no|ni) )(?:s[eé]|conozco|sabemos) (?:muy bien )?(?:qui[eé]n(?:es)? (?:fue|fueron|es|son|lo hizo|me|se)|(?:al|a la|a los) que)',
      '(?<!(?:no|ni|si) )(?:s[eé]|sabemos) (?:su nombre|c[oó]mo se llama(?! (?:la|el) (?:calle|tienda|lugar|banco|empresa|compañ[ií]a|parada|edificio))|d[oó]nde viven?)',
      `(?<!(?:no|si) )(?:fue|fueron|es) (?:${ALGUIEN}|tu|su (?:sobrin|hij|herman|prim)[oa])`,
      `(?:creo|pienso|estoy segur[oa]|sospecho|sospechamos|juro)(?: de)? que (?:fue|fueron|es|ha sido) ${ALGUIEN}`,
      '(?<!no )sospech(?:o|amos) de',
      `${ELLOS} (?:me |nos |se |lo |la |los |las |ya |también ){0,3}${HIZO}`,
      '(?:él|ella|ese|esa) (?:fue|es) (?:quien|el que|la que)|(?:quien|el que|la que) (?:me |se |lo |la |los |hizo |nos ){0,3}(?:hizo|rob[oó]|llev[oó]|rompi[oó]|cogi[oó])(?: esto| eso)? (?:es|fue|se llama|vive|trabaja)(?! (?:alt|baj|un hombre|alguien))',
      '(?<![\\p{L}, ]{2})se llama|(?:él|ella|ese|esa|quien lo hizo|tipo|(?:muchach|chic|chamac)[oa] que) se llama|(?:le|lo|la) (?:dicen|apodan)|apodad[oa]|conocid[oa] como',
      '(?:él|ella) (?:mism[oa] )?(?:me )?(?:lo |la )?(?:confes|admit|acept)\\p{L}+|ya (?:lo |la )?(?:confes|admit)\\p{L}+',
      '(?<!no )(?:l[oa]s? (?:conozco|reconozco|reconocer[ií]a)|tod[oa] el (?:mundo|edificio|barrio) (?:en (?:el|la) \\p{L}+ )?l[oa] conoce)',
      'nadie m[aá]s (?:entr[oó]|ten[ií]a|sab[ií]a|estaba|estuvo|pudo|vive|tiene)|(?:él|ella) (?:sab[ií]a|ten[ií]a) (?:d[oó]nde|la llave|las llaves|acceso|copia)',
    ),
  },
  {
    code: 'camera',
    stems: /cam|footage|video|tape|clip|surveillance|doorbell|door-bell|\bring\b|cám|grab|timbre|se ve/u,
    kinds: null,
    pattern: words(
      // A stolen camera is usually described by its brand or as "my camera", not by the place that it watches.
      `${NOT_TAKEN}${NONE}(?:security|surveillance|store|street|house|building|traffic|door|city|ring|nest|blink|wyze|neighbou?rs?['’]?s?|their|landlord['’]?s?) ?cam(?:era)?s?${DEAD}`,
      `${NONE}cameras? (?:that )?(?:shows?|saw|caught|recorded|got (?:it|him|her|them|everything|the|a|all)|picked|points?|pointed|pointing|faces?|facing|covers?|aims?)[\\p{L}]*`,
      `${NONE}${NOT_TAKEN}cameras (?:across|outside|inside|at|in|on|that)${DEAD}`,
      `(?<!no )(?:has|have|had|got|are|is|were|with|on) (?:an? |the |some |several |two )?(?:cameras${DEAD}|camera footage|(?:it|him|her|them|everything) on camera|camera(?= (?:there|outside|inside|that)))`,
      'dash ?-?cam(?:era)? (?:was (?:on|running|recording)|got|has|recorded|shows?|footage|video|caught|picked|saved)',
      "(?<!no )(?:on|have|has|got|caught on|the|is|there[’']?s) (?:a )?(?:video|footage|tape|clip)(?! (?:games?|card|store|camera))",
      'video (?:of|shows|from)',
      '(?<!(?:no|any|there is no) )footage(?! (?:was|is) (?:erased|gone|not|deleted))',
      'door-?bell (?:cam(?:era)?|video|got|caught|recorded|has|shows|picked)|ring (?:cam(?:era)?|video|app|doorbell)',
      `${NONE}surveillance(?! (?:camera|system)s?)`,
      `${SIN}grabaci(?:ó|o)n(?:es)?`,
      `${SIN}(?:el|un|los|hay|tengo|tiene|tienen) (?:el |un )?videos?(?! ?juegos?)`,
      `${SIN}(?:hay|tienen?|las?|por|con|su) (?:una )?c[aá]maras?${MUERTA}`,
      '(?<!\\b(?:nada|no) )(?:(?:lo|la|los|todo|se) |timbre |ring )(?:qued[oó] )?grab(?:[oó]|aron|ad[oa]s?)|timbre (?:ring|con c[aá]mara)|se ve (?:clar|bien|cuando|en la)',
    ),
  },
  {
    code: 'device_location',
    stems:
      /tag|find my|track|gps|locator|\bapp\b|pinging|shows|rastrea|localiza|aparece|sale|marca|muestra|indica|ubica|dice|mi i-?phone|buscar mi/u,
    kinds: null,
    pattern: words(
      'air ?tags?(?! (?:was |is |were )?(?:dead|off|not|missing|battery))(?!(?:[^.]){0,40}(?:no help|not updat|dead))',
      "(?:on|with|use[ds]?|app|checked|using|through) find my(?![^.]{0,60}(?:\\boff\\b|no location|dead|offline|not found|nothing|n['’]t))",
      "(?<!tried )find my (?:i?phone|ipad|mac|device|app|network|says|shows)(?![^.]{0,60}(?:\\boff\\b|no location|dead|offline|not found|nothing|n['’]t))",
      "(?<!(?:not|n['’]t|cannot|never) )(?:track|tracking|tracked) (?:it|them|the phone|my phone|the laptop)(?: (?:to|on|online|with))?",
      '(?:gps|tracker|app|locator) (?:also )?(?:shows?|says?|puts|places|has|pings?)(?! (?:no|nothing|dead|that it is off))',
      'shows (?:it|that it) is (?:at|in|on)',
      "(?:it|phone|laptop|bike|bag|suitcase|and)(?:[’']?s| is| was| are)? ?(?:still )?pinging",
      '(?:localizador|rastreador)(?! (?:no|est[aá] apagad))',
      '(?<!no )(?:me )?(?:aparecen?|sale|marca|muestra|indica|ubica|dice) (?:en el mapa|(?:en |por )?la ubicaci[oó]n|que (?:est[aá]n?|sigue)|en (?:una|la|el) (?:casa|calle|edificio|garaje))',
      '(?:buscar|find) mi (?:i-?phone|celular|tel[eé]fono|dispositivo|ipad)(?![^.]{0,50}(?:apagad|no (?:sale|aparece|marca)))',
      'gps (?:\\p{L}+ ){0,5}(?:l[oa] )?(?:ubica|marca|muestra|indica|dice|señala)',
    ),
  },
  {
    code: 'plate',
    stems: /plate|tag|registration|placa|tablilla/u,
    kinds: null,
    pattern: words(
      '(?:licen[sc]e|partial|car|the|their|his|her) plates?(?= (?:number|of|was|is|were|starts?|begins|reads?|on|\\w*\\d))',
      "(?<!(?:no|the|a|get|see|read) )licen[sc]e plates?|(?<!(?:not|n['’]t|couldn['’]t|could not|never) (?:get|see|read|catch) (?:the|a) )licen[sc]e plates?",
      'plate (?:numbers?|starts?|was|is)|plate ?: ?\\w',
      "(?<!(?:not|n['’]t|never) )(?:got|have|wrote down|saw|took|read|see|caught) (?:the|a|their|his|her) plates?",
      '(?:connecticut|conn|ct|massachusetts|mass|ma|new york|ny|rhode island|new jersey|out[- ]of[- ]state) (?:tags?|plates?|registration)|tag (?:number|no\\.|#)',
      '(?<!no (?:\\p{L}+ ){0,3})(?:la|las|su|sus|n[uú]meros? de|parte de la|con|sin) (?:placas?|tablillas?)(?! (?:conmemorat|de (?:bronce|plata|metal|madera|cocina|yeso|m[aá]rmol)|dental|madre|solar))',
    ),
  },
  {
    code: 'physical_evidence',
    stems:
      /print|blood|injured|\bcut\b|left|dropped|forgot|crowbar|screwdriver|hammer|pliers|knife|glove|huella|sangre|se cort|dej[oóa]|cay[oó]|qued[oó]/u,
    kinds: ['larceny', 'vandalism'],
    pattern: words(
      '(?<!no )(?:finger|hand|palm) ?prints?|(?<!no )(?:shoe|foot|boot|sneaker) ?prints?',
      "(?<!no )blood(?: (?:on|in|stains?|drops?|all over|from|behind|trail))|(?:there (?:is|was)|there[’']s|found|left|some|drops of) blood(?! pressure| sugar| test)",
      '(?:cut|injured) (?:himself|herself|themselves)',
      '(?:they|he|she|somebody|someone|the thie(?:f|ves)|whoever (?:did|took) (?:it|this)) (?:left|dropped|forgot)(?: behind)? (?:a|an|his|her|their|some) (?:\\p{L}+ )?(?:gloves?|hat|cap|tools?|crowbar|screwdriver|hammer|phone|jacket|bag|wallet|knife|backpack|pliers|flashlight|mask|lighter|bottle)',
      '(?:crowbar|screwdriver|hammer|pliers|knife|glove) (?:is|was|still|\\p{L}+ )?(?:stuck|left|jammed|broken off|lying)',
      '(?<!(?:no|ni|sin) (?:\\p{L}+ ){0,2})huellas(?: digitales| dactilares| de (?:zapatos?|dedos|las manos))?',
      '(?:hay|hab[ií]a|dej[oó]|dejaron|gotas? de|manchas? de|rastros? de) (?:\\p{L}+ ){0,2}sangre|sangre en (?:el|la|los|las)',
      '(?<!\\p{L} me )se cort[oó](?! la luz)',
      '(?:dejaron|dej[oó]|se les? cay[oó]|se les? qued[oó]) (?:\\p{L}+ ){0,3}(?:una?|su|sus) (?:guantes?|gorra|herramienta|palanca|destornillador|chaqueta|bolsa|cuchillo|martillo|navaja|barra|pinza|linterna|alicate|tel[eé]fono|celular|mochila|m[aá]scara|botella)',
    ),
  },
];
