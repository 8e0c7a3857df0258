import { describe, expect, it } from 'vitest';
import { REPORT_KINDS } from '#shared/domain/report.ts';
import { WORD_RULES } from '#shared/screening/rules.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();

describe('the policy that an agency begins with', () => {
  it('has the offense titles of the four kinds with their NIBRS codes, and never 280', () => {
    const codes = (kind: string) => policy.offenses.filter((one) => one.kind === kind).map((one) => one.nibrs);
    expect(codes('vandalism')).toEqual(['290']);
    expect(codes('larceny')).toEqual(['23A', '23B', '23C', '23D', '23E', '23F', '23G', '23H']);
    expect(codes('lost_property')).toEqual([null]);
    expect(codes('fraud')).toEqual(['26F', '26B', '26A', '26C', '26E', '26G', '250']);
  });

  it('has the eight reasons, of which one names the repeated report and one comes only after a follow-up', () => {
    expect(policy.reasons.map((one) => one.code)).toEqual([
      'duplicate',
      'wrong_offense_title',
      'outside_hartford',
      'suspect_or_evidence',
      'not_eligible_kind',
      'insufficient_information',
      'withdrawn_by_person',
      'false_or_test',
    ]);
    expect(policy.reasons.filter((one) => one.needsDuplicateOf).map((one) => one.code)).toEqual(['duplicate']);
    expect(policy.reasons.filter((one) => one.onlyAfterFollowUp).map((one) => one.code)).toEqual([
      'insufficient_information',
    ]);
  });

  it('gives each code once, and names only hints that exist', () => {
    for (const list of [policy.offenses, policy.reasons, policy.missingItems]) {
      const codes = list.map((one) => one.code);
      expect(new Set(codes).size).toBe(codes.length);
    }
    const known = [
      'outside_point',
      'outside_address',
      'no_serial',
      'minor',
      'value_ceiling',
      ...WORD_RULES.map((rule) => rule.code),
    ];
    for (const reason of policy.reasons) expect(known).toEqual(expect.arrayContaining(reason.hints));
  });

  it('can ask something about each kind', () => {
    for (const kind of REPORT_KINDS) {
      expect(policy.missingItems.filter((one) => one.kinds.includes(kind)).length).toBeGreaterThan(4);
    }
  });

  it('warns of false statements in both languages and says that it is no advice', () => {
    expect(policy.notice.text.en).toMatch(/53a-180c.*53a-157b.*not legal advice/);
    expect(policy.notice.text.es).toMatch(/53a-180c.*53a-157b.*no constituye asesoramiento legal/);
    expect(policy.notice.text.en).not.toMatch(/53a-180(?!c)/);
  });
});
