import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LATER } from '#shared/letters/letter.ts';
import { toText } from '#shared/letters/wording.ts';
import { letterParts, type Piece } from '../../../renderer/model/letter-parts.ts';

test('a letter is rendered with the paragraphs, lines and lists it was composed of', () => {
  const text = toText(['Dear Ana,', ['A photo', 'The amount'], 'Sincerely,\nHartford Police Department']);
  expect(letterParts(text)).toEqual([
    { kind: 'paragraph', lines: [[{ kind: 'words', text: 'Dear Ana,' }]] },
    { kind: 'list', items: [[{ kind: 'words', text: 'A photo' }], [{ kind: 'words', text: 'The amount' }]] },
    {
      kind: 'paragraph',
      lines: [[{ kind: 'words', text: 'Sincerely,' }], [{ kind: 'words', text: 'Hartford Police Department' }]],
    },
  ]);
});

test('placeholders that only the server can fill are marked', () => {
  expect(letterParts(`Your case is ${LATER.caseNumber}; see ${LATER.privateLink}`)).toEqual([
    {
      kind: 'paragraph',
      lines: [
        [
          { kind: 'words', text: 'Your case is ' },
          { kind: 'later', text: LATER.caseNumber },
          { kind: 'words', text: '; see ' },
          { kind: 'later', text: LATER.privateLink },
        ],
      ],
    },
  ]);
});

test('no word of a letter is lost or added', () => {
  const line = fc.string().map((text) => text.replace(/[\n\r]/g, ' '));
  const words = (pieces: Piece[]) => pieces.map(({ text }) => text).join('');
  fc.assert(
    fc.property(fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 5 }), (paragraphs) => {
      const text = paragraphs.map((lines) => lines.join('\n')).join('\n\n');
      const drawn = letterParts(text)
        .map((part) =>
          part.kind === 'list'
            ? part.items.map((item) => `- ${words(item)}`).join('\n')
            : part.lines.map(words).join('\n'),
        )
        .join('\n');
      expect(drawn.replace(/\n+/g, '\n').trim()).toBe(text.replace(/\n+/g, '\n').trim());
    }),
  );
});
