import type { ReportKind } from '../domain/report.ts';

export type WordRule = {
  code: string;
  /** Null means every kind. */
  kinds: readonly ReportKind[] | null;
  pattern: RegExp;
  text: string;
  rule: string;
};

const SUSPECT = 'Requirement (2): no suspect information or evidence that raises solvability';
const KIND = 'Requirement (3): one of the four kinds of report';

/** Words in the narrative, English and Spanish, that send a report to an officer in person. */
export const WORD_RULES: readonly WordRule[] = [
  {
    code: 'suspect_named',
    kinds: null,
    pattern:
      /\b(i know who|my (ex|neighbou?r|roommate|cousin|boyfriend|girlfriend|landlord|coworker)[\w' -]{0,20} (did|took|stole|broke)|his name is|her name is|s[eé] qui[eé]n fue|mi (ex|vecin[oa]|prim[oa]) (lo|la|me))\b/i,
    text: 'The person seems to know who did it.',
    rule: SUSPECT,
  },
  {
    code: 'camera',
    kinds: null,
    pattern: /\b(camera|video|footage|doorbell|ring cam|surveillance|c[aá]mara|grabaci[oó]n)\b/i,
    text: 'A camera or a recording is mentioned.',
    rule: SUSPECT,
  },
  {
    code: 'device_location',
    kinds: null,
    pattern: /\b(air ?tag|find my|tracking it|gps (shows|says)|shows it (is )?at|localizador)\b/i,
    text: 'A device seems to report where the property is.',
    rule: SUSPECT,
  },
  {
    code: 'plate',
    kinds: null,
    pattern: /\b(licen[sc]e plate|plate number|placa)\b/i,
    text: 'A license plate is mentioned.',
    rule: SUSPECT,
  },
  {
    code: 'force',
    kinds: ['larceny', 'vandalism'],
    pattern:
      /\b(gun|knife|pushed me|hit me|punched|threatened|robbed me|pistola|cuchillo|me (empuj|golpe|amenaz)\w*)\b/i,
    text: 'Force or a threat is mentioned: that would be robbery (120) or assault.',
    rule: KIND,
  },
  {
    code: 'entry',
    kinds: ['larceny', 'vandalism'],
    pattern:
      /\b(broke into (my|our|the) (house|apartment|home|garage)|forced (the|my) (door|window)|entraron (a|en) mi (casa|apartamento))\b/i,
    text: 'Entry into a home is mentioned: that would be burglary (220).',
    rule: KIND,
  },
  {
    code: 'fire_or_bias',
    kinds: ['vandalism'],
    pattern: /\b(set (it )?on fire|burn(ed|t)|arson|swastika|slur|hate|incendi\w+|esv[aá]stica)\b/i,
    text: 'Fire or a sign of bias is mentioned: arson (200) or a hate crime.',
    rule: KIND,
  },
  {
    code: 'stolen_vehicle',
    kinds: ['larceny'],
    pattern:
      /\b((my|our) (car|truck|motorcycle|suv|van) (was|is|got) (stolen|gone|missing)|me robaron (el|mi) (carro|coche|auto))\b/i,
    text: 'A stolen vehicle (240) is mentioned.',
    rule: KIND,
  },
  {
    code: 'firearm_or_drugs',
    kinds: null,
    pattern: /\b(firearm|rifle|handgun|ammunition|oxycodone|adderall|prescription|arma de fuego)\b/i,
    text: 'A firearm or prescription drugs are mentioned.',
    rule: KIND,
  },
];
