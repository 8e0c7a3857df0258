import { z } from 'zod';

export type Entry = { input: z.ZodType; output: z.ZodType };

export const nothing = z.undefined();

/** What a channel between window and main process takes and answers. */
export const entry = <Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) => ({
  input,
  output,
});
