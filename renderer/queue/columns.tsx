import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import { Flag, MessageSquare, Paperclip, TriangleAlert, UserRound } from 'lucide-react';
import { LIKELY_DUPLICATE } from '#shared/domain/duplicate.ts';
import { QUEUE_COLUMNS, type QueueColumn, type QueueRow } from '#shared/domain/queue.ts';
import { type ColumnChoice, FIRST_COLUMNS } from '#shared/domain/views.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { dueStatus } from '../model/promise.ts';
import { exact } from '../model/time.ts';
import { language, t } from '../t.ts';
import { DayTime, Since, useDesk } from '../ui/desk-clock.tsx';
import { StateSign, StateTag, shownState } from '../ui/state-tag.tsx';
import { Tag } from '../ui/tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { likelihood, percent } from '../wording/duplicate-words.ts';
import { flagWord } from '../wording/hint-words.ts';
import { KIND_WORDS, LANGUAGE_WORDS, wholeMoney } from '../wording/words.ts';
import { RowPresence } from './row-presence.tsx';

/** One visible line of the grid; its row is null while it is loading. */
export type Slot = { index: number; row: QueueRow | null };

export const features = tableFeatures({ rowSortingFeature, columnOrderingFeature, columnVisibilityFeature });
const helper = createColumnHelper<typeof features, Slot>();

/** Describes one column. Widths are in pixels at default text size. */
type Descriptor = {
  word: string;
  draw: (row: QueueRow) => React.ReactNode;
  isDescFirst?: boolean;
  least: number;
  /** Share of the leftover width. A column without a share keeps its minimum width. */
  share?: number;
  /**
   * The order in which columns are dropped when space is tight: the lowest rank stays longest. The report itself shows
   * all fields.
   */
  rank: number;
};

/** Rows are sorted in SQL, so columns only render. */
const DESCRIPTORS: Readonly<Record<QueueColumn, Descriptor>> = {
  trackingNumber: {
    word: t('common.trackingNumber'),
    draw: (row) => (
      <>
        <span className="cell-number">{row.trackingNumber}</span>
        <RowPresence claim={row.claim} />
      </>
    ),
    least: 120,
    rank: 1,
  },
  receivedAt: {
    word: t('names.received'),
    draw: (row) => <DayTime at={row.receivedAt} />,
    least: 168,
    rank: 10,
  },
  waiting: {
    word: t('common.waiting'),
    draw: (row) => <Waiting row={row} />,
    isDescFirst: true,
    least: 132,
    rank: 2,
  },
  kind: { word: t('queue.kind'), draw: (row) => <Cut text={KIND_WORDS[row.kind]} />, least: 104, rank: 9 },
  offense: {
    word: t('common.offense'),
    draw: (row) => (
      <>
        {/* Shown when the state column is hidden. */}
        <StateSign state={shownState(row)} />
        <Offense row={row} />
        <Beside row={row} />
      </>
    ),
    least: 108,
    share: 14,
    rank: 3,
  },
  location: { word: t('names.location'), draw: (row) => <Cut text={row.location} />, least: 108, share: 12, rank: 7 },
  person: { word: t('common.reporter2'), draw: (row) => <Cut text={row.person} />, least: 93, share: 10, rank: 6 },
  state: { word: t('common.status'), draw: (row) => <StateTag state={shownState(row)} />, least: 160, rank: 8 },
  hints: { word: t('common.flags'), draw: (row) => <Hints row={row} />, isDescFirst: true, least: 60, rank: 4 },
  duplicates: {
    word: t('common.duplicates'),
    draw: (row) => <Duplicates row={row} />,
    isDescFirst: true,
    least: 88,
    share: 5,
    rank: 5,
  },
  value: {
    word: t('report.value'),
    draw: ({ value }) => (value === 0 ? <span className="cell-none">–</span> : <span>{wholeMoney(value)}</span>),
    isDescFirst: true,
    least: 88,
    rank: 12,
  },
  assignee: {
    word: t('queue.assignee'),
    draw: ({ assignee }) => assignee !== '' && <Cut text={assignee} />,
    least: 128,
    share: 6,
    rank: 11,
  },
};

const words = QUEUE_COLUMNS.map((id) => [id, DESCRIPTORS[id].word]);
export const COLUMN_WORDS = Object.fromEntries(words) as Record<QueueColumn, string>;

export const columns = QUEUE_COLUMNS.map((id) => {
  const { word, draw, isDescFirst = false } = DESCRIPTORS[id];
  return helper.display({
    id,
    header: word,
    enableSorting: true,
    sortDescFirst: isDescFirst,
    cell: ({ row }) => (row.original.row === null ? <span className="cell-bar" /> : draw(row.original.row)),
  });
});

const BY_RANK = QUEUE_COLUMNS.toSorted((one, other) => DESCRIPTORS[one].rank - DESCRIPTORS[other].rank);

/** All columns in the officer's order; columns missing from that order keep their default position. */
export function orderedColumns({ order }: Pick<ColumnChoice, 'order'>): QueueColumn[] {
  const rest = QUEUE_COLUMNS.filter((id) => !order.includes(id));
  return order.length === 0 ? rest : [...new Set([...order, ...rest])];
}

/** Moves a column by one position. */
export function moved(choice: ColumnChoice, id: QueueColumn, by: 1 | -1): ColumnChoice {
  const order = orderedColumns(choice);
  const at = order.indexOf(id);
  const to = at + by;
  const other = order[to];
  if (other === undefined) return choice;
  order[to] = id;
  order[at] = other;
  return { ...choice, order };
}

/** The width the officer set for a column, or its minimum width, in pixels. */
export const widthOf = (id: QueueColumn, { widths }: Pick<ColumnChoice, 'widths'>) =>
  widths[id] ?? DESCRIPTORS[id].least;

