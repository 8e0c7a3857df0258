import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { t } from '../t.ts';
import { LetterSheet } from './letter-sheet.tsx';

/** The letter of a line of a report's history: it opens where it was written, and is only named where it stands again. */
export function HistoryLetter({ letter }: { letter: NonNullable<HistoryEntry['letter']> }) {
  const title = t('Letter: {subject}', { subject: letter.subject });
  if (letter.text === null) return <p className="faint">{title}</p>;
  return (
    <Disclosure className="event-letter">
      <Heading level={4} className="event-letter-head">
        <Button slot="trigger" className="button button-link">
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>
        <LetterSheet letter={{ subject: letter.subject, text: letter.text }} label={title} />
      </DisclosurePanel>
    </Disclosure>
  );
}
