import type { Random } from './random.ts';

/** One person's typing habits, which stay the same across that person's reports. */
export type Hand = {
  caps: boolean;
  lower: boolean;
  noStops: boolean;
  shorthand: boolean;
  noAccents: boolean;
  /** Typos per thousand letters. */
  slips: number;
};

export function createHand(random: Random): Hand {
  return {
    caps: random.chance(0.05),
    lower: random.chance(0.13),
    noStops: random.chance(0.12),
    shorthand: random.chance(0.2),
    noAccents: random.chance(0.5),
    slips: random.chance(0.45) ? 0 : 1 + Math.abs(random.normal()) * 5,
  };
}

const SHORTHAND: readonly (readonly [RegExp, string])[] = [
  [/\bbetween\b/gi, 'btwn'],
  [/\bapproximately\b/gi, 'approx'],
  [/\bI am\b/g, 'Im'],
  [/\bdid not\b/g, 'didnt'],
  [/\bdo not\b/g, 'dont'],
  [/\band\b/g, '&'],
  [/\byou\b/g, 'u'],
  [/\bplease\b/gi, 'pls'],
  [/\bbecause\b/gi, 'bc'],
  [/\bsomeone\b/gi, 'some1'],
  [/\bwithout\b/g, 'w/o'],
  [/\bporque\b/gi, 'pq'],
  [/\bque\b/g, 'q'],
  [/\bpara\b/g, 'pa'],
];

/** Joins sentences the way this person would. */
export function write(sentences: readonly string[], hand: Hand, random: Random): string {
  const ended = sentences.map((one) => (/[.,!?]$/.test(one) ? one : `${one}.`));
  let text = '';
  for (const sentence of ended.map((one) => one.replace(/ +(?=[.,])/g, ''))) {
    const joint = text === '' ? '' : random.chance(0.06) ? '\n' : ' ';
    text += `${joint}${sentence}`;
  }
  if (hand.shorthand)
    for (const [pattern, short] of SHORTHAND) if (random.chance(0.7)) text = text.replace(pattern, short);
  if (hand.noStops) text = text.replace(/[.,](?= |\n|$)/g, '');
  if (hand.noAccents)
    text = text
      .normalize('NFD')
      .replace(/[\u0300\u0301\u0308]/g, '')
      .normalize('NFC');
  if (hand.slips > 0) text = slip(text, hand.slips / 1000, random);
  text = text.trim();
  if (hand.caps) return text.toUpperCase();
  return hand.lower ? text.toLowerCase() : text;
}

/**
 * Introduces typos: swapped, dropped, doubled, and adjacent-key letters, the four common typing errors (F. Damerau,
 * 1964).
 */
export function slip(text: string, rate: number, random: Random): string {
  const out: string[] = [];
  let last = 0;
  // Generates the distance to the next error instead of one random number per letter.
  const gap = () => Math.floor(Math.log(1 - random.next()) / Math.log(1 - rate));
  for (let i = gap(); i < text.length - 1; i += 1 + gap()) {
    if (i < last || !/[a-z]{2}/i.test(text.slice(i, i + 2))) continue;
    out.push(text.slice(last, i));
    const here = text.charAt(i);
    switch (random.int(0, 3)) {
      case 0:
        out.push(text.charAt(i + 1), here);
        last = i + 2;
        break;
      case 1:
        last = i + 1;
        break;
      case 2:
        out.push(here, here);
        last = i + 1;
        break;
      default:
        out.push(NEIGHBOR[here.toLowerCase()] ?? here);
        last = i + 1;
    }
  }
  out.push(text.slice(last));
  return out.join('');
}

const NEIGHBOR: Readonly<Record<string, string>> = {
  a: 's',
  b: 'v',
  c: 'x',
  d: 'f',
  e: 'r',
  f: 'g',
  g: 'h',
  h: 'j',
  i: 'o',
  j: 'k',
  k: 'l',
  l: 'k',
  m: 'n',
  n: 'm',
  o: 'p',
  p: 'o',
  q: 'w',
  r: 't',
  s: 'd',
  t: 'r',
  u: 'i',
  v: 'b',
  w: 'e',
  x: 'c',
  y: 'u',
  z: 'x',
};
