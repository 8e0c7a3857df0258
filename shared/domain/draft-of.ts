import type { Act } from './act.ts';
import type { Draft } from './draft.ts';
import { typedValue } from './typed-value.ts';

/** Converts an act back to the form it came from, so that the officer can decide again. */
export function draftOf(act: Act): Draft {
  const empty: Draft = {
    offenseCode: null,
    reasonCode: null,
    duplicateOf: '',
    missing: [],
    outcome: null,
    note: act.note,
  };
  switch (act.kind) {
    case 'approve':
      return {
        ...empty,
        offenseCode: act.offenseCode,
        ...(act.anyway && { anyway: Object.fromEntries(act.anyway.map(({ hint, because }) => [hint, because])) }),
      };
    case 'reject':
      return {
        ...empty,
        reasonCode: act.reasonCode,
        duplicateOf: act.duplicateOf ?? '',
        ...(act.rightOffense !== undefined && { rightOffense: act.rightOffense }),
      };
    case 'follow_up':
      return { ...empty, missing: act.missing, ...(act.question !== undefined && { question: act.question }) };
    case 'log_call':
      return { ...empty, outcome: act.outcome };
    case 'message':
      return { ...empty, ...(act.files !== undefined && { files: act.files }) };
    case 'escalate':
    case 'note':
    case 'uphold_appeal':
    case 'grant_appeal':
      return empty;
    case 'return':
      return { ...empty, cause: act.cause, ...(act.notDuplicate === true ? { notDuplicate: true } : {}) };
    case 'assign':
      return { ...empty, to: act.to };
    case 'correct':
      return { ...empty, field: act.field, value: typedValue(act.field, act.value) };
  }
}
