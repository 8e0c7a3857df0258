import { RECORDS_PARTS, type RecordsPart } from '#shared/domain/records-copy.ts';
import { t } from '../t.ts';

/** Labels of the parts of a copy for the records system. */
export const RECORDS_WORDS: Record<RecordsPart, string> = {
  case_number: t('common.caseNumber'),
  tracking_number: t('common.trackingNumber'),
  offense: t('common.offense'),
  occurred: t('common.occurred'),
  reported: t('common.reported'),
  location: t('common.location'),
  reporter: t('common.reporter'),
  property: t('common.property'),
  narrative: t('common.narrative'),
};

export const recordsPartWords = (code: unknown): string => {
  const known = RECORDS_PARTS.find((one) => one === code);
  return known === undefined ? String(code) : RECORDS_WORDS[known];
};

/** Returns the code of the part with this label, ignoring case; any other text stays and is reported as an error. */
export const recordsPartTyped = (line: string): string =>
  RECORDS_PARTS.find((code) => RECORDS_WORDS[code].toLowerCase() === line.toLowerCase()) ?? line;
