import { words } from './whole-words.ts';

/** Signs that someone may be in danger, in display order. */
export const DANGER_SIGNS = ['in_progress', 'threat', 'self_harm', 'weapon', 'child'] as const;
export type DangerSign = (typeof DANGER_SIGNS)[number];

/**
 * The letters of English and Spanish. The class of all letters (`\\p{L}`) makes each of these patterns slow to compile.
 */
const LETTER = '[a-záéíóúüñ]';

/** Matches these words anywhere in lowercase text; ignoring case would make the patterns slow to compile. */
const all = (...alternatives: readonly string[]): RegExp => new RegExp(words(...alternatives).source, 'gu');

const CHILD = `(?:child|children|kids?|baby|babies|infant|newborn|toddler|sons?|daughters?|nieces?|nephews?|grand(?:sons?|daughters?|child|children|kids?)|stepsons?|stepdaughters?|little (?:boy|girl|brother|sister)|(?:\\d|1[0-7])[- ]years?[- ]old)`;
/** "They took the baby formula" doesn't mean danger to a baby. */
const CHILD_THINGS = `(?:formula|food|clothes|clothing|diapers?|wipes|seats?|car seats?|strollers?|carriage|monitors?|cribs?|beds?|bikes?|bicycles?|scooters?|toys?|shoes|bags?|backpacks?|swings?|gates?|stuff|things|birthday|school|room|tablet|phone|ipad|laptop|pictures?|photos?|blankets?|books?)`;
const OF_CHILD = `(?:my|the|her|his|a|our|their|this|some) (?:(?:${LETTER}|\\d)+[- ]){0,2}?${CHILD}(?!'s?| ${CHILD_THINGS})`;
const WHO = `(?:they|he|she|someone|somebody|(?:the|a|some|this|that|two|three|an?other|my|our) (?:${LETTER}+ )?(?:person|people|man|men|woman|women|guys?|dude|thief|thieves|kids|teens|teenagers?|intruder|neighbor|ex|husband|boyfriend|wife|girlfriend|roommate|brother|father|stepfather|uncle|cousin))`;
const IS = `(?:'(?:s|re)| (?:is|are))`;
const HOME = `(?:house|home|apartment|building|basement|attic|garage|yard|backyard|driveway|porch|hallway|stairwell|kitchen|bedroom|room|door|window|car|store|shop)`;
const GUN_THINGS = `(?<!(?:nail|heat|glue|water|staple|grease|paint|massage|spray|caulk|caulking|toy|nerf|bb|squirt|price|radar|soldering|tattoo) )`;
const WEAPON = `(?:${GUN_THINGS}guns?|pistol|handgun|revolver|rifle|shotgun|firearm|knife|blade|switchblade|machete|sword|box ?cutter|taser)`;
const NO_WEAPON = `(?! (?:set|sets|block|safe|rack|case|cabinet|sharpener|license|permit|store|shop))`;
const HARM = `(?:kill|hurt|harm|shoot|stab|strangle|choke|rape|murder|attack|beat(?: up)?|break|burn|cut|slit|bury|destroy|smash|finish|end|blow up|shoot up|burn down|jump)`;
const FAMILY = `(?:mother|mom|father|dad|sister|brother|wife|husband|girlfriend|boyfriend|grandmother|grandma|grandfather|roommate|friend|neighbor)`;
const FEAR_NOT = `(?! (?:that )?(?:i|it|this|my|the|these|those|we) )`;
const HIJO = `(?:niñ[oa]s?|beb[eé]s?|hij[oa]s?|sobrin[oa]s?|niet[oa]s?|hermanit[oa]s?|hijastr[oa]s?)`;
const ARMA = `(?:pistola|arma|cuchillo|machete|navaja|rifle|escopeta|rev[oó]lver|puñal)(?! (?:de (?:calor|silicona|clavos|agua|juguete|pintura)|de cocina nuev))`;
const CASA = `(?:casa|apartamento|edificio|s[oó]tano|[aá]tico|garaje|patio|puerta|ventana|cuarto|cocina|pasillo|carro|tienda)`;

/**
 * Words that mean danger, in English and Spanish, checked when a report arrives. Better too many matches than too few:
 * they only make an officer look, and decide nothing.
 */
