import { type Hint, type HintCode, isPlain, RULE_OF_HINT } from '#shared/screening/hint.ts';
import type { FactorCode } from '#shared/screening/solvability.ts';
import { say, t } from '../t.ts';

const NOTHING = {};

/** What a hint says about the report that it stands at. */
export const hintWords = (hint: Hint): string => say('hints', hint);

/** What kind of hint it is, apart from any report. Codes that come from the server may be those of another version. */
export function hintName(code: string): string {
  if (!isKnown(code)) return t('hints.unknown');
  return isPlain(code) ? say('hints', { code, params: NOTHING }) : say('hints.name', { code, params: NOTHING });
}

/** The rule that a hint rests on; nothing where this version knows no such hint. */
export const ruleWords = (code: string): string =>
  isKnown(code) ? say('hints.rule', { code: RULE_OF_HINT[code], params: NOTHING }) : '';

export const factorWords = (code: FactorCode): string => say('hints.factor', { code, params: NOTHING });

const isKnown = (code: string): code is HintCode => Object.hasOwn(RULE_OF_HINT, code);
