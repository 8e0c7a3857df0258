import { z } from 'zod';

export type Entry = { input: z.ZodType; output: z.ZodType };

export const nothing = z.undefined();

/** The input and output of a channel between window and main process. */
export const entry = <Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) => ({
  input,
  output,
});
