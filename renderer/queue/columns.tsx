import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import { Flag } from 'lucide-react';
import { QUEUE_COLUMNS, type QueueColumn, type QueueRow } from '#shared/domain/queue.ts';
import { LIKELY_REPEAT } from '#shared/domain/repeat.ts';
import { type ColumnChoice, FIRST_COLUMNS } from '#shared/domain/views.ts';
import { promiseMark } from '../model/promise.ts';
import { exact } from '../model/time.ts';
import { known, t } from '../t.ts';
import { DayTime, Since, useDesk } from '../ui/desk-clock.tsx';
import { StateSign, StateTag, shownState } from '../ui/state-tag.tsx';
import { Tag } from '../ui/tag.tsx';
import { likelihood, percent } from '../wording/repeat-words.ts';
import { COLUMN_WORDS, KIND_WORDS } from '../wording/words.ts';
import { RowPresence } from './row-presence.tsx';

/** One line of the grid in view; its row is null while it is on its way. */
export type Slot = { index: number; row: QueueRow | null };

export const features = tableFeatures({ rowSortingFeature, columnOrderingFeature, columnVisibilityFeature });
const helper = createColumnHelper<typeof features, Slot>();

const column = (id: QueueColumn, draw: (row: QueueRow) => React.ReactNode, descFirst = false) =>
  helper.display({
    id,
    header: COLUMN_WORDS[id],
    enableSorting: true,
    sortDescFirst: descFirst,
    cell: ({ row }) => (row.original.row === null ? <span className="cell-bar" /> : draw(row.original.row)),
  });

/** The sorting is done in SQL: these columns only draw. */
export const columns = [
  column('trackingNumber', (row) => (
    <>
      <span className="cell-number">{row.trackingNumber}</span>
      <RowPresence claim={row.claim} />
    </>
  )),
  column('receivedAt', (row) => <DayTime at={row.receivedAt} />),
  column('waiting', (row) => <Waiting row={row} />, true),
  column('kind', (row) => <Cut text={KIND_WORDS[row.kind]} />),
  column('offense', (row) => (
    <>
      {/* Shown where the state's own column is not. */}
      <StateSign state={shownState(row)} />
      {row.offense === '' ? (
        <span className="cell-none">{t('queue.noTitleYet')}</span>
      ) : (
        <Cut text={known(row.offense)} />
      )}
    </>
  )),
  column('location', (row) => <Cut text={row.location} />),
  column('person', (row) => <Cut text={row.person} />),
  column('state', (row) => <StateTag state={shownState(row)} />),
  column('hints', (row) => <Hints hints={row.hints} />, true),
  column('repeats', (row) => <Repeats row={row} />, true),
];

/** Least width in pixels of the usual text, and the share of what is left over. */
const WIDTHS: Record<QueueColumn, { least: number; share: number }> = {
  trackingNumber: { least: 144, share: 0 },
  receivedAt: { least: 128, share: 0 },
  waiting: { least: 132, share: 0 },
  kind: { least: 128, share: 0 },
  offense: { least: 108, share: 14 },
  location: { least: 112, share: 12 },
  person: { least: 104, share: 10 },
  state: { least: 136, share: 0 },
  hints: { least: 60, share: 0 },
  repeats: { least: 88, share: 5 },
};

/** Which columns go first where there is little room; the report itself shows all of them. */
const IMPORTANCE: readonly QueueColumn[] = [
  'trackingNumber',
  'waiting',
  'offense',
  'hints',
  'repeats',
  'person',
  'location',
  'state',
  'kind',
  'receivedAt',
];

/** All columns in the officer's order; those that no order names stand where they stood at first. */
export function orderedColumns({ order }: Pick<ColumnChoice, 'order'>): QueueColumn[] {
  const rest = QUEUE_COLUMNS.filter((id) => !order.includes(id));
  return order.length === 0 ? rest : [...new Set([...order, ...rest])];
}

/** A column that moved by one place. */
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

/** The least width of a column in pixels. */
export const widthOf = (id: QueueColumn, { widths }: Pick<ColumnChoice, 'widths'>) => widths[id] ?? WIDTHS[id].least;

/** The columns for which a grid of this width has room, in no order; one that is hidden needs none. */
export function columnsThatFit(width: number, choice: ColumnChoice = FIRST_COLUMNS): Set<QueueColumn> {
  const fit = new Set<QueueColumn>();
  let used = 0;
  for (const id of IMPORTANCE) {
    if (choice.hidden.includes(id)) continue;
    used += widthOf(id, choice);
    if (used > width && fit.size > 0) break;
    fit.add(id);
  }
  return fit;
}

/** In rem, so that columns grow with the text. Columns that were drawn to a width have it; the others share what is left. */
export function gridTemplate(ids: readonly string[], choice: ColumnChoice = FIRST_COLUMNS): string {
  return ids
    .map((name) => {
      const id = name as QueueColumn;
      const { share } = WIDTHS[id];
      const least = widthOf(id, choice);
      const rem = least / 16;
      return share === 0 || choice.widths[id] !== undefined ? `${rem}rem` : `minmax(${rem}rem, ${share}fr)`;
    })
    .join(' ');
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
  const mark = row.unsent ? null : promiseMark(row.state, row.waitingSince, now, { zone, promiseDays, holidays });
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

function Hints({ hints }: { hints: number }) {
  if (hints === 0) return <span className="cell-none">–</span>;
  return (
    <Tag tone="warn" icon={Flag} title={t('queue.nScreeningHints', { n: hints })}>
      {hints}
    </Tag>
  );
}

function Repeats({ row: { repeats, strongest } }: { row: QueueRow }) {
  if (repeats === 0 || strongest === null) return <span className="cell-none">–</span>;
  const word = likelihood(strongest);
  return (
    <span
      className="cell-repeats"
      title={t('queue.nPossibleRepeatsTheStrongest', { n: repeats, word, percent: percent(strongest) })}
    >
      <Tag tone={strongest >= LIKELY_REPEAT ? 'repeat' : 'plain'}>≈ {repeats}</Tag>
      <span>{t('ui.nPercent', { n: Math.min(99, Math.round(strongest * 100)) })}</span>
      <span>{word}</span>
    </span>
  );
}
