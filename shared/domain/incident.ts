import { z } from 'zod';
import { shapeOf } from './fact-shape.ts';
import { placeType } from './place-type.ts';
import { filledLine, line } from './text.ts';
import { timeframe } from './timeframe.ts';

export const item = z.object(shapeOf('items', {}));
export type Item = z.infer<typeof item>;

export const fraudFacts = z.object(shapeOf('fraud', {}));
export type FraudFacts = z.infer<typeof fraudFacts>;

/** WGS 84, degrees. */
export const point = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) });
export type Point = z.infer<typeof point>;

export const place = z.object({
  ...shapeOf('where', {
    neighborhood: line(80).nullable(),
    placeType: placeType.nullable(),
    point: point.nullable(),
  }),
  /**
   * A place type that isn't listed, as named by the program that filed the report; used only when `placeType` is
   * `other`.
   */
  placeTypeOther: filledLine(80).optional(),
});
export type Place = z.infer<typeof place>;

/** Limits for any report, regardless of how it was filed; the portal's form has lower ones. */
export const MOST_ITEMS = 200;

/** A question before the public form to which the person answered yes, in the wording that the person read. */
export const answeredYes = z.object({ code: z.string().regex(/^[a-z_]{2,40}$/), question: filledLine(500) });
export type AnsweredYes = z.infer<typeof answeredYes>;

/** The facts of an incident, apart from the reporter and the narrative. */
export const incident = z.object({
  items: z.array(item).max(MOST_ITEMS),
  fraud: fraudFacts.nullable(),
  when: timeframe,
  where: place,
  answeredYes: z
    .array(answeredYes)
    .max(30)
    .optional()
    .describe('Questions of the agency before the form whose yes is kept, by the code in its policy.'),
});
export type Incident = z.infer<typeof incident>;
