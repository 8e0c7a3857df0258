import { z } from 'zod';
import { text } from './text.ts';

const DIGITS = /^(?:0|[1-9]\d{0,15})$/;

/** An integer query parameter. Only digits are accepted, so `1e2` and an empty string are invalid. */
export const whole = (min: number, max: number) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' && DIGITS.test(value) ? Number(value) : value),
      z.int().min(min).max(max),
    )
    .meta({ type: 'integer', minimum: min, maximum: max });

/** A yes/no query parameter. */
export const flag = z
  .string()
  .regex(/^(?:true|false)$/, 'must be true or false')
  .transform((value) => value === 'true');

/** Query parameters for one page of a list. */
export const pages = {
  offset: whole(0, 1_000_000).default(0).describe('How many rows to skip.'),
  limit: whole(1, 200).default(50).describe('Maximum number of rows to return.'),
};

/** Query parameters for one page of a searchable list. */
export const listQuery = {
  text: text(100).trim().default('').describe('The text to search for.'),
  ...pages,
};
