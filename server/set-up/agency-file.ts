import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { accountName } from '#shared/domain/account.ts';
import { policy } from '#shared/domain/policy.ts';
import { filledLine } from '#shared/domain/text.ts';
import { fieldErrors } from '#shared/field-error.ts';
import { fieldLine } from '../error-words.ts';
import { StartError } from '../start-error.ts';
import { readBounded } from './read-bounded.ts';

const { shape } = policy;
const phone = z.string().regex(/^[0-9()+.\- ]{7,40}$/, 'must be a phone number, such as 413-555-0100');
const path = z.string().min(1).max(500);

/**
 * The input of `p2c-server init`: what differs from city to city, and any policy texts that the agency writes itself.
 */
export const agencyFile = z.strictObject({
  agency: z.strictObject({
    name: filledLine(120),
    city: filledLine(80),
    state: z.string().regex(/^[A-Z]{2}$/, 'must be a two-letter state abbreviation in capitals, such as MA'),
    dispatchPhone: phone,
    reviewPhone: phone,
    timeZone: filledLine(60),
    language: shape.agency.shape.language,
  }),
  /** GeoJSON files, and a list of street names; paths are relative to this file. */
  boundary: path,
  neighborhoods: path.optional(),
  streets: path.optional(),
  danger: shape.danger.unwrap().optional(),
  holidays: z.array(z.iso.date()).min(1).max(400),
  otherPolice: shape.otherPolice,
  notice: shape.notice.optional(),
  offenses: shape.offenses.optional(),
  reasons: shape.reasons.optional(),
  screening: shape.screening.optional(),
  mustAccept: z.array(shape.mustAccept.unwrap().element).max(30).optional(),
  missingItems: shape.missingItems.optional(),
  notices: z.array(shape.notices.unwrap().element).max(30).optional(),
  caseNumbers: z.strictObject({ pattern: z.string().max(40) }).optional(),
  limits: z.record(z.string(), z.unknown()).optional(),
  times: z.record(z.string(), z.unknown()).optional(),
  retention: z.array(shape.retention.unwrap().element).max(60).optional(),
  administrator: z.strictObject({ name: accountName, display: filledLine(120) }),
});
export type AgencyFile = z.infer<typeof agencyFile>;

/** @throws StartError that lists everything that is wrong. Paths in the result are absolute. */
export async function readAgencyFile(file: string): Promise<AgencyFile> {
  const text = await readBounded(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new StartError(`${file} is not JSON: ${(error as Error).message}`, 1);
  }
  return checkedAgency(value, file, dirname(resolve(file)));
}

export function checkedAgency(value: unknown, where: string, folder: string): AgencyFile {
  const parsed = agencyFile.safeParse(value);
  if (!parsed.success) throw new StartError(`${where} cannot be used:\n${linesOf(parsed.error).join('\n')}`, 1);
  const { boundary, neighborhoods, streets, ...rest } = parsed.data;
  const at = (name: string) => resolve(folder, name);
  return {
    ...rest,
    boundary: at(boundary),
    ...(neighborhoods === undefined ? {} : { neighborhoods: at(neighborhoods) }),
    ...(streets === undefined ? {} : { streets: at(streets) }),
  };
}

/** Returns one line per error. The schema's own messages, if any, say more than error codes. */
export const linesOf = (error: z.ZodError): string[] =>
  error.issues.map((issue) =>
    issue.code === 'invalid_format' && issue.message.startsWith('must be')
      ? `${issue.path.join('.')}: ${issue.message}`
      : fieldErrors(new z.ZodError([issue]))
          .map(fieldLine)
          .join('\n'),
  );

/** An example to fill in, for a fictional city. */
export const EXAMPLE = {
  agency: {
    name: 'Springfield Police Department',
    city: 'Springfield',
    state: 'MA',
    dispatchPhone: '413-555-0100',
    reviewPhone: '413-555-0123',
    timeZone: 'America/New_York',
    language: 'en',
  },
  boundary: 'boundary.geojson',
  neighborhoods: 'neighborhoods.geojson',
  streets: 'streets.txt',
  danger: { to: ['dispatch@springfield.example'], againMinutes: 10 },
  holidays: ['2026-12-25', '2027-01-01', '2027-05-31', '2027-07-05', '2027-09-06', '2027-11-25'],
  otherPolice: [{ town: 'Shelbyville', name: 'Shelbyville Police Department', phone: null }],
  notice: {
    version: '2026-1',
    text: {
      en: 'Please report only what is true to the best of your knowledge. Making a false report to the police is a crime.',
      es: 'Por favor, reporte únicamente lo que, según su leal saber y entender, sea cierto. Hacer un reporte falso a la policía es un delito.',
    },
  },
  mustAccept: [],
  notices: [],
  administrator: { name: 'admin', display: 'First administrator' },
} as const;
