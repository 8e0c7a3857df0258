const PARTS: Readonly<Record<string, string>> = {
  who: 'Person',
  actsFor: 'Acts for',
  items: 'Item',
  fraud: 'Fraud',
  when: 'Time',
  from: 'from',
  to: 'to',
  where: 'Place',
  how: 'Narrative',
  email: 'e-mail',
  valueCents: 'value',
  amountCents: 'amount',
  birthDate: 'date of birth',
};

/** What a place in the facts is called: `items.0.serialNumber` is "Item 1, serial number". */
export function fieldWords(path: string): string {
  const words: string[] = [];
  for (const part of path.split('.')) {
    if (/^\d+$/.test(part)) words.push(`${words.pop() ?? ''} ${Number(part) + 1}`.trim());
    else words.push(PARTS[part] ?? part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
  }
  return words.join(', ');
}

/** A value of the facts as a person would write it. */
export function valueWords(path: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' && path.endsWith('Cents')) return `$${(value / 100).toFixed(2)}`;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
