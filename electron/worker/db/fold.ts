/**
 * Normalizes text for comparison by removing accents, case and extra spaces, so that "Peña" and "pena" sort and search
 * alike.
 */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
