import { readFile } from 'node:fs/promises';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { z } from 'zod';
import type { RmsPackage } from '#shared/domain/rms-package.ts';

export type PackageCheck = {
  /** Problems with a package, as sentences for records staff; empty when it may be sent. */
  problems: (given: RmsPackage, xml: string) => string[];
};

const codes = z.record(z.string(), z.string());
const nibrsList = z.object({ vandalism: codes, larceny: codes, lost_property: codes, fraud: codes });

/** Returns a package checker; reads the schema and the code list only once. Only this file uses the XML library. */
export async function packageCheck(schemaPath: string, nibrsPath: string): Promise<PackageCheck> {
  const nibrs = nibrsList.parse(JSON.parse(await readFile(nibrsPath, 'utf8')));
  const schema = XmlDocument.fromBuffer(await readFile(schemaPath));
  const validator = XsdValidator.fromDoc(schema);
  return {
    problems: ({ reportKind, offense }, xml) => {
      const known = nibrs[reportKind];
      const wanted = Object.keys(known).length > 0;
      const code = offense.nibrs;
      const wrongCode =
        code === null
          ? wanted
            ? ['The offense title has no NIBRS code, and this kind of report needs one.']
            : []
          : code in known
            ? []
            : [`NIBRS code ${code} is not allowed for this kind of report.`];
      return [...wrongCode, ...schemaProblems(validator, xml)];
    },
  };
}

function schemaProblems(validator: XsdValidator, xml: string): string[] {
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    return [`The package does not match its schema: ${placesOf(error)}`];
  } finally {
    document.dispose();
  }
}

/**
 * Returns the names of the invalid elements without their content; the library's own messages may include what a person
 * wrote.
 */
function placesOf(error: unknown): string {
  const { details = [] } = error as { details?: { message?: string }[] };
  const places = details.map(({ message = '' }) => /Element '\{[^}]*\}(\w+)'/.exec(message)?.[1] ?? 'report');
  return [...new Set(places)].join(', ') || 'report';
}
