import { z } from 'zod';

/** The problem with one field: a code and its parameters. The code that displays the error generates the sentence. */
export const fieldDetail = z.discriminatedUnion('code', [
  z.object({
    code: z.enum([
      // General format errors.
      'invalid',
      'required',
      'unknown_field',
      'no_body',
      'not_utf8',
      'not_json',
      'unstorable',
      'line_break',
      'end_before_start',
      'before_1900',
      'in_future',
      'in_past',
      // Accounts and passwords.
      'one_time_code',
      'recovery_code',
      'username',
      'username_missing',
      'username_taken',
      'service_name_taken',
      'service_name',
      'display_name_missing',
      'password_uniform',
      'password_common',
      'password_of_own_name',
      'password_expected',
      'password_same',
      'password_not_asked',
      // Filing a report.
      'offense_of_other_kind',
      'notice_changed',
      'fraud_missing',
      'items_missing',
      'too_many_files',
      'file_empty',
      'file_kind',
      'file_too_large',
      'file_missing',
      'file_infected',
      // Acts by officers.
      'offense_missing',
      'right_title_missing',
      'override_cause_missing',
      'twin_cause_missing',
      'reason_missing',
      'only_after_follow_up',
      'tracking_number',
      'check_digit',
      'duplicate_missing',
      'duplicate_not_wanted',
      'duplicate_of_itself',
      'duplicate_not_found',
      'duplicate_of_this',
      'duplicate_of_other_person',
      'two_reports',
      'asked_for_nothing',
      'asked_for_unknown',
      'outcome_missing',
      'colleague_missing',
      'colleague_not_found',
      'assigned_already',
      'danger_untold',
      'danger_unanswered',
      'danger_cause_missing',
      'escalation_cause_missing',
      'note_missing',
      'message_missing',
      'correction_field_missing',
      'correction_cause_missing',
      'not_correctable',
      'value_of_other_kind',
      'same_value',
      'reopening_cause_missing',
      'upholding_cause_missing',
      // Searching all reports.
      'search_empty',
      'search_too_wide',
      // Errors in policies, models and journal files.
      'not_a_journal',
      'model_of_other_shape',
      'time_zone',
      'case_number_pattern',
      'reply_placeholder',
      'link_in_subject',
      'spam_in_part',
      'nibrs_not_wanted',
    ]),
    params: z.object({}),
  }),
  z.object({ code: z.enum(['too_long', 'too_big', 'too_many']), params: z.object({ most: z.number() }) }),
  z.object({ code: z.enum(['too_short', 'too_small', 'too_few']), params: z.object({ least: z.number() }) }),
  z.object({ code: z.literal('length'), params: z.object({ least: z.number(), most: z.number() }) }),
  z.object({ code: z.literal('wrong_type'), params: z.object({ type: z.string() }) }),
  z.object({ code: z.literal('wrong_format'), params: z.object({ format: z.string() }) }),
  z.object({ code: z.literal('not_an_option'), params: z.object({ options: z.string() }) }),
  z.object({ code: z.enum(['duplicate_of_other', 'duplicate_closed']), params: z.object({ primary: z.string() }) }),
  z.object({
    code: z.enum(['not_first_moment', 'not_last_minute']),
    params: z.object({ timeZone: z.string() }),
  }),
  z.object({ code: z.literal('twice'), params: z.object({ value: z.string() }) }),
  z.object({
    code: z.enum(['placeholder_unknown', 'placeholder_broken', 'placeholder_not_here', 'spam_without_email']),
    params: z.object({ placeholder: z.string() }),
  }),
  z.object({
    code: z.literal('letter_lacks'),
    params: z.object({ letter: z.string(), language: z.string(), name: z.string(), placeholder: z.string() }),
  }),
  z.object({ code: z.literal('reminder_too_late'), params: z.object({ replyDays: z.number() }) }),
  z.object({ code: z.enum(['must_accept', 'turns_away']), params: z.object({ rule: z.string() }) }),
  z.object({ code: z.literal('turned_away_first'), params: z.object({ n: z.number() }) }),
  z.object({ code: z.literal('none_for_kind'), params: z.object({ kind: z.string() }) }),
  z.object({ code: z.literal('not_in_policy'), params: z.object({ value: z.string() }) }),
]);
export type FieldDetail = z.infer<typeof fieldDetail>;

/** One error in one field; `path` is dotted, such as `items.0.valueCents`. */
export const fieldError = z.object({ path: z.string(), detail: fieldDetail });
export type FieldError = z.infer<typeof fieldError>;

type PlainCode = Extract<FieldDetail, { params: Record<string, never> }>['code'];

/** A field error without parameters. */
export const plainFault = (path: string, code: PlainCode): FieldError => ({ path, detail: { code, params: {} } });

/**
 * Attaches an error code to a zod check: `.refine(isGood, says({ code, params }))`. A regex check accepts only a
 * message, so the code is passed as the message: `.regex(GOOD, saysCode(code))`.
 */
export const says = (detail: FieldDetail): { params: FieldDetail } => ({ params: detail });
export const saysCode = (code: PlainCode): string => code;

/** Converts zod's issues to field errors. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), detail: detailOf(issue) }];
    return issue.keys.map((key) => plainFault([...path, key].join('.').slice(0, 200), 'unknown_field'));
  });
}

function detailOf(issue: z.core.$ZodIssue): FieldDetail {
  switch (issue.code) {
    case 'custom':
      return fieldDetail.safeParse(issue.params).data ?? invalid;
    case 'invalid_type':
      return { code: 'wrong_type', params: { type: issue.expected } };
    case 'invalid_value':
      return { code: 'not_an_option', params: { options: issue.values.map(String).join(', ') } };
    case 'invalid_format':
      return (
        fieldDetail.safeParse({ code: issue.message, params: {} }).data ?? {
          code: 'wrong_format',
          params: { format: issue.format },
        }
      );
    case 'too_big':
      return { code: TOO_MUCH[issue.origin] ?? 'too_big', params: { most: Number(issue.maximum) } };
    case 'too_small':
      return { code: TOO_LITTLE[issue.origin] ?? 'too_small', params: { least: Number(issue.minimum) } };
    // Our schemas either never produce the following issues, or the issues say too little for a more specific code.
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return invalid;
  }
}

const invalid: FieldDetail = { code: 'invalid', params: {} };
const TOO_MUCH: Readonly<Record<string, 'too_long' | 'too_many'>> = { string: 'too_long', array: 'too_many' };
const TOO_LITTLE: Readonly<Record<string, 'too_short' | 'too_few'>> = { string: 'too_short', array: 'too_few' };
