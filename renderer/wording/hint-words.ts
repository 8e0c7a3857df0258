import type { DangerSign } from '#shared/screening/danger-words.ts';
import { type Hint, type HintCode, isPlain, RULE_OF_HINT } from '#shared/screening/hint.ts';
import type { FactorCode } from '#shared/screening/solvability.ts';
import { TWIN } from '../model/requirements.ts';
import { say, t } from '../t.ts';

const NOTHING = {};

/** Returns what a flag says about its report. */
export const hintWords = (hint: Hint): string => say('hints', hint);

/**
 * The name of a kind of flag, independent of any report. A server of another version may send codes that are unknown
 * here.
 */
export function hintName(code: string): string {
  if (code === TWIN) return t('hints.approvedTwin');
  if (!isKnown(code)) return t('hints.unknown');
  return isPlain(code) ? say('hints', { code, params: NOTHING }) : say('hints.name', { code, params: NOTHING });
}

/** A flag in a word or two, for lists; empty if there is none. */
export const flagWord = (code: HintCode | ''): string =>
  code === '' ? '' : say('hints.word', { code, params: NOTHING });

/** Explains the rule behind a flag; empty if this version does not know the rule. */
export const ruleWords = (code: string): string =>
  isKnown(code) ? say('hints.rule', { code: RULE_OF_HINT[code], params: NOTHING }) : '';

export const factorWords = (code: FactorCode): string => say('hints.factor', { code, params: NOTHING });

export const DANGER_SIGN_WORDS: Record<DangerSign, string> = {
  in_progress: t('report.danger.in_progress'),
  threat: t('report.danger.threat'),
  self_harm: t('report.danger.self_harm'),
  weapon: t('report.danger.weapon'),
  child: t('report.danger.child'),
};

const isKnown = (code: string): code is HintCode => Object.hasOwn(RULE_OF_HINT, code);
