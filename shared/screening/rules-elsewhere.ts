import { DID, HIZO, ORDER, PAREJA, PARTNER, VEHICLE, VEHICULO, WROTE } from './vocabulary.ts';
import { words } from './whole-words.ts';
import type { WordRule } from './word-rule.ts';

const NOT_OF_CAR = '(?! of (?:my|the|our) (?:car|truck|van|suv|vehicle))';
const NO_DEL_CARRO = '(?! (?:del?|de mi|de la) (?:carro|auto|cami[oó]n|guagua|oficina|gaveta|negocio|tienda))';
/**
 * Goes after a vehicle in a pattern: excludes a vehicle followed by one of its parts, because only the part was taken.
 */
const PART =
  "(?!(?:['’]s)? (?:keys?|battery|stereo|radio|parts?|seats?|tires?|wheels?|rims?|mirrors?|doors?|plates?|title|registration|window|bumper|cover|charger|tools?|lawn|mower|generator|snow|leaf|pressure|engine|keyboard|guitar|pump|bike))";
const PARTE = '(?! de (?:juguete|beb[eé]|compras?|mano|cargar))';
const HOME = '(?:house|apartment|apt|home|condo|bedroom|basement|garage|attic)';
const CASA =
  '(?:casa|apartamento|apto|apt|hogar|cuarto|habitaci[oó]n|vivienda|residencia|s[oó]tano|garaje|marquesina|balc[oó]n)';

