import { z } from 'zod';
import { says, saysCode } from '../field-error.ts';

/*
 * Schemas for text that comes from outside the program. Validation runs before trimming, so the patterns and lengths in
 * `/openapi.json` are exactly the ones the server enforces.
 */

/**
 * Text with `min` to `max` characters. They are counted as code points, as in JSON Schema: an emoji made of two UTF-16
 * units counts as one.
 */
export const text = (max: number, min = 0) =>
  z
    .string()
    .refine(
      (value) => value.length >= min && (value.length <= max || Array.from(value).length <= max),
      says(
        min === 0 ? { code: 'too_long', params: { most: max } } : { code: 'length', params: { least: min, most: max } },
      ),
    )
    .meta({ ...(min === 0 ? {} : { minLength: min }), maxLength: max });

/** Control characters (C0, DEL and C1) are written out because not every JSON Schema reader supports `\p{Cc}`. */
const none = (characters: string) => new RegExp(`^[^${characters}]*$`, 'u');
const NO_CONTROLS = none('\\u0000-\\u001f\\u007f-\\u009f');
/** Like `NO_CONTROLS`, but allows tabs and line breaks. */
const NO_CONTROLS_BUT_LINES = none('\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f');
const NOT_BLANK = /[^\s\ufeff]/u;

const controls = saysCode('unstorable');
const blank = saysCode('required');
const lineEnds = (value: string) => value.replace(/\r\n?/g, '\n');

/** A single line of typed text. A line break in a name could corrupt an e-mail header. */
export const line = (max: number) => text(max).regex(NO_CONTROLS, controls).trim();
export const filledLine = (max: number) => text(max).regex(NO_CONTROLS, controls).regex(NOT_BLANK, blank).trim();
/** Multi-line text; line endings become `\n`. */
export const paragraph = (max: number) => text(max).regex(NO_CONTROLS_BUT_LINES, controls).overwrite(lineEnds).trim();
export const filledParagraph = (max: number) =>
  text(max).regex(NO_CONTROLS_BUT_LINES, controls).regex(NOT_BLANK, blank).overwrite(lineEnds).trim();
