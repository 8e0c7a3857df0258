import { expect, test } from 'vitest';
import { noteWords } from '../../../renderer/review/note-words.ts';
import { aReport } from '../../helpers/builders.ts';

const HOME = '12 Broad St, Hartford, CT 06106';

test.each([
  [{ email: 'ana@example.com' }, 'The e-mail will say only that there is a message.'],
  [{ email: null, address: HOME }, 'The letter will include it, too.'],
  [{ address: HOME, safeContact: 'no_email' }, 'The letter will include it, too.'],
  [{ address: HOME, safeContact: 'no_mail no_email' }, 'Nothing will be e-mailed or mailed.'],
])('an officer who writes a message reads how the reporter learns of it (%j)', (who, words) => {
  const { facts } = aReport({ facts: { who: { safeContact: null, ...who } } });
  expect(noteWords('message', facts.who).description).toBe(
    `The reporter will read this on the report’s page. ${words}`,
  );
});
