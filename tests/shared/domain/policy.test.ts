import { describe, expect, it } from 'vitest';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import { policy as policySchema } from '#shared/domain/policy.ts';
import { WORD_RULES } from '#shared/screening/rules.ts';
import { WRONG_KINDS } from '#shared/screening/wrong-kind.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();

describe('a policy that an agency published before a letter or a rule existed', () => {
  it('is still valid, and gets the wording that the product comes with', () => {
    const { added: _, ...letters } = policy.letters;
    const { notices: __, ...rest } = policy;
    const older = policySchema.parse({ ...rest, letters });
    expect(older.letters.added.en?.paragraphs.length).toBeGreaterThan(2);
    expect(older.notices).toEqual([]);
  });
});

describe('the policy an agency starts with', () => {
  it('has the offense titles of the four kinds with their NIBRS codes, and never 280', () => {
    const codes = (kind: string) => policy.offenses.filter((one) => one.kind === kind).map((one) => one.nibrs);
    expect(codes('vandalism')).toEqual(['290']);
    expect(codes('larceny')).toEqual(['23A', '23B', '23C', '23D', '23E', '23F', '23G', '23H']);
    expect(codes('lost_property')).toEqual([null]);
    expect(codes('fraud')).toEqual(['26F', '26B', '26A', '26C', '26E', '26G', '250']);
  });

  it('has these reasons: one names the duplicated report and one is only for use after a follow-up', () => {
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

  it('reminds on days 5 and 10, closes on day 15, calls after 21 days and promises a decision in 1 to 5 business days', () => {
    const { limits, times } = policy;
    expect([times.reminderDays, limits.replyDays, times.courtesyDays]).toEqual([[5, 10], 15, 21]);
    expect(limits.promiseDays).toBeGreaterThanOrEqual(1);
    expect(limits.promiseDays).toBeLessThanOrEqual(5);
    expect(policy.agency.timeZone).toBe('America/New_York');
  });

  it('requires age 17, sets no value limit, and also accepts a fraud whose victim lives in the city', () => {
    const { minimumAge, valueCeilingCents, fraudPlace, confirmEmail } = policy.limits;
    expect({ minimumAge, valueCeilingCents, fraudPlace, confirmEmail }).toEqual({
      minimumAge: 17,
      valueCeilingCents: null,
      fraudPlace: 'occurred_or_resident',
      confirmEmail: true,
    });
  });

  it('warns at each title that has a pitfall: what is robbery, burglary, arson, a stolen vehicle or a hate crime', () => {
    const trap = (nibrs: string | null) => policy.offenses.find((one) => one.nibrs === nibrs)?.trap?.en ?? '';
    for (const [nibrs, words] of [
      ['290', /arson \(200\).*hate crime/],
      ['23A', /robbery \(120\)/],
      ['23B', /robbery \(120\)/],
      ['23D', /burglary \(220\)/],
      ['23F', /240/],
      ['23G', /240/],
      ['23H', /Not for .* \(280\)/],
      ['26F', /lives in the city/],
      [null, /no NIBRS code/],
    ] as const) {
      expect(trap(nibrs)).toMatch(words);
    }
  });

  it('gives every reason the rule it is based on and what the reporter can do next, in both languages', () => {
    for (const { rule, text, action } of policy.reasons) {
      expect(Math.min(rule.en?.length ?? 0, rule.es?.length ?? 0)).toBeGreaterThan(20);
      for (const said of [text, action])
        expect(Math.min(said.en?.length ?? 0, said.es?.length ?? 0)).toBeGreaterThan(40);
    }
    const byCode = (code: string) => policy.reasons.find((one) => one.code === code);
    expect(byCode('wrong_offense_title')?.action.en).toContain('{new_report}');
    expect(byCode('suspect_or_evidence')?.action.en).toContain('{dispatch_phone}');
    expect([1, 2, 3].map((at) => policy.reasons.some(({ rule }) => rule.en?.includes(`requirement (${at})`)))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('has everything that officers read in both languages', () => {
    const read = [
      ...policy.offenses.flatMap(({ title, trap }) => (trap === null ? [title] : [title, trap])),
      ...policy.reasons.flatMap(({ title, rule }) => [title, rule]),
      ...policy.missingItems.map(({ title }) => title),
      ...policy.sentences.map(({ title }) => title),
    ];
    for (const text of read) {
      expect(text).toEqual({ en: expect.stringMatching(/\S/), es: expect.stringMatching(/\S/) });
      expect(text.es).not.toBe(text.en);
    }
  });

  it('uses each code once, and names only flags that exist', () => {
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
      ...WRONG_KINDS.map((rule) => rule.code),
    ];
    for (const reason of policy.reasons) expect(known).toEqual(expect.arrayContaining(reason.hints));
  });

  it('has something to ask about each kind', () => {
    for (const kind of REPORT_KINDS) {
      expect(policy.missingItems.filter((one) => one.kinds.includes(kind)).length).toBeGreaterThan(4);
    }
  });

  it('warns about false statements in both languages and says it is not legal advice', () => {
    expect(policy.notice.text.en).toMatch(/53a-180c.*53a-157b.*not legal advice/);
    expect(policy.notice.text.es).toMatch(/53a-180c.*53a-157b.*no constituye asesoramiento legal/);
    expect(policy.notice.text.en).not.toMatch(/53a-180(?!c)/);
  });
});
