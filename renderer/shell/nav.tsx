import {
  House,
  Inbox,
  type LucideIcon,
  MonitorDown,
  MonitorOff,
  ScrollText,
  Send,
  Settings,
  TriangleAlert,
  Users,
} from 'lucide-react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { Role } from '#shared/domain/officer.ts';
import type { QueueFilter } from '#shared/domain/queue.ts';
import { useNarrow } from '../ui/room.ts';
import { useLive } from '../use-live.ts';
import type { View } from './keymap.ts';

/** Ready-made filters under the queue. */
type Part = Pick<QueueFilter, 'states' | 'likelyRepeat'>;
const ALL: Part = { states: [], likelyRepeat: false };
const PARTS: readonly (Part & { title: string })[] = [
  {
    title: 'To decide',
    states: ['submitted', 'resubmitted', 'returned', 'escalated', 'appealed'],
    likelyRepeat: false,
  },
  { title: 'Likely repeats', states: [], likelyRepeat: true },
  { title: 'Answered', states: ['resubmitted'], likelyRepeat: false },
  { title: 'With the person', states: ['awaiting_citizen'], likelyRepeat: false },
];

const isPart = (filter: QueueFilter, { states, likelyRepeat }: Part) =>
  filter.likelyRepeat === likelyRepeat && filter.states.join() === states.join() && (filter.only ?? []).length === 0;

export function Nav({
  view,
  onView,
  filter,
  onPart,
  role,
  outbox,
}: {
  view: View;
  onView: (view: View) => void;
  filter: QueueFilter;
  onPart: (part: Part) => void;
  role: Role;
  outbox: { waiting: number; needsYou: number };
}) {
  const inQueue = view === 'queue';
  return (
    <nav className="nav" aria-label="Main">
      {role !== 'administrator' && (
        <Item icon={House} title="Start" current={view === 'start'} onPress={() => onView('start')} />
      )}
      <Item
        icon={Inbox}
        title="Queue"
        count={<QueueCount part={ALL} />}
        current={inQueue && isPart(filter, ALL)}
        onPress={() => onPart(ALL)}
      />
      {PARTS.map(({ title, ...part }) => (
        <Item
          key={title}
          title={title}
          count={<QueueCount part={part} />}
          current={inQueue && isPart(filter, part)}
          onPress={() => onPart(part)}
        />
      ))}
      <div className="nav-line" />
      <Item
        icon={Send}
        title="Waiting to be sent"
        count={<OutboxCount {...outbox} />}
        current={view === 'outbox'}
        onPress={() => onView('outbox')}
      />
      {role === 'supervisor' && (
        <Item icon={ScrollText} title="Decisions" current={view === 'audit'} onPress={() => onView('audit')} />
      )}
      {role === 'administrator' && (
        <>
          <Item icon={Users} title="Accounts" current={view === 'accounts'} onPress={() => onView('accounts')} />
          <Item icon={MonitorOff} title="Sessions" current={view === 'sessions'} onPress={() => onView('sessions')} />
        </>
      )}
      <Item icon={MonitorDown} title="Updates" current={view === 'updates'} onPress={() => onView('updates')} />
      <Item icon={Settings} title="Settings" current={view === 'settings'} onPress={() => onView('settings')} />
    </nav>
  );
}

function Item({
  icon: Icon,
  title,
  count,
  current,
  onPress,
}: {
  icon?: LucideIcon;
  title: string;
  count?: React.ReactNode;
  current: boolean;
  onPress: () => void;
}) {
  // Narrow windows show the signs alone; then a tooltip says the word.
  const narrow = useNarrow();
  const item = (
    <Button
      className={Icon === undefined ? 'nav-item nav-part' : 'nav-item'}
      {...(current ? { 'aria-current': 'page' as const } : {})}
      onPress={onPress}
    >
      {Icon !== undefined && <Icon className="icon" aria-hidden />}
      <span className="nav-title cut">{title}</span>
      {count}
    </Button>
  );
  if (!narrow) return item;
  return (
    <TooltipTrigger delay={300}>
      {item}
      <Tooltip className="tooltip" placement="right" offset={6}>
        {title}
      </Tooltip>
    </TooltipTrigger>
  );
}

function QueueCount({ part }: { part: Part }) {
  const live = useLive(
    'queue.page',
    {
      filter: { ...part, kinds: [], text: '' },
      sort: { column: 'receivedAt', direction: 'asc' },
      offset: 0,
      limit: 1,
    },
    ['reports', 'outbox'],
  );
  return <span className="nav-count">{live.value?.total.toLocaleString('en-US') ?? ''}</span>;
}

function OutboxCount({ waiting, needsYou }: { waiting: number; needsYou: number }) {
  if (needsYou > 0) {
    return (
      <span className="nav-count nav-needs" title={needsYou === 1 ? '1 needs you' : `${needsYou} need you`}>
        {needsYou}
        <TriangleAlert className="tag-icon" aria-label={needsYou === 1 ? 'needs you' : 'need you'} />
      </span>
    );
  }
  return <span className="nav-count">{waiting > 0 ? waiting : ''}</span>;
}
