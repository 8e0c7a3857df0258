import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { AttachmentMeta } from '#shared/domain/report.ts';
import { Scans } from '../../../renderer/report/scans.tsx';

type State = 'clean' | 'infected' | null;
const file = (name: string, state: State): AttachmentMeta => ({
  id: '0195706f-0000-7000-8000-000000000001',
  name,
  mediaType: 'application/pdf',
  bytes: 1,
  sha256: '0'.repeat(64),
  view: null,
  receivedAt: null,
  ...(state === null
    ? {}
    : { scan: { state, at: '2026-11-24T15:00:00.000Z', found: state === 'infected' ? 'Test.Bad' : null } }),
});
const said = (...states: State[]) =>
  renderToStaticMarkup(createElement(Scans, { files: states.map((state, at) => file(`${at}.pdf`, state)) }))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

test.each<[string, State[], string]>([
  ['all are clean', ['clean', 'clean'], 'No malware was found in these files.'],
  ['the only one is clean', ['clean'], 'No malware was found in this file.'],
  ['some were not scanned', ['clean', null, null], 'Not scanned for malware yet: 1.pdf, 2.pdf.'],
  ['one is infected', ['clean', 'infected'], 'Malware was found in 1.pdf (Test.Bad). It can’t be opened or saved.'],
])('where %s, the officer reads just that', (_, states, words) => {
  expect(said(...states)).toBe(words);
});
