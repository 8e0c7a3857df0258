import { z } from 'zod';
import { duplicateReason, hypothesis } from './duplicate.ts';
import { instant, uuid } from './ids.ts';

/** How well a model classifies the pairs that officers decided about, at a given probability threshold. */
const quality = z.object({
  threshold: z.number(),
  found: z.int().describe('Pairs that the model calls duplicates.'),
  precision: z.number().describe('Share of these that officers call one incident.'),
  recall: z.number().describe('Share of the pairs officers call one incident that were found.'),
  f1: z.number(),
});
export type FitQuality = z.infer<typeof quality>;

const weightRow = z.object({
  hypothesis,
  ...duplicateReason,
  old: z.number().describe('Bits in the active model.'),
  next: z.number().describe('Bits in the fitted model.'),
});
export type FitWeight = z.infer<typeof weightRow>;

/** A model fitted to officers' decisions but not yet in use, and the model that it was derived from. */
export const linkFit = z.object({
  id: uuid,
  at: instant,
  by: z.string(),
  basedOn: z.int().describe('Version of the model that was active; 0 is the one that ships with the application.'),
  decisions: z.int(),
  same: z.int().describe('How many of the decisions call both reports one incident.'),
  old: z.array(quality).describe('The active model at each probability threshold.'),
  next: z.array(quality).describe('A newly fitted model, on decisions not used in its fit (five folds).'),
  weights: z.array(weightRow),
});
export type LinkFit = z.infer<typeof linkFit>;

export const linkVersion = z.object({
  version: z.int().describe('0 is the model that ships with the application.'),
  at: instant.nullable(),
  by: z.string().nullable().describe('Who activated it; null if unknown.'),
});
export type LinkVersion = z.infer<typeof linkVersion>;

export const linkFitting = z.object({
  decisions: z.int().describe('Current decisions of officers about pairs of which both reports are still kept.'),
  needed: z.int().describe('How many decisions a fit needs.'),
  versions: z.array(linkVersion).min(1).describe('The versions that were active, current one first, at most 20.'),
  fit: linkFit.nullable().describe('The last fit; null if there is none for the active version.'),
});
export type LinkFitting = z.infer<typeof linkFitting>;

/** The model to put into use: a fitted one (`fit`), or an earlier version. */
export const linkPublication = z.union([
  z.strictObject({ fit: uuid }),
  z.strictObject({ version: z.int().min(0).max(1_000_000) }),
]);
export type LinkPublication = z.infer<typeof linkPublication>;
