import {
  ArrowUp,
  Bell,
  CircleCheck,
  CircleX,
  Inbox,
  type LucideIcon,
  Mail,
  MailWarning,
  MessageCircleQuestion,
  MessageSquareReply,
  PencilLine,
  Phone,
  Scale,
  StickyNote,
  Undo2,
  UserRound,
} from 'lucide-react';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { HistoryLetter } from '../ui/history-letter.tsx';
import { Section } from './section.tsx';

const ICONS: Record<HistoryEntry['kind'], LucideIcon> = {
  submitted: Inbox,
  approved: CircleCheck,
  rejected: CircleX,
  follow_up: MessageCircleQuestion,
  contact: Phone,
  answered: MessageSquareReply,
  added: MessageSquareReply,
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
};

/** Everything that happened to the report, newest first; letters open as letters. */
export function Timeline({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <Section title="History" aside={entries.length}>
      <ol className="timeline">
        {entries.toReversed().map((entry, at) => (
          <Entry entry={entry} key={`${entry.at}${entry.kind}${entries.length - at}`} />
        ))}
      </ol>
    </Section>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const Icon = ICONS[entry.kind];
  return (
    <li className="event">
      <Icon className={`icon event-icon event-${entry.kind}`} aria-hidden />
      <div className="event-body">
        <p className="event-what">{entry.summary}</p>
        <p className="faint">
          <DayTime at={entry.at} />
          {entry.by !== null && ` · ${entry.by}`}
        </p>
        {entry.note !== null && entry.note !== '' && <p className="event-note">{entry.note}</p>}
        {entry.letter !== null && <HistoryLetter letter={entry.letter} />}
      </div>
    </li>
  );
}