/** Words that mean that the report isn't one of the four kinds, or that it must be accepted (requirement 3). */
export const ELSEWHERE_RULES: readonly WordRule[] = [
  {
    code: 'force',
    stems:
      /gun|knife|\bbat\b|machete|bottle|push|shove|\bhit\b|punch|slap|kick|beat|grab|attack|chok|tackl|jump|tased|yank|ripped|snatch|pulled|tore|threat|kill|shoot|stab|hurt|\bcut\b|next time|robbed|mugged|give me|cuchill|navaj|pistol|arma|bate|botella|empuj|golpe|amenaz|agarr|atac|peg[oóa]|tumb|apunt|encañ|arrebat|puñ|cocot|bofet|patad|arranc|matar|dar una|cortar|apuñal|dispar|pegar/u,
    kinds: ['larceny', 'vandalism'],
    pattern: words(
      '(?<!(?:nail|heat|glue|massage|spray|staple|paint|caulk|water|air|hot|price|toy|nerf|grease|tattoo) )guns?(?! (?:safe|cabinet|case|rack|lock))',
      'at (?:knife|gun)point|(?:a|his|her|with the) knife(?! set| block)|with a (?:bat|machete|bottle|broken bottle)',
      '(?:pushed|shoved|hit|punched|slapped|kicked|beat|grabbed|attacked|choked|tackled|jumped|tased) (?:me|us|him|her|my (?:arm|neck|hair|wife|husband|son|daughter|mother|father|brother|sister|friend))(?! up on)',
      '(?:yanked|ripped|snatched|pulled|tore|grabbed) (?:\\p{L}+ ){1,4}(?:out of|from|off) (?:of )?(?:my|his|her) (?:hands?|arms?|shoulder|neck|wrist|grip)',
      "threatened (?:me|to|us|my|him|her)|(?:i['’]?ll|i will|gonna|going to|wanted to|would) (?:kill|shoot|stab|cut|hurt|beat) (?:me|you|us|him|her)|next time it (?:will|['’]ll|is going to) be (?:my|me|you)",
      '(?:robbed|mugged) me|(?:was|got|been) (?:robbed at|mugged)|give me (?:the|your|all) (?:\\p{L}+ )?(?:money|phone|wallet|purse|bag|keys|chain)',
      '(?:con|ten[ií]a|enseñ[oó]|apunt[oó]|traía) (?:un |una |el |la )?(?:cuchillo|navaja|pistola(?! de)|machete|arma|bate|botella rota)',
      '(?<!\\p{L})(?:me|nos|le|lo) (?:empuj|golpe|amenaz|agarr(?:[oó]|aron) (?:por|del|de|a la)|atac|peg(?:[oó]|aron)|tumb(?:[oó]|aron) al|apunt(?:[oó]|aron)|encañon|arrebat)\\p{L}*',
      '(?:me|nos|le|les) (?:dio|dieron|meti[oó]|metieron|tir[oó]|tiraron) (?:\\p{L}+ )?(?:puños?|puñetazos?|golpes?|cocotaz\\p{L}+|empuj[oó]n|bofetada|patadas?)|me (?:golpe|agarr)\\p{L}*',
      '(?:me|nos|le) arranc(?:[oó]|aron) (?:la|el|mi|su|de) (?:cartera|cadena|bols[oa]|celular|tel[eé]fono|mano|mochila|reloj|cuello)',
      '(?:me|te|lo|la|nos) (?:va|voy|iba|van) a (?:matar|dar una|cortar|apuñalar|disparar|pegar)',
    ),
  },
  {
    code: 'entry',
    stems:
      /broke|through|forced|kicked|busted|pried|smashed|burglari|robbed|ransack|(?:in|inside) (?:my|our)|entr[oó]|entraron|meti|col[oó]|colaron|forz|tumb|revent|pate[oóa]|la puerta/u,
    kinds: ['larceny', 'vandalism'],
    pattern: words(
      `broke(?:n)? (?:into|in) (?:to )?(?:my|our|the|his|her) (?:\\p{L}+ ){0,2}(?:${HOME}|room|shed)|(?:${HOME}) (?:was|got|has been) (?:broken into|burglari[sz]ed|robbed|ransacked)`,
      `(?:got|came|climbed|went|broke|snuck|crawled) (?:in|into (?:my|our|the) ${HOME}) through (?:my|our|the|a) (?:bedroom |kitchen |back |bathroom |basement |living room |side |front |first[- ]floor )?(?:window|door)(?! of (?:my|the) (?:car|truck|van))`,
      `forced (?:open )?(?:the|my|our) (?:front |back |side |apartment |house )?(?:door|window|lock)${NOT_OF_CAR}`,
      '(?:kicked|busted|pried|smashed) (?:in|open|down) (?:my|our|the) (?:front |back |side |apartment |bedroom |basement )?door',
      '(?:front|back|side|apartment|bedroom|basement|kitchen|patio|cellar|house) door (?:was|had been|is|got) (?:\\p{L}+ )?(?:kicked|busted|pried|forced|broken)(?: (?:in|open|down))?',
      `(?:someone|somebody|they|he) (?:was|were|had been) (?:inside|in) (?:my|our) (?:${HOME}|room|living room)`,
      `(?:entraron|entr[oó]|se (?:metieron|meti[oó]|colaron|col[oó])) (?:a|en|al|por) (?:\\p{L}+ ){0,3}${CASA}`,
      `(?:forzaron|tumbaron|reventaron|patearon|forz[oó]|tumb[oó]|pate[oó]) (?:la|mi) (?:puerta|ventana|cerradura)${NO_DEL_CARRO}`,
      `(?:a|en) (?:mi|la|nuestr[oa]|el) ${CASA},? (?:y )?(?:(?:vi|encontr[eé]) (?:que )?)?la puerta (?:principal |de atr[aá]s |de entrada )?(?:estaba|fue|la hab[ií]an) (?:rota|forzada|tumbada|reventada|violada)`,
      'la puerta (?:principal|de atr[aá]s|de entrada|de la casa|del? (?:mi )?apartamento) (?:estaba|fue|amaneci[oó]) (?:rota|forzada|tumbada|reventada|violada)',
    ),
  },
  {
    code: 'fire_or_bias',
    stems:
      /fire|torch|scorch|burn|arson|swastika|nazi|kkk|white power|word|slur|racis|phobic|semit|hate|hatred|because|go home|go back|terroris|fag|dyke|spic|pride|incend|chamus|fuego|candela|quem|svástica|svastica|homof|odio|insult|palabra|amenaz|mensaje|mierda|fuera|asquer|país|pais|por (?:ser|somos|soy)/u,
    kinds: ['vandalism'],
    pattern: words(
      '(?:set|lit) (?:it |them |the \\w+ |my \\w+ )?on fire|torched|scorch(?:ed|es|ing)?',
      '(?<!sun)burn(?:ed|t|ing|s)?(?! ?out)',
      'arson(?:ist)?',
      'swastikas?|nazis?|kkk|white power|n[- ]word',
      '(?:racial |ethnic |homophobic |anti[- ]gay )?slurs?|racist|(?:homo|trans|islamo|xeno)phobic|anti-?semitic',
      'hate (?:crimes?|speech|words|symbols?|group|messages?)|hateful|hatred',
      "because (?:we are|i am|we[’']re|i[’']m|of (?:my|our)) (?:a )?(?:muslim|jewish|black|gay|lesbian|trans|latin[oax]|hispanic|asian|arab|immigrants?|race|religion|pride flag|skin)",
      'go (?:home|back to (?:your|where))|terrorists?|(?:fags?|faggots?|dykes?|spics?)|pride flags? (?:\\p{L}+ ){0,6}(?:torn|ripped|cut|burn\\p{L}*|slashed|stolen)',
      'incendi\\p{L}*|chamusc\\p{L}*',
      '(?:pegaron|prendieron|peg[oó]|prendi[oó]|echaron|metieron)(?:le)? (?:fuego|candela)|quemad[oa]s?|quem(?:aron|[oó])',
      'esv[aá]sticas?|racistas?|racismo|homof[oó]bic[oa]s?|antisemitas?',
      '(?:odio|insultos?|palabras?|amenazas?|mensajes?) (?:\\p{L}+ ){0,3}(?:contra|hacia) (?:los|las|nosotros|nuestra)|odio (?:racial|por ser)|cosas de odio|crimen de odio|insultos contra',
      "(?:latin|hispan|negr|inmigrante|jud[ií]|musulm[aá]n|gay|maric|boricua|dominican|extranjer)\\p{L}* (?:de mierda|fuera|asqueros)|(?:a|para|pa[’']?) (?:su|nuestro|tu|mi) pa[ií]s|fuera (?:latin|hispan|inmigrante|negr)\\p{L}*",
      'por (?:ser|somos|soy) (?:latin|hispan|negr|inmigrante|jud[ií]|musulm|gay|lesbian|trans)\\p{L}*',
    ),
  },
  {
    code: 'stolen_vehicle',
    stems:
      /(?:was|is|got|been) (?:stolen|gone|missing|not|no longer)|stole|took|drove off|robaron|hurtaron|llev|rob[oó]|no estaba/u,
    kinds: ['larceny'],
    pattern: words(
      `(?<!(?:of|from|off|on|in|to|inside|behind|near) )(?:my|our|the) ${VEHICLE}(?:,[^,.]{1,40},)? (?:was|is|got|has been|had been) (?:stolen|gone|missing|not there|no longer there)(?! (?:a|an|the|its|my|one|both|all|two|some) )(?! from)`,
      `(?:stole|took|drove off (?:in|with)) (?:my|our|the) (?:whole |entire )?${VEHICLE}${PART}`,
      `(?:(?:me|nos) (?:robaron|hurtaron|llevaron)|se (?:me |nos )?(?:robaron|llevaron|rob[oó]|llev[oó])) (?:el|la|mi|nuestr[oa]) ${VEHICULO}${PARTE}`,
      `(?:dej[eé]|estacion[eé]|parque[eé]|dejamos) (?:el|la|mi|nuestr[oa]) ${VEHICULO}${PARTE}[^.]{0,80} (?:ya )?no estaba(?! (?:cerrad|abiert|con|bien|rot))`,
    ),
  },
  {
    code: 'accident',
    stems:
      /accident|crash|collision|hit|ended|swip|fender|into|to my|to our|to the|struck|clipped|scraped|bumped|rammed|drove|took|sped|pulled|scene|choc|embist|golpe|roz|rasp|le dio|le peg|impact|fuga/u,
    kinds: ['vandalism'],
    pattern: words(
      '(?:car|traffic|motor vehicle|vehicle|auto) (?:accident|crash|collision)|hit[- ]and[- ]run|rear[- ]ended|side ?swiped|fender bender',
      '(?:backed|crashed|ran|drove|slid|plowed|slammed) (?:in)?to (?:my|our|the) (?:parked )?(?:car|truck|van|suv|vehicle|fence|porch|house|bumper|mirror|garage|(?:\\p{L}+ )?door)',
      '(?:car|truck|van|suv|bus|driver|vehicle|trailer|plow|jeep|pickup|taxi|uber) (?:\\p{L}+ ){0,3}(?:hit|struck|clipped|scraped|bumped|rammed|sideswiped) (?:my|our|the|his|her)(?! (?:brakes|gas))',
      '(?:drove|took|sped|pulled) (?:off|away) without (?:leaving|stopping|a)|left the scene|(?:hit|struck) [^.]{0,40} (?:and )?(?:just )?kept (?:going|driving)',
      'accidente (?:de (?:tr[aá]nsito|carro|auto|coche)|automovil[ií]stico)',
      `(?:me|nos) chocaron|(?:choc[oó]|chocaron|embisti[oó]) (?:con |contra )?(?:a )?(?:mi|nuestro|el) (?:carro|coche|auto|cami[oó]n|m[ií]o)`,
      `${VEHICULO} (?:\\p{L}+ ){0,5}(?:choc[oó]|golpe[oó]|roz[oó]|rasp[oó]|le dio|le peg[oó]|impact[oó])|(?:se (?:fue|dio|dieron)|sali[oó]) a la fuga`,
    ),
  },
  {
    code: 'firearm_or_drugs',
    stems:
      /firearm|gun|rifle|pistol|revolver|ammunition|ammo|bullet|glock|wesson|codone|contin|vicodin|percocet|adderall|vyvanse|concerta|xanax|klonopin|valium|ritalin|suboxone|methadone|fentanyl|morphine|tramadol|gabapentin|prescription|pain|arma|rev[oó]lver|escopeta|munici|bala|pastilla|medic|receta|recet/u,
    kinds: null,
    pattern: words(
      'firearms?|(?:hand|shot)guns?|rifles?|pistols?|revolvers?|ammunition|ammo|bullets|glock|smith (?:and|&) wesson',
      'oxycodone|oxycontin|hydrocodone|vicodin|percocets?|adderall|vyvanse|concerta|xanax|klonopin|valium|ritalin|suboxone|methadone|fentanyl|morphine|tramadol|gabapentin',
      'prescriptions?(?! (?:sun)?glasses| lens(?:es)?| eyeglasses| goggles)',
      'pain (?:pills|medication|killers)',
      'arma de fuego|armas? registradas?|(?:mi|una|la|su) pistola(?! de | plástica)|rev[oó]lver|escopeta|municiones|balas',
      'pastillas (?:recetadas|controladas|para el dolor)|(?:medicinas?|medicamentos?) (?:recetad[oa]s?|controlad[oa]s?)|recetas? m[eé]dicas?|que me recet\\p{L}+|(?<!(?:espejuelos|lentes|gafas|anteojos) )recetad[oa]s',
    ),
  },
  {
    code: 'danger',
    stems:
      /(?:are|is) (?:still )?(?:here|outside|inside|in the|at the)|happening|in progress|send (?:some|an|police|help)|hurt|injured|bleeding|stabbed|shot|breathing|responding|passed out|alive|(?:if|whether) (?:he|she)|unconscious|overdos|scared|emergency|stitches|ambulance|to the er|todav|manden|env[ií]en|lastim|(?:me|se|nos) cort|her[ií]d?|ambulancia|hospital|sangr|inconsciente|desmay|respira|me siento|cabeza|miedo/u,
    kinds: null,
    pattern: words(
      '(?:they|he|she|the person|the guy) (?:are|is) (?:still )?(?:here|outside|inside|in the building|at the door)(?: right now)?',
      'happening (?:right )?now|in progress',
      'send (?:someone|somebody|an officer|police|help)(?: now| please)?',
      '(?:i|we|he|she|my \\w+) (?:was|were|am|is|got) (?:hurt|injured|bleeding|stabbed|shot)',
      "(?:is|was)(?:n['’]t| not) (?:breathing|responding)|(?:he|she)['’]?s (?:\\p{L}+ )?(?:breathing|passed out)|(?:if|whether) (?:he|she)(?: is|['’]s) (?:breathing|alive|ok(?:ay)?)|passed out|unconscious|overdos\\p{L}*|scared to (?:go|leave|come)",
      '(?:emergency room|stitches|ambulance)|to the er',
      'todav[ií]a est[aá]n? (?:aqu[ií]|afuera|adentro|en el edificio|ah[ií])|(?:la persona|alguien) todav[ií]a est[aá]|(?:manden|env[ií]en) (?:a )?(?:alguien|la polic[ií]a|ayuda|una patrulla)',
      '(?<!nadie )(?:me|se|nos) (?:lastim|cort)(?:é|e|ó|o|amos|aron)(?! nadie)|me her[ií]|(?:estoy|est[aá]) herid[oa]|ambulancia|fui al hospital',
      '(?:botando|perdiendo|echando) sangre|sangrando|inconsciente|desmay\\p{L}+|no respira|me siento (?:muy )?mal|golpe en la cabeza|tengo (?:mucho )?miedo (?:de salir|por favor)',
    ),
  },
  {
    code: 'domestic',
    stems:
      /order|\bex|husband|wife|boy-?friend|girl-?friend|partner|fianc|baby|kids|(?:father|mother) of my|afraid|scared|domestic|divorc|dom[eé]stica|separando|orden|juez|jueza|corte|tribunal|espos|marido|mujer|novi[oa]|pareja|pap[aá]|padre|mam[aá]|madre|miedo/u,
    kinds: null,
    pattern: words(
      ORDER,
      `${PARTNER}(?:(?!\\b(?:not|never|and i|said|told|heard|saw|['’]s)\\b|n['’]t|['’]s )[\\p{L}'’ ]){0,40} (?:${DID}|hit|threatened|keeps|won[’']t|texted|threw)`,
      '(?:afraid|scared) of (?:him|her|my (?:ex|husband|wife|boyfriend|girlfriend|partner))',
      'domestic (?:violence|dispute|abuse)|(?:getting|going through|filed for|in the middle of) (?:a |our )?divorce',
      'violencia dom[eé]stica|nos estamos (?:divorciando|separando)|divorci[aá]ndo(?:me|nos)',
      `fue ${PAREJA}|le tengo miedo|${PAREJA}(?:(?! (?:no|nunca|y yo|vio|dijo que) )[\\p{L} ]){0,30} (?:me |se |lo |la |nos ){0,3}(?:${HIZO}|amenaz[oó]|manda|escribe|llama|peg[oó])`,
    ),
  },
  {
    code: 'order_violated',
    stems: /order|orden|juez|jueza|corte|tribunal/u,
    kinds: null,
    pattern: words(`${ORDER}[^]{0,160}(?<![\\p{L}])${WROTE}`, `${WROTE}[^]{0,160}(?<![\\p{L}])${ORDER}`),
  },
];