export const DANGER_WORDS: Readonly<Record<DangerSign, RegExp>> = {
  in_progress: all(
    `${WHO}(?: is| are|'s|'re)? ?(?:still|right now|currently) (?:here|there|outside|inside|in (?:the|my|our) ${LETTER}+|at (?:the|my|our) ${LETTER}+)`,
    `${WHO}${IS} (?:here|outside|inside|at (?:the|my) door)(?: right)? now`,
    `${WHO}${IS} [^.!?]{0,50}(?:right now|at the moment|at this moment|this minute|as we speak|as i (?:write|type))`,
    `(?:there${IS}|i (?:can )?(?:hear|see)) (?:${WHO}|footsteps|voices|noises|something moving)[^.!?]{0,30}(?:in|inside|outside|at|behind|under|on|upstairs|downstairs)(?: (?:my|the|our|of) ${HOME}| right now)?(?! the (?:video|footage|camera|recording|ring))`,
    `${WHO}${IS} (?:trying to (?:break|get|come) in|breaking (?:in|into)|climbing|banging|kicking|pounding|prying|smashing|getting in|going (?:through|thru)|checking|trying (?:the |all the |every )?(?:car |front |back )?doors?)`,
    `happening (?:right )?now|in progress|(?:as|while) i (?:write|type|am writing|am typing) this`,
    `(?:please )?(?:send|need) (?:someone|somebody|an officer|police|help|an ambulance) (?:now|right away|immediately|fast|quickly|asap|please)`,
    `please (?:send|get) (?:help|someone|somebody)|(?:please )?help me now`,
    `(?:i am|i'm|we are|we're) (?:${LETTER}+ )?(?:hiding|hidden|trapped|locked (?:in|inside)|stuck inside|(?:still )?bleeding)`,
    `(?:won'?t|wouldn'?t|will not|refuses? to|isn't going to) (?:leave(?=[,.!?]| (?:me|us|my|the|and|until)|$)|go away|let (?:me|us|her|him) (?:leave|go|out|call|see))`,
    `(?:she|he|they|i|mom|dad)(?: is| are| am|'s|'re|'m) (?:bleeding|unconscious|dying|passed out|having (?:a seizure|trouble breathing)|not (?:breathing|responding|moving|waking up))`,
    `(?:isn't|is not|aren't|can'?t|cannot) (?:breathing|breathe|responding|waking up)`,
    `(?:est[aá]n?|sigue[n]?) (?:todav[ií]a |a[uú]n )?(?:aqu[ií]|afuera|adentro|en (?:la|mi) (?:puerta|casa))(?: ahora| en este momento)?`,
    `est[aá] pasando (?:ahora|en este momento)|en este (?:mismo )?momento est[aá]n?`,
    `(?:est[aá]n?|sigue[n]?) (?:${LETTER}+ndo|${LETTER}+ndose)[^.!?]{0,40}(?:ahora(?: mismo)?|ahorita|en este (?:mismo )?momento)(?! pero)`,
    `(?:se )?est[aá]n? (?:metiendo|rompiendo|tratando de (?:entrar|abrir)|entrando|golpeando|pateando|forzando|revisando|probando)(?:se)?`,
    `(?:hay|escucho|oigo|veo) (?:a )?(?:alguien|un hombre|unos hombres|una persona|gente|pasos|ruidos|voces)[^.!?]{0,30}(?:dentro|afuera|fuera|adentro|en (?:mi|el|la) ${CASA}|arriba|abajo)`,
    `(?:estoy|estamos) (?:${LETTER}+ )?(?:escondid[oa]s?|encerrad[oa]s?|atrapad[oa]s?|sangrando)`,
    `no (?:se (?:va|quiere ir)|me deja (?:salir|ir|llamar)|(?:la|lo|nos) deja (?:salir|ir|llamar)|deja que)`,
    `est[aá] (?:sangrando|inconsciente|desmayad[oa]|herid[oa])|no (?:respira|responde|despierta)`,
    `(?:manden|env[ií]en|necesito) (?:a alguien|ayuda|a la polic[ií]a|una ambulancia)(?: ya| ahora| r[aá]pido| urgente| por favor)?|por favor (?:ayuda|ay[uú]denme|manden|env[ií]en)`,
  ),
  threat: all(
    `threat(?:en(?:s|ed|ing)?|s)? (?:to (?:kill|hurt|harm|shoot|stab|beat|burn|come|find|rape|fight|hit|take|do|post|send)|me|us|my|her|him|them|with)(?! (?:with|to) (?:a lawsuit|arrest|jail|legal|sue|shut|cut off|suspend|close))`,
    `(?:said|says|saying|told me|tells me|texted|wrote|posted|yelled|screamed|messaged|voicemail)[^.]{0,60}(?:will|would|going to|gonna|'ll|'d) (?:kill|hurt|shoot|stab|find|get|beat|burn|bury|come (?:for|after|back for|get)) (?:me|us|my|her|him|our|you|them)`,
    `(?:going to|gonna|will|would|'ll|wants? to|tried to|tries to|trying to) ${HARM} (?:me|us|my|her|him|our|them|you|the whole|this (?:place|building|school|church)|everyone|everybody|people)(?: up)?(?! (?:when|once|for) (?:he|she|they|losing|breaking|leaving|i )| (?:phone|car|bike|bicycle|laptop|lock|window|fence))`,
    `(?:put|send) (?:me|us|her|him|my ${LETTER}+) in(?:to)? (?:the|a|my|her|his) (?:ground|grave|hospital|coffin|morgue)|dig (?:my|your) grave`,
    `(?:beat|beats|beating) (?:me|her|him|us|my ${LETTER}+)(?: up)?|(?:punch|slapp|chok|strangl|kick|attack|assault|jump|push|shov|rap)(?:ed|es|ing|s) (?:me|us|her|him)(?! (?:in line|out of line))`,
    `(?:hit|hits|grabbed|bit|dragged|threw|held) (?:me|us|my ${FAMILY})(?! (?:from behind|with (?:his|her|their|a) (?:car|truck|bike)|on the (?:highway|road)))(?= )`,
    `(?:i am|i'm|we are|we're|she is|he is|i feel|we feel) (?:so |very |really |too )?(?:scared|terrified|not safe|unsafe|in danger|fearful)`,
    `(?:i am|i'm|we are|we're|she is|he is) (?:so |very |really |too )?afraid${FEAR_NOT}`,
    `next time it (?:will|would|'ll) be (?:me|my|us|her|him|you)|next time[^.]{0,30}(?:my|your|her|his) (?:head|face|family|kids|house)`,
    `(?:you|we|i|she|he|they)(?: are| am| is|'re|'m|'s| will be|'ll be| would be) next(?! (?:to|door|in))`,
    `(?:know|knows|knew|found out) where (?:i|we|my ${LETTER}+|our ${LETTER}+|she|he|you) (?:live|lives|lived|go|goes|work|works|sleep|sleeps|park|parks)`,
    `(?:watch (?:my|your|our) back|(?:i|you|we)(?: will|'ll| would|'d) (?:regret|be sorry|pay for)|make (?:me|you|us) pay|come(?:s|ing)? (?:for|after) (?:me|us|you)|coming back (?:for|to) (?:me|us|hurt|kill|finish))`,
    `(?:stalk(?:s|ed|ing|er)|follow(?:s|ed|ing)) (?:me|us|her|him)(?! (?:on (?:instagram|facebook|twitter|tiktok)|back))|(?:keeps|kept) following`,
    `(?:locked|locks|trapped) (?:me|us|her|him|my ${LETTER}+) (?:in|inside|up)|(?:took|hid|has) my keys so (?:that )?i can'?(?:t|not)`,
    `(?:threatening|menacing|death) (?:letters?|notes?|messages?|texts?|calls?|voicemails?|emails?|threats?)|death threats?`,
    `(?:shoot up|blow up|bomb|burn down|set fire to) (?:the|this|my|our|your|a) (?:${LETTER}+ )?(?:school|church|mosque|synagogue|temple|house|home|building|office|place|store|car)`,
    `(?:nude|naked|explicit|intimate|sexual) (?:pictures?|photos?|pics?|images?|videos?)|sextort(?:ion|ed|ing)`,
    `domestic violence|abusive (?:ex|husband|boyfriend|partner|father|relationship)|(?:he|she|they) (?:is|are|has been|'s) (?:abusing|hurting|beating|hitting) (?:me|us|her|him|my)`,
    // A person with such an order is in danger from the person it names.
    `(?:restraining|protective|protection|no[- ]contact) orders?|orden(?:es)? de (?:protecci[oó]n|alejamiento|restricci[oó]n)`,
    `fear(?:s|ing)? for (?:my|our|her|his) (?:life|safety)`,
    `(?:me|nos|la|lo) amenaz(?:a|an|ó|aron|aba|aban)(?= )(?! con (?:cortar|demandar|cancelar|cerrar|suspender))|amenaz(?:ó|a|an|aron|ando|ado) (?:con (?:matar|golpear|hacer|pegar|quemar|un|una|publicar|mandar)|a (?:mi|mis|su))|amenazas? de muerte|amenaz(?:a|an|ó|aron|ado|ando|as)(?= )(?! (?:con|de) (?:cortar|demandar|cancelar|cerrar|suspender))(?<!me amenaz${LETTER}{1,4})(?<!nos amenaz${LETTER}{1,4})`,
    `(?:me|nos|lo|la|los|las) (?:va[n]?|iba[n]?|quiere[n]?|quer[ií]a[n]?) (?:a )?(?:matar|lastimar|golpear|pegar|quemar|disparar|apuñalar|violar|hacer (?:daño|algo))(?! cuando (?:se entere|sepa|vea|lo sepa))`,
    `(?:va[n]?|iba[n]?) a (?:matar|golpear|quemar|lastimar|disparar|apuñalar|tirotear|hacerle daño|pegarle)(?:me|nos|la|lo|le)? ?(?:a )?(?:mi|mis|la|el|nuestra|su|todos)?(?! (?:cuando (?:se entere|sepa|vea)))`,
    `(?:pr[oó]xima vez|a la otra)[^.]{0,30}(?:mi|tu|su) (?:cabeza|cara|familia|casa|hij[oa]s?)|la pr[oó]xima vez (?:soy|ser[eé]|eres|ser[aá]s)|(?:soy|eres|somos|sigues|sigo) (?:el|la) (?:pr[oó]xim|siguient)[oa]`,
    `(?:sabe[n]?|saben) (?:a )?(?:d[oó]nde|qu[eé] ${LETTER}+) (?:vivo|vivimos|vive[n]?|trabajo|trabaja|va[n]?|estudia[n]?)`,
    `(?:que )?(?:me|nos|te) (?:cuide|cuidemos|cuides|arrepentir[eé]|arrepentir[aá]s|va[s]? a arrepentir)|(?:lo|me la) (?:va[s]?|voy) a pagar`,
    `(?:me|nos|la|lo) (?:golpe(?:a|ó|aron)|peg(?:a|ó|aron)|ahorc(?:a|ó)|estrangul(?:a|ó)|empuj(?:a|ó)|pate(?:a|ó|aron)|viol(?:a|ó)|atac(?:a|ó|aron)|agarr(?:ó|aron) a golpes)`,
    `(?:me|nos) (?:sigue[n]?|siguieron|persigue[n]?|acosa[n]?|vigila[n]?|acech(?:a|an))(?= )(?! debiendo)`,
    `(?:me|nos|la|lo) (?:encerr(?:ó|aron)|tiene[n]? encerrad[oa]s?|secuestr(?:ó|aron))`,
    `fotos? (?:m[ií]as )?(?:[ií]ntimas?|desnud[oa]s?|sin ropa)|violencia dom[eé]stica`,
    `temo por (?:mi|nuestra|su) (?:vida|seguridad)|(?:tengo|tenemos|tiene) (?:mucho |much[ií]simo )?miedo(?! de (?:haber|perder))`,
  ),
  self_harm: all(
    `(?:kill|harm|hurt|shoot|hang) (?:myself|himself|herself)|cut(?:ting)? myself|(?:killing|hurting|harming) (?:myself|himself|herself)|(?:end|ending|take|taking) my (?:own )?life|end(?:ing)? it all|(?:think(?:ing)?|thought) (?:about|of) (?:ending it|dying|death)`,
    `(?:want|wants|wanted) to (?:die|be dead|disappear forever)|(?:don'?t|do not|doesn't|no longer) want to (?:live|be alive|go on|be here|wake up|exist)|no (?:reason|point|will) (?:to live|(?:in|of) (?:living|being here|going on)|to go on)|wish i (?:was|were) (?:dead|gone)|wish i (?:wouldn't|didn't|had never|hadn't) (?:wake|woken|been born)`,
    `(?:don'?t|do not|can'?t|cannot) (?:see|find) (?:the|any|a) (?:point|reason)(?: (?:of|in|to|for))? ?(?:living|being|going on|live|anymore|any more|in life)`,
    `(?:can'?t|cannot|can not) (?:go on|take (?:it|this) any ?more|live (?:like this|with (?:this|myself|it))|do this any ?more|keep going)`,
    `suicid(?:e|al)|better off dead|better off without me|overdos(?:e|ed|ing)|(?:slit|cut) my wrists|nothing (?:left )?to live for|not worth living`,
    `(?:have|has|got|bought) (?:the|a|my) (?:rope|noose|pills|razor|gun)(?: (?:already|ready|right here|in front of me|here|next to me))|(?:took|swallowed|taken) (?:a (?:bunch|bottle|lot|handful) of|all (?:of )?(?:my|the)|too many|the whole bottle of) (?:${LETTER}+ )?(?:pills|medicine|medication|tylenol)`,
    `(?:matarme|quitarme la vida|quitarse la vida|hacerme daño|cortarme|colgarme|suicid(?:a|arme|io|arse)|acabar con (?:todo|mi vida))|(?:quiero|quisiera) morir(?:me)?|(?:ya )?no quiero (?:seguir )?(?:viv(?:ir|iendo)|aqu[ií])|no tengo (?:por qu[eé]|raz[oó]n para|ganas de) vivir|mejor (?:me muero|estar[ií]a muert[oa]|muert[oa])|(?:ojal[aá]|preferir[ií]a) (?:me muriera|no despertar|estar muert[oa])`,
    `(?:no (?:le )?(?:veo|encuentro) (?:el |ning[uú]n )?(?:sentido|raz[oó]n|caso))(?= (?:a|de|para))|(?:ya )?no (?:puedo|aguanto) m[aá]s(?=[.,!]|$| (?:con|as[ií]))|(?:tengo|compr[eé]) (?:ya )?(?:las pastillas|la soga|la cuerda)(?: (?:ya )?(?:listas?|aqu[ií]))?|me tom[eé] (?:un frasco|todas las|un mont[oó]n|muchas)(?: de)? ?(?:las |mis )?(?:pastillas|medicinas)`,
  ),
  weapon: all(
    `(?:with|has|had|pulled|pulls|drew|pointed|pointing|points|carrying|waving|waved|swung|swinging|holding|held|raised|showed|shows|flashed|flashing|brandished|brandishing|reached for|grabbed|put|stuck|saw|see)(?: (?:out|up|me|us|him|her|what (?:looked|looks) like|i think was))? ?(?:a|an|his|her|their|the) (?:${LETTER}+ )?${WEAPON}${NO_WEAPON}`,
    `(?:what (?:looked|looks) like|the (?:handle|butt|barrel) of) an? (?:${LETTER}+ )?${WEAPON}${NO_WEAPON}`,
    `${WEAPON} (?:to|at|in|against|on|into) (?:my|his|her|our|their|the ${LETTER}+'s) (?:neck|throat|head|face|back|side|ribs|chest|stomach|waist|waistband|belt|hand|pants|pocket|lap)`,
    `(?:gun|knife) ?point|(?:was|is|are|were|they're|he's) armed|shots? (?:were |was |being )?fired|gunshots?|shot at|shooting at|heard shots|(?:stabbed|shot|slashed) (?:me|him|her|us|my ${LETTER}+)(?! (?:tire|tires|car|window|seat|couch|bag|purse))`,
    `(?:con|ten[ií]a|tiene|trae|tra[ií]a|llevaba|sac[oó]|saca|apunt[oó] con|enseñ[oó]|mostr[oó]|me puso|puso|levant[oó])(?: (?:de la ${LETTER}+|afuera|me|nos))? ?(?:una?|su|la|el) (?:${LETTER}+ )?${ARMA}`,
    `(?:me|nos|le) (?:apunt[oó]|apunta|apuntaron|dispar(?:ó|aron)|apuñal(?:ó|aron)|amenaz[oó] con (?:una?|su) ${ARMA})`,
    `${ARMA} (?:en|al|contra|a) (?:el|la|mi|su|cuello|cabeza|cara|mano)`,
    `disparos|balazos?|tiroteo|arma de fuego|arma(?:do|da|dos)(?= )|a punta de (?:pistola|cuchillo|navaja)`,
  ),
  child: all(
    `${OF_CHILD}(?: (?:is|was|are|were|has been)|'s) (?:missing|hurt|injured|taken|alone|locked|crying|in danger|inside|still in|screaming|bleeding|with (?:him|her|them|the (?:man|babysitter)))`,
    `(?:hit|hurt|grabbed|grab|took|takes|touched|touches|touching|followed|following|follows|beat|beats|hits|slapped|shook|chased|lured|luring|approached|kidnapped|abducted|choked|filmed|photographed) ${OF_CHILD}`,
    `(?:offered|offering|offers|gave|messaged|messaging|texting|asked) ${OF_CHILD}[^.]{0,40}(?:candy|a ride|money|pictures?|photos?|to get in|to come|to send|gifts?|his number)`,
    `${CHILD}(?!'s?| ${CHILD_THINGS})[^.]{0,60}(?:(?:was|were|is|are) (?:${LETTER}+ ){0,3}(?:alone|by (?:him|her)self|unattended)|home alone|left alone|with (?:him|a stranger|the man))`,
    `(?:he|she|they|${CHILD})(?: is| was|'s) (?:only )?(?:[1-9]|1[0-7])(?: years old| and)[^.]{0,60}(?:alone|missing|hurt|crying|scared|in there|inside)`,
    `(?:follow(?:s|ed|ing)|watch(?:es|ed|ing)|talk(?:s|ed|ing) to|wait(?:s|ed|ing) for) (?:her|him|them|${OF_CHILD}) (?:home |walk(?:ing)? )?(?:from|to|at|after|outside|near) (?:school|the (?:park|bus|school|playground))`,
    `${CHILD}[^]{0,120}(?:don'?t know where (?:they|he|she) (?:are|is)|can'?t find (?:him|her|them)|never came home|hasn'?t come home)`,
    `(?:i am|i'm) (?:only )?(?:[89]|1[0-7])(?: years old)?(?=[.,!?]|$| and)|kidnap(?:ped|ping|per)?|abduct(?:ed|ion)|child (?:abuse|porn|pornography)|molest(?:ed|ing|s)?|amber alert`,
    `(?:mi|el|la|su|un|una|mis|los|las) ${HIJO}(?: de (?:\\d|1[0-7]) años)? (?:est[aá]n?|estaban?) (?:sol[oa]s?|herid[oa]s?|perdid[oa]s?|desaparecid[oa]s?|encerrad[oa]s?|en peligro|adentro|llorando|con [eé]l)`,
    `(?:peg[oó]|lastim[oó]|agarr[oó]|toc[oó]|sigui[oó]|sigue|persigui[oó]|golpe[oó]|graba|grab[oó]|secuestr[oó]) a (?:mi|mis|su|un|una|la|el|los) ${HIJO}`,
    `(?:ofreci[oó]|ofrece|dio|escribe|pidi[oó]|pide)(?: ${LETTER}+){0,3} a (?:mi|su|un|una|la|mis) ${HIJO}|(?:le )?(?:ofreci[oó]|pidi[oó]|pide) (?:dulces|dinero|fotos|que suba)[^.]{0,40}${HIJO}`,
    `(?:sol[oa]|solos) con (?:mi|mis|los|las|el|la) ${HIJO}|(?:se llev[oó]|tiene|secuestraron|se llevaron) (?:tambi[eé]n )?a (?:mi|mis|la|el|su|nuestr[oa]) ${HIJO}`,
    `${HIJO}[^]{0,120}(?:no s[eé] d[oó]nde est[aá]n?|no (?:lo|la|los|las) encuentro|no (?:ha|han) (?:llegado|vuelto|regresado))`,
    `(?:tengo|tiene) (?:s[oó]lo )?(?:[89]|1[0-7]) años(?=[.,!]|$| y)|secuestr(?:o|aron|ada|ado)|abuso (?:infantil|sexual)|alerta amber`,
  ),
};
