import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import { QUEUE_COLUMNS, type QueueColumn, type QueueRow } from '#shared/domain/queue.ts';
import { type ColumnChoice, FIRST_COLUMNS } from '#shared/domain/views.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { StateSign, StateTag, shownState } from '../ui/state-tag.tsx';
import { KIND_WORDS, wholeMoney } from '../wording/words.ts';
import { Beside, Cut, Duplicates, Hints, Offense, Waiting } from './cells.tsx';
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
  /** Whether two-line rows show it always, or only if the list is sorted by it, so that the order makes sense. */
  twoLines: 'always' | 'if_sorted';
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
    twoLines: 'always',
    least: 120,
    rank: 1,
  },
  receivedAt: {
    word: t('names.received'),
    draw: (row) => <DayTime at={row.receivedAt} />,
    twoLines: 'if_sorted',
    least: 168,
    rank: 10,
  },
  waiting: {
    word: t('common.waiting'),
    draw: (row) => <Waiting row={row} />,
    isDescFirst: true,
    twoLines: 'always',
    least: 132,
    rank: 2,
  },
  kind: {
    word: t('queue.kind'),
    draw: (row) => <Cut text={KIND_WORDS[row.kind]} />,
    twoLines: 'if_sorted',
    least: 104,
    rank: 9,
  },
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
    twoLines: 'always',
    least: 108,
    share: 14,
    rank: 3,
  },
  location: {
    word: t('names.location'),
    draw: (row) => <Cut text={row.location} />,
    twoLines: 'always',
    least: 108,
    share: 12,
    rank: 7,
  },
  person: {
    word: t('common.reporter2'),
    draw: (row) => <Cut text={row.person} />,
    twoLines: 'always',
    least: 93,
    share: 10,
    rank: 6,
  },
  state: {
    word: t('common.status'),
    draw: (row) => <StateTag state={shownState(row)} />,
    twoLines: 'if_sorted',
    least: 160,
    rank: 8,
  },
  hints: {
    word: t('common.flags'),
    draw: (row) => <Hints row={row} />,
    isDescFirst: true,
    twoLines: 'always',
    least: 60,
    rank: 4,
  },
  duplicates: {
    word: t('common.duplicates'),
    draw: (row) => <Duplicates row={row} />,
    isDescFirst: true,
    twoLines: 'always',
    least: 88,
    share: 5,
    rank: 5,
  },
  value: {
    word: t('report.value'),
    draw: ({ value }) => (value === 0 ? <span className="cell-none">–</span> : <span>{wholeMoney(value)}</span>),
    isDescFirst: true,
    twoLines: 'always',
    least: 88,
    rank: 12,
  },
  assignee: {
    word: t('queue.assignee'),
    draw: ({ assignee }) => assignee !== '' && <Cut text={assignee} />,
    twoLines: 'always',
    least: 128,
    share: 6,
    rank: 11,
  },
};

/**
 * Style rules that every column needs. The grid only changes an attribute when its width or sort order changes, so no
 * line renders again.
 */
export const COLUMN_RULES = QUEUE_COLUMNS.flatMap((id) => [
  `.grid[data-out~="${id}"] .col-${id} { display: none; }`,
  ...(DESCRIPTORS[id].twoLines === 'always'
    ? []
    : [
        `.grid-two:not([data-sorted="${id}"]) .grid-cell.col-${id} { display: none; }`,
        // Weaker than the style sheet's own places for a column.
        `.grid-two:where([data-sorted="${id}"]) .grid-cell:where(.col-${id}) { order: 5; }`,
      ]),
]).join('\n');

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
