import type { FactField } from './fact-fields.ts';

type Several = Extract<FactField, { kind: 'several' }>;

/** The choices in a stored answer, in the order of the fact table; codes from earlier versions are converted. */
export function chosenIn({ choices, older = {} }: Several, stored: string | null | undefined): string[] {
  const named = (stored ?? '').split(' ').flatMap((code) => older[code] ?? [code]);
  return Object.keys(choices).filter((code) => named.includes(code));
}

/** A pattern for stored answers with several choices. */
export function severalPattern({ choices, older = {} }: Several): RegExp {
  const code = `(?:${[...Object.keys(choices), ...Object.keys(older)].join('|')})`;
  return new RegExp(`^${code}(?: ${code})*$`);
}
