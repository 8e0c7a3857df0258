import { useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { t } from '../t.ts';
import { LetterSheet } from './letter-sheet.tsx';

/** The letter of a history entry. It can be expanded if its text is available; otherwise only its subject is shown. */
export function HistoryLetter({ letter }: { letter: NonNullable<HistoryEntry['letter']> }) {
  const [open, setOpen] = useState(false);
  const printing = usePrinting();
  const title = t('ui.letterSubject', { subject: letter.subject });
  if (letter.text === null) return <p className="faint">{title}</p>;
  const sheet = <LetterSheet letter={{ subject: letter.subject, text: letter.text }} label={title} />;
  return (
    <div className="event-letter">
      <Disclosure isExpanded={open} onExpandedChange={setOpen}>
        <Heading level={4} className="event-letter-head">
          <Button slot="trigger" className="button button-link">
            {title}
          </Button>
        </Heading>
        <DisclosurePanel>{sheet}</DisclosurePanel>
      </Disclosure>
      {/* A collapsed letter can't be expanded on paper, so print it in full. */}
      {printing && !open && sheet}
    </div>
  );
}
