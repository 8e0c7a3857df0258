import type { ActKind } from '#shared/domain/act.ts';

/** The key of each act, as it is shown on buttons and in lists. */
export const ACT_KEYS: Record<ActKind, string> = {
  approve: 'A',
  reject: 'R',
  follow_up: 'F',
  log_call: 'L',
  note: 'N',
  assign: 'H',
  escalate: 'U',
  correct: 'M',
  return: 'T',
  uphold_appeal: 'V',
  grant_appeal: 'B',
};
