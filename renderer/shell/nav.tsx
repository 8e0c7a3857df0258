import {
  BookOpenText,
  Bot,
  ChartColumn,
  ClipboardCheck,
  DatabaseZap,
  FileClock,
  FileSearch,
  Gavel,
  Hash,
  HeartHandshake,
  House,
  Inbox,
  type LucideIcon,
  MessageSquareWarning,
  MonitorDown,
  MonitorOff,
  MonitorSmartphone,
  Printer,
  Scale,
  ScrollText,
  Send,
  Settings,
  TriangleAlert,
  UserCheck,
  Users,
} from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { Officer } from '#shared/domain/officer.ts';
import type { QueueFilter, QueueSort } from '#shared/domain/queue.ts';
import { type QueueView, standardViews, viewShown } from '#shared/domain/views.ts';
import { useNarrow } from '../hooks/room.ts';
import { useConfirmationCount } from '../hooks/use-confirmation-count.ts';
import { useDraftsToPublish } from '../hooks/use-drafts-to-publish.ts';
import { useNewDay } from '../hooks/use-new-day.ts';
import { useRefreshEvery } from '../hooks/use-refresh-every.ts';
import { type SupervisorCounts, useSupervisorCounts } from '../hooks/use-supervisor-counts.ts';
import { howLong } from '../model/time.ts';
import { locale, t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { useLive } from '../use-live.ts';
import { viewKey, viewTitle } from '../wording/view-words.ts';
import { VIEW_TITLES, type View } from './view.ts';
import { mayGo } from './views.ts';

type Page = { view: View; icon: LucideIcon };
/** Pages other than the queue and the outbox, grouped under headings. Only pages that the role may see are shown. */
const GROUPS: readonly { heading: string | null; pages: readonly Page[] }[] = [
  {
    heading: null,
    pages: [
      { view: 'letters', icon: Printer },
      { view: 'courtesy', icon: HeartHandshake },
    ],
  },
  {
    heading: t('shell.supervision'),
    pages: [
      { view: 'figures', icon: ChartColumn },
      { view: 'audit', icon: ScrollText },
      { view: 'second-review', icon: ClipboardCheck },
      { view: 'appeals', icon: MessageSquareWarning },
      { view: 'policy', icon: BookOpenText },
      { view: 'audit-log', icon: FileClock },
    ],
  },
  {
    heading: t('names.records'),
    pages: [
      { view: 'find', icon: FileSearch },
      { view: 'records', icon: DatabaseZap },
      { view: 'case-numbers', icon: Hash },
      { view: 'holds', icon: Gavel },
    ],
  },
  {
    heading: null,
    pages: [
      { view: 'accounts', icon: Users },
      { view: 'sessions', icon: MonitorOff },
      { view: 'workstations', icon: MonitorSmartphone },
      { view: 'confirmations', icon: UserCheck },
      { view: 'services', icon: Bot },
      { view: 'linkage', icon: Scale },
      { view: 'updates', icon: MonitorDown },
      { view: 'settings', icon: Settings },
    ],
  },
];

export function Nav({
  view,
  onView,
  filter,
  sort,
  onShow,
  me,
  outbox,
}: {
  view: View;
  onView: (view: View) => void;
  filter: QueueFilter;
  sort: QueueSort;
  onShow: (view: QueueView) => void;
  me: Officer;
  outbox: { waiting: number; needsYou: number };
}) {
  const { role } = me;
  const inQueue = view === 'queue';
  const { preferences } = usePreferences();
  const views = mayGo('queue', role) ? [...standardViews(role), ...preferences.views] : [];
  const here = inQueue ? viewShown(views, { filter, sort }) : undefined;
  const filters = views.map((one) => one.filter);
  const counts = useLive('queue.counts', { filters }, ['reports', 'outbox', 'policy']);
  useNewDay(counts.refresh);
  return (
    <nav className="nav" aria-label={t('shell.main')}>
      {mayGo('start', role) && (
        <Item icon={House} title={t('common.start')} current={view === 'start'} onPress={() => onView('start')} />
      )}
      {views.map((one, at) => (
        <Item
          {...(at === 0 ? { icon: Inbox } : {})}
          key={viewKey(one)}
          title={viewTitle(one)}
          count={<span className="nav-count">{counts.value?.counts[at]?.toLocaleString(locale()) ?? ''}</span>}
          current={one === here}
          onPress={() => onShow(one)}
        />
      ))}
      {mayGo('queue', role) && (
        <>
          <div className="nav-line" />
          <Item
            icon={Send}
            title={t('common.waitingToBeSent')}
            count={<OutboxCount {...outbox} />}
            current={view === 'outbox'}
            onPress={() => onView('outbox')}
          />
        </>
      )}
      {GROUPS.map(({ heading, pages }) => (
        <PageGroup
          key={pages[0]?.view}
          heading={heading}
          pages={pages.filter((page) => mayGo(page.view, role))}
          view={view}
          onView={onView}
          myId={me.id}
        />
      ))}
    </nav>
  );
}

function PageGroup({
  heading,
  pages,
  view,
  onView,
  myId,
}: {
  heading: string | null;
  pages: readonly Page[];
  view: View;
  onView: (view: View) => void;
  myId: string;
}) {
  const id = useId();
  if (pages.length === 0) return null;
  const items = pages.map((page) => {
    const item = {
      icon: page.icon,
      title: VIEW_TITLES[page.view],
      current: view === page.view,
      onPress: () => onView(page.view),
    };
    if (page.view === 'letters') return <LettersItem key={page.view} {...item} />;
    return <Item key={page.view} {...item} {...countOf(page.view, myId)} />;
  });
  // A heading for a single page would only repeat it.
  if (heading === null || pages.length === 1) return items;
  return (
    <div className="nav-group" role="group" aria-labelledby={id}>
      <div className="nav-heading" id={id}>
        {heading}
      </div>
      {items}
    </div>
  );
}

type ItemProps = {
  icon?: LucideIcon;
  title: string;
  count?: ReactNode;
  /**
   * A second line in smaller type; null while it is empty. Its room stays, so that a line that comes or goes doesn't move
   * the entries below it under the pointer.
   */
  below?: string | null;
  /** Additional text for the tooltip in a narrow window. */
  told?: string | undefined;
  current: boolean;
  onPress: () => void;
};

function Item({ icon: Icon, title, count, below, told, current, onPress }: ItemProps) {
  // Narrow windows show icons only, with the label in a tooltip.
  const narrow = useNarrow();
  const button = useRef<HTMLButtonElement>(null);
  // In a short window, a key may open a page whose entry is out of view, so scroll to the entry.
  useEffect(() => {
    if (current) button.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const item = (
    <Button
      ref={button}
      className={['nav-item', Icon === undefined && 'nav-part', below !== undefined && 'nav-tall']
        .filter(Boolean)
        .join(' ')}
      {...(current ? { 'aria-current': 'page' as const } : {})}
      onPress={onPress}
    >
      {Icon !== undefined && <Icon className="icon" aria-hidden />}
      <span className="nav-title cut">
        {title}
        {below != null && <span className="nav-below">{below}</span>}
      </span>
      {count}
    </Button>
  );
  if (!narrow) return item;
  return (
    <TooltipTrigger delay={300}>
      {item}
      <Tooltip className="tooltip" placement="right" offset={6}>
        {told === undefined ? title : `${title} · ${told}`}
      </Tooltip>
    </TooltipTrigger>
  );
}

/** The number of tasks waiting for a supervisor or an administrator on a page. */
function countOf(view: View, myId: string) {
  if (view === 'confirmations') return { count: <ConfirmationCount /> };
  if (view === 'policy') return { count: <DraftCount myId={myId} /> };
  return view === 'appeals' || view === 'second-review' || view === 'holds'
    ? { count: <SupervisorCount view={view} /> }
    : {};
}

const DraftCount = ({ myId }: { myId: string }) => <WaitingCount count={useDraftsToPublish(myId)} />;

const ConfirmationCount = () => <WaitingCount count={useConfirmationCount()} />;

/** The entry for letters to print, with how many are waiting and how long the oldest has waited. */
function LettersItem(item: ItemProps) {
  const { value, refresh } = useLive('papers.count', undefined, ['letters']);
  useRefreshEvery(refresh);
  const { now } = useDesk();
  const { waiting = 0, oldestAt = null } = value ?? {};
  const count = waiting === 0 ? '' : waiting.toLocaleString(locale());
  const below = oldestAt === null ? null : t('shell.oldestWaits', { age: howLong(oldestAt, now) });
  return (
    <Item
      {...item}
      count={<span className="nav-count nav-waiting">{count}</span>}
      below={below}
      told={waiting === 0 ? undefined : [count, below].filter(Boolean).join(' · ')}
    />
  );
}

function SupervisorCount({ view }: { view: keyof SupervisorCounts }) {
  return <WaitingCount count={useSupervisorCounts()[view]} />;
}

function WaitingCount({ count }: { count: number }) {
  return <span className="nav-count nav-waiting">{count === 0 ? '' : count.toLocaleString(locale())}</span>;
}

function OutboxCount({ waiting, needsYou }: { waiting: number; needsYou: number }) {
  if (needsYou > 0) {
    return (
      <span className="nav-count nav-needs" title={t('common.nNeedAttention', { n: needsYou })}>
        {needsYou}
        <TriangleAlert className="tag-icon" aria-label={t('shell.needAttention', { n: needsYou })} />
      </span>
    );
  }
  return <span className="nav-count">{waiting > 0 ? waiting : ''}</span>;
}
