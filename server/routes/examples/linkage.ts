import { answers, type Example, ids, sends } from './example.ts';

const FIT = {
  id: ids.fit,
  at: '2026-03-07T14:00:00.000Z',
  by: 'IT Administrator',
  basedOn: 0,
  decisions: 412,
  same: 160,
  old: [{ threshold: 0.5, found: 171, precision: 0.906, recall: 0.969, f1: 0.937 }],
  next: [{ threshold: 0.5, found: 166, precision: 0.946, recall: 0.981, f1: 0.963 }],
  weights: [
    {
      hypothesis: 'same_person',
      comparison: 'phone',
      level: 'same',
      params: {},
      words: null,
      old: 12.7,
      next: 12.2,
    },
  ],
};

export const linkExamples: Record<string, Example> = {
  streetLines: answers({ version: '8f0e5d1c2b3a4958', lines: [[-7268400, 4176600, -7268300, 4176700]] }),
  linkModel: answers({ version: 0, model: null }),
  fitLinkModel: answers(FIT),
  linkFitting: answers({ decisions: 412, needed: 200, versions: [{ version: 0, at: null, by: null }], fit: FIT }),
  publishLinkModel: { ...sends({ fit: FIT.id }), ...answers({ version: 1 }) },
};