/**
 * Returns the set of columns that fit into a grid of this width; hidden columns take no space. The column that the list
 * is sorted by has priority over all but the tracking number, so that officers see what the order means.
 */
export function columnsThatFit(
  width: number,
  choice: ColumnChoice = FIRST_COLUMNS,
  sorted?: QueueColumn,
): Set<QueueColumn> {
  const fit = new Set<QueueColumn>();
  let used = 0;
  const [first, ...rest] = BY_RANK;
  for (const id of new Set([first, sorted, ...rest].filter((one) => one !== undefined))) {
    if (choice.hidden.includes(id)) continue;
    used += widthOf(id, choice);
    if (used > width && fit.size > 0) break;
    fit.add(id);
  }
  return fit;
}

/**
 * Returns the grid template in rem, so that columns scale with the text. Columns that the officer resized keep their
 * width; the others share the rest.
 */
export function gridTemplate(ids: readonly string[], choice: ColumnChoice = FIRST_COLUMNS): string {
  return ids
    .map((name) => {
      const id = name as QueueColumn;
      const { share = 0 } = DESCRIPTORS[id];
      const least = widthOf(id, choice);
      const rem = least / 16;
      return share === 0 || choice.widths[id] !== undefined ? `${rem}rem` : `minmax(${rem}rem, ${share}fr)`;
    })
    .join(' ');
}

/**
 * The agency's title for the offense or, if there is no offense, for the kind of report. A title prefix that repeats
 * the kind is hidden next to the kind column, so that a narrow column shows the part that differs.
 */
function Offense({ row }: { row: QueueRow }) {
  const title = useTitles().report(row);
  const kind = `${KIND_WORDS[row.kind]} – `;
  if (!title.startsWith(kind)) return <Cut text={title} />;
  return (
    <span className="cut" title={title}>
      <span className="offense-kind">{kind}</span>
      {title.slice(kind.length)}
    </span>
  );
}

function Cut({ text }: { text: string }) {
  return (
    <span className="cut" title={text}>
      {text}
    </span>
  );
}

function Waiting({ row }: { row: QueueRow }) {
  const { now, zone, promiseDays, holidays } = useDesk();
  if (!isOpen(row.state)) return <span className="cell-none">–</span>;
  const mark = row.unsent ? null : dueStatus(row.state, row.waitingSince, now, { zone, promiseDays, holidays });
  const since = exact(row.waitingSince, zone);
  return (
    <span
      className="cell-waiting"
      title={mark === null ? t('queue.sinceSince', { since }) : t('queue.sinceSinceLong', { since, long: mark.long })}
    >
      <Since at={row.waitingSince} />
      {mark !== null && mark.tone !== 'calm' && <Tag tone={mark.tone === 'over' ? 'danger' : 'warn'}>{mark.short}</Tag>}
    </span>
  );
}

function Hints({ row: { hints, flag, danger } }: { row: QueueRow }) {
  if (danger > 0) {
    return (
      <Tag tone="danger" icon={TriangleAlert} title={t('queue.mayMeanDanger')}>
        <span className="visually-hidden">{t('queue.mayMeanDanger')}</span>
        {hints === 0 ? '!' : hints}
      </Tag>
    );
  }
  if (hints === 0) return <span className="cell-none">–</span>;
  const word = flagWord(flag);
  return (
    <Tag tone="warn" icon={Flag} title={[t('queue.nFlags', { n: hints }), word].filter(Boolean).join(': ')}>
      {hints}
      {/* The style sheet shows the flag's name only in two-line rows, because other rows have no room for it. */}
      {word !== '' && <span className="cell-flag"> {word}</span>}
    </Tag>
  );
}

/**
 * Tags beside the offense: an unanswered message, photos, the assignee, and a language other than the officer's own.
 */
function Beside({ row: { photos, language: spoken, message, assignee } }: { row: QueueRow }) {
  return (
    <span className="cell-beside">
      {message > 0 && (
        <Tag tone="warn" icon={MessageSquare} title={t('queue.messageWaits')}>
          <span className="visually-hidden">{t('queue.messageWaits')}</span>
        </Tag>
      )}
      {photos > 0 && (
        <Tag icon={Paperclip} title={t('queue.nPhotos', { n: photos })}>
          {photos}
        </Tag>
      )}
      {assignee !== '' && (
        <span className="cell-initials">
          <Tag icon={UserRound} title={t('queue.assignedTo', { name: assignee })}>
            <span aria-hidden>{initials(assignee)}</span>
            <span className="visually-hidden">{assignee}</span>
          </Tag>
        </span>
      )}
      {spoken !== language() && <Tag title={LANGUAGE_WORDS[spoken]}>{spoken.toUpperCase()}</Tag>}
    </span>
  );
}

/** "Officer Dana Rivera" is "DR": the first letters of the last two words. */
const initials = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .slice(-2)
    .map((word) => word.charAt(0).toLocaleUpperCase())
    .join('');

function Duplicates({ row: { duplicates, strongest } }: { row: QueueRow }) {
  if (duplicates === 0 || strongest === null) return <span className="cell-none">–</span>;
  const word = likelihood(strongest);
  return (
    <span
      className="cell-duplicates"
      title={t('queue.nPossibleDuplicatesStrongestMatchWord', { n: duplicates, word, percent: percent(strongest) })}
    >
      <Tag tone={strongest >= LIKELY_DUPLICATE ? 'duplicate' : 'plain'}>≈ {duplicates}</Tag>
      <span>{t('ui.n', { n: Math.min(99, Math.round(strongest * 100)) })}</span>
    </span>
  );
}
