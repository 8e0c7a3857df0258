import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXAMPLE } from '#server/set-up/agency-file.ts';

/** Names of Hartford, its state, laws or phone numbers, which must not appear at any other city. */
export const FOREIGN = /hartford|connecticut|C\.G\.S\.|53a-|\b860-/i;

/** Writes the setup file of a city that is not Hartford, in another state; returns its path. */
export function writeSpringfield(folder: string): string {
  const file = join(folder, 'agency.json');
  const here = fileURLToPath(new URL('../server/set-up/springfield/', import.meta.url));
  const { boundary, neighborhoods, streets } = EXAMPLE;
  const agency = {
    ...EXAMPLE,
    boundary: join(here, boundary),
    neighborhoods: join(here, neighborhoods),
    streets: join(here, streets),
    holidays: [...EXAMPLE.holidays, '2028-01-01'],
    limits: { confirmEmail: false },
  };
  writeFileSync(file, JSON.stringify(agency));
  return file;
}
