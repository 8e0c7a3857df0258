/*
 * Lookbehinds for words that don't count after a negation: "no other witnesses", "sin testigos". Only the listed words
 * may stand between the negation and the word, because any other word starts a new thought: "no camera but a witness",
 * "I don't know the witness".
 */

const NOT =
  "(?:(?<!\\p{L})(?:no|not|never|nobody|none|without|any|zero|neither|nor|cannot|lack of|(?:do|does|did|is|was|were|have|has|had|could)nt)|n[’']t)";
const BETWEEN =
  '(?:have|has|had|see|saw|seen|find|found|leave|left|is|was|were|are|been|be|an?|any|one|else|other|additional|further|more|known|direct|actual|real|eye|independent|possible|potential|apparent|single|visible|of(?: my| our| the| them)?|to|as|(?:know(?: of)?|sure|aware) (?:if|whether)(?: an?| the| my| our)?|know of|aware of|think(?: that)?(?: an?| the| my| our)?)';
/** Goes before an English word in a pattern: excludes the word when it is negated. */
export const NOT_DENIED = `(?<!${NOT} (?:${BETWEEN} ){0,4})`;

const NO =
  '(?<!\\p{L})(?:no|sin|ni|nunca|jam[aá]s|tampoco|nadie|ning[uú]n|ninguna|desconozco|desconocemos|(?:ausencia|falta) de)';
const ENTRE =
  '(?:hay|haya|hubo|hab[ií]a|habido|hubiera|ha|han|he|existen?|existi[oó]|existieron|tengo|tenemos|tiene|ten[ií]a|ten[ií]amos|tuve|vi|vimos|encontr[eé]|encontramos|encontraron|dej[oó]|dejaron|conozco|cuento|fui|fue|fueron|soy|era|me|se|nos|un|una|unos|otr[oa]s?|m[aá]s|ning[uú]n|ninguna|alg[uú]n|alguna|algun[oa]s|posibles?|a|de|con|como|(?:s[eé] |sabemos )?(?:si|de)(?: el| la| los| las| mi| un| una| alg[uú]n)?|cre(?:o|emos) que(?: el| la| mi| un| una)?)';
/** Goes before a Spanish word in a pattern: excludes the word when it is negated. */
export const NO_NEGADO = `(?<!${NO} (?:${ENTRE} ){0,4})`;
