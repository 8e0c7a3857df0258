import { z } from 'zod';
import { instant } from '../domain/ids.ts';

/**
 * The rule behind each flag. Never reuse a code for a different flag: workstations and the server store officers'
 * feedback by code.
 */
export const RULE_OF_HINT = {
  outside_point: 'in_city',
  outside_address: 'in_city',
  suspect_named: 'no_suspect',
  camera: 'no_suspect',
  device_location: 'no_suspect',
  plate: 'no_suspect',
  physical_evidence: 'no_suspect',
  force: 'online_kind',
  entry: 'online_kind',
  fire_or_bias: 'online_kind',
  stolen_vehicle: 'online_kind',
  accident: 'online_kind',
  firearm_or_drugs: 'online_kind',
  danger: 'online_kind',
  domestic: 'online_kind',
  order_violated: 'must_accept',
  reads_as_larceny: 'right_title',
  reads_as_lost: 'right_title',
  reads_as_damage: 'right_title',
  reads_as_fraud: 'right_title',
  time_ahead: 'exact_time',
  time_long_ago: 'exact_time',
  time_span: 'exact_time',
  value_high: 'provable_value',
  value_zero: 'provable_value',
  no_serial: 'serial_number',
  minor: 'minimum_age',
  value_ceiling: 'value_limit',
} as const;

export type HintCode = keyof typeof RULE_OF_HINT;
/** Flags with parameters: values from the report or from the agency's settings. */
export const NAMING_CODES = ['outside_address', 'no_serial', 'minor', 'value_ceiling'] as const satisfies HintCode[];
type NamingCode = (typeof NAMING_CODES)[number];
/** Flags without parameters. */
export type PlainHintCode = Exclude<HintCode, NamingCode>;

export const isPlain = (code: HintCode): code is PlainHintCode => !(NAMING_CODES as readonly string[]).includes(code);
export const HINT_CODES = Object.keys(RULE_OF_HINT) as HintCode[];

/** Where the reporter wrote words that a flag goes by. */
const PLACES = ['form', 'answer', 'reply', 'message', 'addition', 'appeal', 'duplicate'] as const;

/** One place that a flag was read in, and the words there. `at` is null where no time is known. */
const reading = z.object({ place: z.enum(PLACES), at: instant.nullable(), words: z.string() });
export type Reading = z.infer<typeof reading>;

/** Oldest first; absent when the flag goes by a value, such as a date, instead of by words. */
const read = { readings: z.array(reading).optional() };

/** A flag for an officer to check. It never decides anything. The code that displays the flag generates its text. */
export const hint = z.discriminatedUnion('code', [
  z.object({ code: z.enum(HINT_CODES.filter(isPlain)), params: z.object({}), ...read }),
  z.object({ code: z.literal('outside_address'), params: z.object({ town: z.string() }), ...read }),
  z.object({ code: z.literal('no_serial'), params: z.object({ items: z.int() }), ...read }),
  z.object({ code: z.literal('minor'), params: z.object({ age: z.int() }), ...read }),
  z.object({ code: z.literal('value_ceiling'), params: z.object({ dollars: z.int() }), ...read }),
]);
export type Hint = z.infer<typeof hint>;
