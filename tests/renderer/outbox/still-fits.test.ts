import { expect, test } from 'vitest';
import type { Act } from '#shared/domain/act.ts';
import { stillFits } from '../../../renderer/outbox/still-fits.ts';
import { aReport } from '../../helpers/builders.ts';

const officer = { id: '0195706f-0000-7000-9000-000000000001', role: 'officer' } as const;
const reopen: Act = { kind: 'return', cause: 'Wrong report.', note: '' };
const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };

test('a decision that was not accepted is offered again only if the officer can still make it', () => {
  expect(stillFits({ act: approve }, aReport({ state: 'resubmitted' }), officer)).toBe(true);
  expect(stillFits({ act: approve }, aReport({ state: 'escalated' }), officer)).toBe(false);
  expect(stillFits({ act: approve }, aReport({ state: 'escalated' }), { ...officer, role: 'supervisor' })).toBe(true);
  expect(stillFits({ act: approve }, null, officer)).toBe(false);
});

test("reopening is not offered again once the decision is a colleague's", () => {
  const rejected = aReport({ state: 'rejected' });
  expect(stillFits({ act: reopen }, { ...rejected, decidedBy: officer.id }, officer)).toBe(true);
  expect(stillFits({ act: reopen }, { ...rejected, decidedBy: '0195706f-0000-7000-9000-000000000002' }, officer)).toBe(
    false,
  );
});
