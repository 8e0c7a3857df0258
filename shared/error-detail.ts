import { z } from 'zod';

/** Details of an error: a code that is more specific than the error's own, with its parameters. */
export const errorDetail = z.discriminatedUnion('code', [
  z.object({
    code: z.enum([
      'cache_of_newer_version',
      'cache_before_release',
      'no_cache_key',
      'dropped_elsewhere',
      'not_a_journal',
      'own_account',
      'no_hold',
      'hold_being_lifted',
      'hold_not_being_lifted',
      'not_in_error_tray',
      'other_model',
      'others_decision',
      'own_decision',
      'own_draft',
      'draft_open_already',
      'draft_not_ready',
      'draft_changed',
      'draft_of_older_version',
      'server_address',
      'server_not_https',
      'server_not_origin',
      'no_second_factors',
      'has_second_factor',
      'model_of_other_shape',
    ]),
    params: z.object({}),
  }),
  z.object({
    code: z.enum(['settings_unreadable', 'managed_settings_open', 'no_managed_server', 'not_saved_in']),
    params: z.object({ path: z.string() }),
  }),
  z.object({
    code: z.literal('managed_settings_wrong'),
    params: z.object({ path: z.string(), field: z.string() }),
  }),
  z.object({
    code: z.enum(['proxy_gone', 'proxy_login', 'proxy_unsupported']),
    params: z.object({ proxy: z.string() }),
  }),
  z.object({ code: z.literal('proxy_refused'), params: z.object({ proxy: z.string(), status: z.int() }) }),
  z.object({ code: z.literal('wrong_key'), params: z.object({ pin: z.string() }) }),
  z.object({ code: z.literal('too_few_decisions'), params: z.object({ decisions: z.int(), least: z.int() }) }),
  z.object({ code: z.enum(['reviewed_by', 'held_by']), params: z.object({ name: z.string() }) }),
  z.object({ code: z.literal('audit_broken'), params: z.object({ row: z.int() }) }),
]);
export type ErrorDetail = z.infer<typeof errorDetail>;
