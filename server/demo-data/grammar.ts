import type { Random } from './random.ts';

type Node = string | { slot: string } | { choices: readonly Phrase[] };
/** A parsed template with `[this|that|]` choices, which may be nested, and `{slots}`. */
export type Phrase = readonly Node[];
/** The parts of a narrative in order. Each part appears with its probability, as one of its phrases. */
export type Plan = readonly (readonly [probability: number, phrases: readonly Phrase[]])[];
export type Slots = Readonly<Record<string, string>>;

/** @throws SyntaxError when brackets do not match, which means that one of our own templates is wrong. */
export function phrase(text: string): Phrase {
  let at = 0;
  const read = (inside: boolean): Phrase[] => {
    const choices: Node[][] = [[]];
    let plain = '';
    const flush = () => {
      if (plain !== '') choices.at(-1)?.push(plain);
      plain = '';
    };
    while (at < text.length) {
      const sign = text.charAt(at++);
      if (sign === '[') {
        flush();
        choices.at(-1)?.push({ choices: read(true) });
      } else if (sign === '{') {
        flush();
        const end = text.indexOf('}', at);
        if (end < 0) throw new SyntaxError(`unclosed brace in: ${text}`);
        choices.at(-1)?.push({ slot: text.slice(at, end) });
        at = end + 1;
      } else if (inside && sign === '|') {
        flush();
        choices.push([]);
      } else if (inside && sign === ']') {
        flush();
        return choices;
      } else plain += sign;
    }
    if (inside) throw new SyntaxError(`unclosed bracket in: ${text}`);
    flush();
    return choices;
  };
  return read(false)[0] ?? [];
}

export const phrases = (...texts: readonly string[]): readonly Phrase[] => texts.map(phrase);

/** @throws RangeError when a slot has no value because the scene and its phrases don't match. */
export function say(what: Phrase, random: Random, slots: Slots): string {
  let text = '';
  for (const node of what) {
    if (typeof node === 'string') text += node;
    else if ('slot' in node) {
      const value = slots[node.slot];
      if (value === undefined) throw new RangeError(`no value for {${node.slot}}`);
      text += value;
    } else text += say(random.pick(node.choices), random, slots);
  }
  return text;
}

/** Generates one or more sentences for every part that is picked, in order. */
export function tell(plan: Plan, random: Random, slots: Slots): string[] {
  const sentences: string[] = [];
  for (const [probability, choices] of plan) {
    if (!random.chance(probability)) continue;
    const sentence = say(random.pick(choices), random, slots).replace(/ {2,}/g, ' ').trim();
    if (sentence !== '') sentences.push(sentence.charAt(0).toUpperCase() + sentence.slice(1));
  }
  return sentences;
}

/** Counts the different texts that a plan can produce, ignoring the contents of slots. */
export function countTexts(plan: Plan): number {
  const ofPhrase = (one: Phrase): number =>
    one.reduce((product, node) => product * (typeof node === 'object' && 'choices' in node ? sum(node.choices) : 1), 1);
  const sum = (all: readonly Phrase[]): number => all.reduce((total, one) => total + ofPhrase(one), 0);
  return plan.reduce((product, [probability, all]) => product * (sum(all) + (probability < 1 ? 1 : 0)), 1);
}
