import {
  CircleCheck,
  CircleDot,
  CircleX,
  Clock,
  type LucideIcon,
  MessageSquareReply,
  Scale,
  Send,
  TrendingUp,
  Undo2,
} from 'lucide-react';
import type { QueueRow } from '#shared/domain/queue.ts';
import type { ReportState } from '#shared/domain/report.ts';
import { t } from '../t.ts';
import { STATE_WORDS } from '../wording/words.ts';
import { Tag, type TagTone } from './tag.tsx';

/** A state as shown to officers: a report with a decision that the server does not know about yet is shown as unsent. */
type Shown = ReportState | 'unsent';

export const shownState = ({ state, unsent }: Pick<QueueRow, 'state' | 'unsent'>): Shown => (unsent ? 'unsent' : state);

const LOOKS: Record<Shown, { tone: TagTone; icon: LucideIcon }> = {
  draft: { tone: 'plain', icon: CircleDot },
  unconfirmed: { tone: 'plain', icon: CircleDot },
  submitted: { tone: 'accent', icon: CircleDot },
  awaiting_citizen: { tone: 'plain', icon: Clock },
  resubmitted: { tone: 'accent', icon: MessageSquareReply },
  approved: { tone: 'ok', icon: CircleCheck },
  rejected: { tone: 'plain', icon: CircleX },
  escalated: { tone: 'warn', icon: TrendingUp },
  returned: { tone: 'warn', icon: Undo2 },
  appealed: { tone: 'warn', icon: Scale },
  withdrawn: { tone: 'plain', icon: CircleX },
  closed_no_answer: { tone: 'plain', icon: CircleX },
  unsent: { tone: 'plain', icon: Send },
};
export const stateWords = (state: Shown) => (state === 'unsent' ? t('names.notSentYet') : STATE_WORDS[state]);

/** The state as an icon only, for narrow spaces. Its text is available to screen readers and on hover. */
export function StateSign({ state }: { state: Shown }) {
  const { icon: Icon, tone } = LOOKS[state];
  return (
    <span className={`state-sign state-${tone}`} title={stateWords(state)}>
      <Icon className="tag-icon" aria-hidden />
      <span className="visually-hidden">{stateWords(state)}</span>
    </span>
  );
}

export function StateTag({ state }: { state: Shown }) {
  const look = LOOKS[state];
  return (
    <Tag tone={look.tone} icon={look.icon}>
      {stateWords(state)}
    </Tag>
  );
}
