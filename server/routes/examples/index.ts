import { accountExamples } from './accounts.ts';
import type { Example } from './example.ts';
import { figureExamples } from './figures.ts';
import { linkExamples } from './linkage.ts';
import { processExamples } from './process.ts';
import { reportExamples } from './reports.ts';
import { sessionExamples } from './sessions.ts';

/** An example of every request and response, by endpoint name. A test checks them against their schemas. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  ...sessionExamples,
  ...reportExamples,
  ...processExamples,
  ...linkExamples,
  ...figureExamples,
  ...accountExamples,
};
