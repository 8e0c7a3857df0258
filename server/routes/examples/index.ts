import { accountExamples } from './accounts.ts';
import type { Example } from './example.ts';
import { figureExamples } from './figures.ts';
import { findExamples } from './find.ts';
import { linkExamples } from './linkage.ts';
import { policyDraftExamples } from './policy-drafts.ts';
import { processExamples } from './process.ts';
import { reportExamples } from './reports.ts';
import { reviewExamples } from './second-review.ts';
import { sessionExamples } from './sessions.ts';
import { trailExamples } from './trail.ts';
import { updateExamples } from './updates.ts';
import { workstationExamples } from './workstations.ts';

/** An example of every request and response, by endpoint name. A test checks them against their schemas. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  ...sessionExamples,
  ...reportExamples,
  ...policyDraftExamples,
  ...processExamples,
  ...linkExamples,
  ...figureExamples,
  ...accountExamples,
  ...trailExamples,
  ...reviewExamples,
  ...findExamples,
  ...updateExamples,
  ...workstationExamples,
};
