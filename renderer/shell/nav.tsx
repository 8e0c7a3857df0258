import {
  DatabaseZap,
  HeartHandshake,
  Inbox,
  type LucideIcon,
  MonitorDown,
  MonitorOff,
  Printer,
  ScrollText,
  Send,
  Settings,
  TriangleAlert,
  Users,
} from 'lucide-react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { Role } from '#shared/domain/officer.ts';
import type { QueueFilter } from '#shared/domain/queue.ts';
import { useMedia } from '../ui/use-media.ts';
import { useLive } from '../use-live.ts';
import type { View } from './keymap.ts';
import { mayGo } from './views.ts';

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

/** The pages beside queue and outbox, each for those whose it is. */
const PAGES: readonly { view: View; title: string; icon: LucideIcon }[] = [
  { view: 'letters', title: 'Letters to print', icon: Printer },
  { view: 'courtesy', title: 'Courtesy contacts', icon: HeartHandshake },
  { view: 'records', title: 'Records system', icon: DatabaseZap },
  { view: 'audit', title: 'Decisions', icon: ScrollText },
  { view: 'accounts', title: 'Accounts', icon: Users },
  { view: 'sessions', title: 'Sessions', icon: MonitorOff },
  { view: 'updates', title: 'Updates', icon: MonitorDown },
  { view: 'settings', title: 'Settings', icon: Settings },
];

const isPart = (filter: Part, { states, likelyRepeat }: Part) =>
  filter.likelyRepeat === likelyRepeat && filter.states.join() === states.join();

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
      {PAGES.filter((page) => mayGo(page.view, role)).map((page) => (
        <Item
          key={page.view}
          icon={page.icon}
          title={page.title}
          current={view === page.view}
          onPress={() => onView(page.view)}
        />
      ))}
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
  const narrow = useMedia('(max-width: 1080px)');
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
