import { z } from 'zod';
import { rmsPackage } from '#shared/domain/rms-package.ts';

/**
 * Returns the content of resources/rms/p2c-report-1.schema.json: the JSON form of a package, for developers of records
 * systems.
 */
export function packageJsonSchema(): string {
  const schema = z.toJSONSchema(rmsPackage, { target: 'draft-2020-12', io: 'input' });
  const head = { $id: 'urn:p2c-review:rms:1', title: 'What P2C Review hands over to a records system, as JSON' };
  return `${JSON.stringify({ ...head, ...schema }, null, 2)}\n`;
}
