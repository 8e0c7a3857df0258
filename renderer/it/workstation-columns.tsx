import type { ReactNode } from 'react';
import { isNewer, type Lag, type UpdateProblem, type Workstation } from '#shared/domain/workstation.ts';
import { say, t } from '../t.ts';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { Two } from '../ui/list-table.tsx';
import { Tag, type TagTone } from '../ui/tag.tsx';
import { sizeWords } from '../wording/size-words.ts';

/**
 * Days left to install the newer version; the fewer, the more urgent. Workstations with the newest version sort last.
 */
const daysLeft = (lag: Lag | null) => (lag === null ? Number.POSITIVE_INFINITY : lag.allowed - lag.days);

const tone = (lag: Lag): TagTone => (daysLeft(lag) < 0 ? 'danger' : daysLeft(lag) <= 7 ? 'warn' : 'plain');
const SEVERITY_WORDS: Record<Lag['severity'], string> = {
  critical: t('it.severityCritical'),
  high: t('it.severityHigh'),
  medium: t('it.severityMedium'),
  low: t('it.severityLow'),
};
const severity = (lag: Lag) => SEVERITY_WORDS[lag.severity];
const lagWords = (lag: Lag) =>
  daysLeft(lag) < 0
    ? t('it.lagOver', { severity: severity(lag), n: -daysLeft(lag) })
    : t('it.lagLeft', { severity: severity(lag), n: daysLeft(lag) });

const failure = ({ problem }: UpdateProblem) => say('errors.update', { code: problem, params: {} });

const INSTALLED_FOR = { user: t('it.forOneAccount'), machine: t('it.forWholeComputer') } as const;
const modeWords = ({ installedFor }: Workstation) => (installedFor === null ? null : INSTALLED_FOR[installedFor]);
/** The update channel, and whether updates are installed for one account or for the whole computer. */
const installationWords = (row: Workstation) => [row.channel, modeWords(row)].filter((one) => one !== null).join(' · ');

/** Names the officers with unsent decisions on a workstation, with a note if some decisions can't be attributed. */
function unsentWords({ waiting, unsentOf }: Workstation): string {
  const known = unsentOf.reduce((sum, one) => sum + one.waiting, 0);
  const names = unsentOf.map(({ officer }) => officer.displayName);
  return [...names, ...(known < waiting ? [t('it.unsentUnknown')] : [])].join(', ');
}

const byText = (one: string, other: string) => one.localeCompare(other, undefined, { numeric: true });

export type Column = {
  id: 'name' | 'version' | 'lag' | 'failed' | 'seen' | 'system' | 'waiting' | 'cache';
  title: string;
  /** Compares rows for sorting by this column. */
  compare: (one: Workstation, other: Workstation) => number;
  cell: (row: Workstation) => ReactNode;
  /** The value in an exported spreadsheet. */
  value: (row: Workstation) => string | number | null;
};

export const COLUMNS: readonly Column[] = [
  {
    id: 'name',
    title: t('it.workstation'),
    compare: (one, other) => byText(one.name, other.name),
    cell: ({ name, officer }) => (
      <span title={t('it.lastUsedBy', { name: officer.displayName })} dir="auto">
        {name}
      </span>
    ),
    value: ({ name }) => name,
  },
  {
    id: 'version',
    title: t('it.version'),
    compare: (one, other) => (one.version === other.version ? 0 : isNewer(one.version, other.version) ? 1 : -1),
    cell: (row) => <Two more={installationWords(row)}>{row.version}</Two>,
    value: ({ version }) => version,
  },
  {
    id: 'lag',
    title: t('it.updateDue'),
    compare: (one, other) => {
      const [left, right] = [daysLeft(one.lag), daysLeft(other.lag)];
      return left === right ? 0 : left - right;
    },
    cell: ({ lag }) =>
      lag === null ? (
        <span className="faint">{t('it.upToDate')}</span>
      ) : (
        <Tag tone={tone(lag)} title={t('it.lagMeans', { version: lag.version, days: lag.days, allowed: lag.allowed })}>
          {lagWords(lag)}
        </Tag>
      ),
    value: ({ lag }) => (lag === null ? null : lagWords(lag)),
  },
  {
    id: 'failed',
    title: t('it.failedUpdate'),
    compare: (one, other) => Number(other.update !== null) - Number(one.update !== null),
    cell: ({ update }) =>
      update !== null && (
        <>
          <Tag tone="danger">{update.version ?? t('it.unknownVersion')}</Tag> {failure(update)}
        </>
      ),
    value: ({ update }) => (update === null ? null : (update.version ?? t('it.unknownVersion'))),
  },
  {
    id: 'seen',
    title: t('it.lastSeen'),
    compare: (one, other) => other.seenAt.localeCompare(one.seenAt),
    cell: ({ seenAt }) => <TimeAgo at={seenAt} />,
    value: ({ seenAt }) => seenAt,
  },
  {
    id: 'system',
    title: t('it.system'),
    compare: (one, other) => byText(one.system, other.system),
    cell: ({ system }) => <span title={system}>{system}</span>,
    value: ({ system }) => system,
  },
  {
    id: 'waiting',
    title: t('it.unsent'),
    compare: (one, other) => other.waiting - one.waiting,
    cell: (row) =>
      row.waiting === 0 ? (
        <span className="faint">0</span>
      ) : (
        <Two more={unsentWords(row)}>
          <Tag tone="warn">{row.waiting}</Tag>
        </Two>
      ),
    value: ({ waiting }) => waiting,
  },
  {
    id: 'cache',
    title: t('it.cache'),
    compare: (one, other) => other.cacheBytes - one.cacheBytes,
    cell: ({ cache, cacheBytes }) =>
      cache === 'memory' ? (
        <Tag tone="warn" title={t('it.inMemoryMeans')}>
          {t('it.inMemory')}
        </Tag>
      ) : (
        sizeWords(cacheBytes)
      ),
    value: ({ cache, cacheBytes }) => (cache === 'memory' ? t('it.inMemory') : cacheBytes),
  },
];

type CsvColumn = Pick<Column, 'title' | 'value'>;

/** Extra columns in a spreadsheet, where the page shows two values in one cell. */
const MORE: Partial<Record<Column['id'], readonly CsvColumn[]>> = {
  version: [
    { title: t('it.channel'), value: ({ channel }) => channel },
    { title: t('it.installedFor'), value: modeWords },
  ],
  waiting: [{ title: t('it.unsentBy'), value: (row) => (row.waiting === 0 ? null : unsentWords(row)) }],
  failed: [{ title: t('it.whyItFailed'), value: ({ update }) => (update === null ? null : failure(update)) }],
};

/**
 * The columns of the spreadsheet: those of the page, plus separate columns for values that share a cell on the page.
 */
export const CSV_COLUMNS: readonly CsvColumn[] = COLUMNS.flatMap((column) => [column, ...(MORE[column.id] ?? [])]);

/** Omits the column for failed updates if there are none. */
export const columnsFor = (rows: readonly Workstation[]): readonly Column[] =>
  COLUMNS.filter(({ id }) => id !== 'failed' || rows.some(({ update }) => update !== null));
