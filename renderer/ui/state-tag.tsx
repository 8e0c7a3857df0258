import {
  CircleCheck,
  CircleDot,
  CircleX,
  Clock,
  type LucideIcon,
  MessageSquareReply,
  Scale,
  TrendingUp,
  Undo2,
} from 'lucide-react';
import type { ReportState } from '#shared/domain/report.ts';
import { Tag, type TagTone } from './tag.tsx';
import { STATE_WORDS } from './words.ts';

const LOOKS: Record<ReportState, { tone: TagTone; icon: LucideIcon }> = {
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
};

/** The state as a sign, where there is no room for the word; the word stays for the screen reader and on hover. */
export function StateSign({ state }: { state: ReportState }) {
  const { icon: Icon, tone } = LOOKS[state];
  return (
    <span className={`state-sign state-${tone}`} title={STATE_WORDS[state]}>
      <Icon className="tag-icon" aria-hidden />
      <span className="visually-hidden">{STATE_WORDS[state]}</span>
    </span>
  );
}

export function StateTag({ state }: { state: ReportState }) {
  const look = LOOKS[state];
  return (
    <Tag tone={look.tone} icon={look.icon}>
      {STATE_WORDS[state]}
    </Tag>
  );
}
