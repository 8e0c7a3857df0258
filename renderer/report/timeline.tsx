import {
  ArrowUp,
  Bell,
  CircleCheck,
  CircleHelp,
  CircleX,
  Inbox,
  type LucideIcon,
  Mail,
  MailWarning,
  MessageCircleQuestion,
  MessageSquare,
  MessageSquareReply,
  PencilLine,
  Phone,
  Scale,
  StickyNote,
  Undo2,
  UserRound,
} from 'lucide-react';
import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { t } from '../t.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { HistoryLetter } from '../ui/history-letter.tsx';
import { useTitles } from '../ui/titles.tsx';
import { decidedWords, fileWords, historyWords, toldWords } from '../wording/history-words.ts';
import { Section } from './section.tsx';

const ICONS: Record<HistoryEntry['kind'], LucideIcon> = {
  submitted: Inbox,
  approved: CircleCheck,
  rejected: CircleX,
  follow_up: MessageCircleQuestion,
  contact: Phone,
  answered: MessageSquareReply,
  added: MessageSquareReply,
  message: MessageSquare,
  returned: Undo2,
  withdrawn: CircleX,
  closed: CircleX,
  escalated: ArrowUp,
  assigned: UserRound,
  noted: StickyNote,
  corrected: PencilLine,
  appealed: Scale,
  appeal_decided: Scale,
  reminded: Bell,
  letter_sent: Mail,
  letter_failed: MailWarning,
  other: CircleHelp,
};

/**
 * History entries for contact between the agency and the reporter: letters, replies, calls. The rest is internal.
 */
const WITH_PERSON: ReadonlySet<HistoryEntry['kind']> = new Set([
  'submitted',
  'approved',
  'rejected',
  'follow_up',
  'contact',
  'answered',
  'added',
  'message',
  'withdrawn',
  'closed',
  'returned',
  'appealed',
  'appeal_decided',
  'reminded',
  'letter_sent',
  'letter_failed',
]);
type Part = 'all' | 'person';

/**
 * Shows everything that happened to the report, newest first, or only the conversation with the reporter. Entries for
 * letters open the letter.
 */
export function Timeline({
  entries,
  title = t('report.history'),
}: {
  entries: readonly HistoryEntry[];
  title?: string;
}) {
  const [part, setPart] = useState<Part>('all');
  const printing = usePrinting();
  const thread = entries.filter(({ kind }) => WITH_PERSON.has(kind));
  const shown = part === 'all' || printing ? entries : thread;
  return (
    <Section title={title} aside={entries.length}>
      {thread.length > 0 && thread.length < entries.length && (
        <ToggleButtonGroup
          className="history-parts"
          aria-label={t('report.show')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[part]}
          onSelectionChange={(keys) => setPart(keys.has('person') ? 'person' : 'all')}
        >
          <ToggleButton className="button filter-button" id="all">
            {t('report.all')}
          </ToggleButton>
          <ToggleButton className="button filter-button" id="person">
            {t('report.reporterN', { n: thread.length })}
          </ToggleButton>
        </ToggleButtonGroup>
      )}
      <ol className="timeline">
        {shown.toReversed().map((entry, at) => (
          <Entry entry={entry} key={`${entry.at}${entry.kind}${shown.length - at}`} />
        ))}
      </ol>
    </Section>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const { zone } = useDesk();
  const Icon = ICONS[entry.kind];
  const titles = useTitles();
  return (
    <li className="event">
      <Icon className={`icon event-icon event-${entry.kind}`} aria-hidden />
      <div className="event-body">
        <p className="event-what">{historyWords(entry, titles)}</p>
        <p className="faint">
          <DayTime at={entry.at} />
          {entry.by !== null && ` · ${entry.by}`}
          {entry.fromStaff === true && ` · ${t('report.fromStaff')}`}
        </p>
        {decidedWords(entry).map((line) => (
          <p className="event-note" dir="auto" key={line}>
            {line}
          </p>
        ))}
        {entry.note !== null && entry.note !== '' && (
          <p className="event-note" dir="auto">
            {entry.note}
          </p>
        )}
        {toldWords(entry, zone).map((line) => (
          <p className="event-note" dir="auto" key={line}>
            {line}
          </p>
        ))}
        {fileWords(entry).map((line) => (
          <p className="event-file faint" dir="auto" key={line}>
            {line}
          </p>
        ))}
        {entry.letter !== null && <HistoryLetter letter={entry.letter} />}
      </div>
    </li>
  );
}
