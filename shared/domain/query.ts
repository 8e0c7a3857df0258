import { z } from 'zod';
import { text } from './text.ts';

const DIGITS = /^(?:0|[1-9]\d{0,15})$/;

/** A whole number as a query brings it: its digits and nothing else, so that neither `1e2` nor nothing is a number. */
export const whole = (min: number, max: number) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' && DIGITS.test(value) ? Number(value) : value),
      z.int().min(min).max(max),
    )
    .meta({ type: 'integer', minimum: min, maximum: max });

/** Yes or no as a query brings it. */
export const flag = z
  .string()
  .regex(/^(?:true|false)$/, 'must be true or false')
  .transform((value) => value === 'true');

/** Which part of a list is wanted. */
export const pages = {
  offset: whole(0, 1_000_000).default(0).describe('How many rows to pass over.'),
  limit: whole(1, 200).default(50).describe('How many rows to answer with at most.'),
};

/** Which part of a list that can be searched. */
export const listQuery = {
  text: text(100).trim().default('').describe('What is looked for.'),
  ...pages,
};
