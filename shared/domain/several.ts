import type { FactField } from './fact-fields.ts';

type Several = Extract<FactField, { kind: 'several' }>;

/** The choices that a stored answer names, in the order of the fact table; those of an earlier version, as what they mean. */
export function chosenIn({ choices, older = {} }: Several, stored: string | null | undefined): string[] {
  const named = (stored ?? '').split(' ').flatMap((code) => older[code] ?? [code]);
  return Object.keys(choices).filter((code) => named.includes(code));
}

/** What an answer with several choices looks like when it is stored. */
export function severalPattern({ choices, older = {} }: Several): RegExp {
  const code = `(?:${[...Object.keys(choices), ...Object.keys(older)].join('|')})`;
  return new RegExp(`^${code}(?: ${code})*$`);
}
