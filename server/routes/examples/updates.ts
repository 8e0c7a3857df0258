import { answers, type Example, sends } from './example.ts';

const MANIFEST =
  '{"channel":"stable","expires":"2026-09-07T14:00:00.000Z","files":[{"arch":"x64","kind":"nsis","name":"p2c-review-1.2.3.exe","platform":"win32","sha512":"' +
  `${'A'.repeat(86)}==","size":104857600}],"floor":"1.1.0","format":1,"issued":"2026-03-07T14:00:00.000Z","notes":{"en":"Saved replies."},"product":"us.p2c-review.desk","sequence":12,"severity":"high","version":"1.2.3"}`;
const signature = (by: string) => ({ by, key: `${'B'.repeat(43)}=`, signature: `${'C'.repeat(86)}==` });

export const updateExamples: Record<string, Example> = {
  updateOffer: {
    ...answers({
      release: { manifest: MANIFEST, signatures: [signature('vendor'), signature('agency')] },
      offer: 'at_quit',
      later: false,
      floor: { manifest: MANIFEST, signatures: [signature('vendor'), signature('agency')] },
    }),
  },
  releases: answers({
    rows: [
      {
        version: '1.2.3',
        channel: 'stable',
        severity: 'high',
        floor: '1.1.0',
        publishedAt: '2026-03-07T14:00:00.000Z',
        state: 'out',
        share: 25,
        window: { from: '22:00', to: '05:00' },
        replaced: false,
        workstations: 74,
      },
    ],
  }),
  changeRelease: sends({ version: '1.2.3', change: { state: 'paused' } }),
};
