import { z } from 'zod';
import { instant, uuid } from './ids.ts';
import { hypothesis, repeatReason } from './repeat.ts';

/** How well a model classifies pairs that officers decided about, above a probability threshold. */
const quality = z.object({
  threshold: z.number(),
  found: z.int().describe('Pairs that it calls repeats.'),
  precision: z.number().describe('Share of them that officers call one incident.'),
  recall: z.number().describe('Share of what officers call one incident that is among them.'),
  f1: z.number(),
});
export type FitQuality = z.infer<typeof quality>;

const weightRow = z.object({
  hypothesis,
  ...repeatReason,
  old: z.number().describe('Bits, by the model in force.'),
  next: z.number().describe('Bits, by the fitted one.'),
});
export type FitWeight = z.infer<typeof weightRow>;

/** A model fitted to officers' decisions but not yet in force, with the one it was fitted from. */
export const linkFit = z.object({
  id: uuid,
  at: instant,
  by: z.string(),
  basedOn: z.int().describe('Version of the model that was in force; 0 is the one that ships.'),
  decisions: z.int(),
  same: z.int().describe('How many of the decisions say that both reports are one incident.'),
  old: z.array(quality).describe('The model in force, from each of the probabilities on.'),
  next: z.array(quality).describe('One fitted anew, on decisions that its fit has not seen (five folds).'),
  weights: z.array(weightRow),
});
export type LinkFit = z.infer<typeof linkFit>;

export const linkVersion = z.object({
  version: z.int().describe('0 is the model that ships.'),
  at: instant.nullable(),
  by: z.string().nullable().describe('Who put it in force; null where that is not known.'),
});
export type LinkVersion = z.infer<typeof linkVersion>;

export const linkFitting = z.object({
  decisions: z.int().describe('Decisions of officers about pairs of reports that stand and that both are kept of.'),
  needed: z.int().describe('From how many on a model is fitted.'),
  versions: z.array(linkVersion).min(1).describe('Those that were in force, the present one first, at most 20.'),
  fit: linkFit.nullable().describe('The last one fitted; null where there is none to the version in force.'),
});
export type LinkFitting = z.infer<typeof linkFitting>;

/** Which model to put in force: the fitted one, or an earlier one again. */
export const linkPublication = z.union([
  z.strictObject({ fit: uuid }),
  z.strictObject({ version: z.int().min(0).max(1_000_000) }),
]);
export type LinkPublication = z.infer<typeof linkPublication>;
