import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const pair = z.tuple([z.number(), z.number()]);
const boundaryFile = z.object({ ring: z.array(pair).min(4) });
const street = z.object({
  name: z.string().min(1),
  neighborhood: z.string().min(1),
  zip: z.string().regex(/^\d{5}$/),
  low: z.int().min(1),
  high: z.int(),
  weight: z.number().positive(),
  line: z.tuple([pair, pair]),
});
const streetFile = z.object({ streets: z.array(street).min(1) });
const nameFile = z.object({ names: z.array(z.tuple([z.string().min(1), z.number().min(0)])).min(1) });

export type Street = z.infer<typeof street>;
export type Names = readonly (readonly [name: string, percent: number])[];

/** The city data that demo reports need: places and people. */
export type DemoWorld = {
  boundary: readonly (readonly [number, number])[];
  streets: readonly Street[];
  surnames: Names;
  givenFemale: Names;
  givenMale: Names;
  spanishSurnames: Names;
  spanishFemale: Names;
  spanishMale: Names;
};

/**
 * Reads the assets of the demo city.
 * @param folder the resources folder
 * @throws ZodError when a file is invalid, or the file system's error when one is missing.
 */
export async function readDemoWorld(folder: string): Promise<DemoWorld> {
  const read = async <T>(name: string, schema: z.ZodType<T>): Promise<T> =>
    schema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
  const names = async (name: string) => (await read(`names/${name}.json`, nameFile)).names;
  return {
    boundary: (await read('hartford/boundary.json', boundaryFile)).ring,
    streets: (await read('hartford/streets.json', streetFile)).streets,
    surnames: await names('surnames'),
    givenFemale: await names('given-female'),
    givenMale: await names('given-male'),
    spanishSurnames: await names('spanish-surnames'),
    spanishFemale: await names('spanish-given-female'),
    spanishMale: await names('spanish-given-male'),
  };
}
