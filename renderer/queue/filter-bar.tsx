import { ArrowDownUp, Check, ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type Selection,
  ToggleButton,
} from 'react-aria-components';
import { QUEUE_COLUMNS, type QueueFilter, type QueueSort } from '#shared/domain/queue.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { EVERYTHING_OPEN } from '#shared/domain/views.ts';
import { CLOSED_STATES, OPEN_STATES } from '#shared/domain/workflow.ts';
import { t } from '../t.ts';
import { KIND_WORDS, STATE_WORDS } from '../wording/words.ts';
import { COLUMN_WORDS } from './columns.tsx';

const KINDS = Object.keys(KIND_WORDS) as ReportKind[];

export const isFiltering = (filter: QueueFilter) =>
  filter.states.length > 0 ||
  filter.kinds.length > 0 ||
  filter.text !== '' ||
  filter.likelyDuplicate ||
  (filter.only ?? []).length > 0;

/** The bar above the grid: how many reports there are, which of them are listed, and in what order. */
export function FilterBar({
  filter,
  onFilter,
  sort,
  onSort,
  total,
  more,
  columns,
  children,
}: {
  filter: QueueFilter;
  onFilter: (filter: QueueFilter) => void;
  sort: QueueSort;
  onSort: (sort: QueueSort) => void;
  total: number | null;
  /** True if more reports match than are listed. */
  more: boolean;
  columns: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="filter-bar">
      {children}
      <h1 className="filter-count" title={more ? t('queue.newestTotalOfMore', { total: total ?? 0 }) : undefined}>
        {total === null
          ? t('queue.queue')
          : more
            ? t('queue.newestNReports', { n: total })
            : t('common.nReports', { n: total })}
      </h1>
      <ChoiceMenu
        label={t('common.status')}
        none={t('queue.allOpen')}
        words={STATE_WORDS}
        groups={[
          { title: t('queue.open'), keys: OPEN_STATES },
          { title: t('queue.closed'), keys: CLOSED_STATES },
        ]}
        chosen={filter.states}
        onChoose={(states) => onFilter({ ...filter, states })}
      />
      <ChoiceMenu
        label={t('queue.kind')}
        none={t('common.allKinds')}
        words={KIND_WORDS}
        groups={[{ title: t('queue.kindOfReport'), keys: KINDS }]}
        chosen={filter.kinds}
        onChoose={(kinds) => onFilter({ ...filter, kinds })}
      />
      <ToggleButton
        className={`button filter-button${filter.likelyDuplicate ? ' filter-on' : ''}`}
        aria-label={t('queue.possibleDuplicatesOnly')}
        isSelected={filter.likelyDuplicate}
        onChange={(likelyDuplicate) => onFilter({ ...filter, likelyDuplicate })}
      >
        ≈
      </ToggleButton>
      {isFiltering(filter) && (
        <Button
          className="button button-quiet button-icon"
          aria-label={t('common.clearFilters')}
          onPress={() => onFilter(EVERYTHING_OPEN)}
        >
          <X className="icon" aria-hidden />
        </Button>
      )}
      <SortMenu sort={sort} onSort={onSort} />
      {columns}
    </div>
  );
}

function ChoiceMenu<K extends string>({
  label,
  none,
  words,
  groups,
  chosen,
  onChoose,
}: {
  label: string;
  none: string;
  words: Record<K, string>;
  groups: readonly { title: string; keys: readonly K[] }[];
  chosen: readonly K[];
  onChoose: (chosen: K[]) => void;
}) {
  const said = chosen.length === 0 ? none : chosen.map((key) => words[key]).join(', ');
  const all = groups.flatMap(({ keys }) => keys);
  const choose = (selection: Selection) =>
    onChoose(selection === 'all' ? [...all] : all.filter((key) => selection.has(key)));
  return (
    <MenuTrigger>
      <Button
        className={`button filter-button${chosen.length > 0 ? ' filter-on' : ''}`}
        aria-label={`${label}: ${said}`}
      >
        <span className="cut filter-said">{said}</span>
        <span className="filter-short" aria-hidden>
          {label}
        </span>
        <ChevronDown className="icon" aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu
          className="menu"
          aria-label={label}
          selectionMode="multiple"
          selectedKeys={chosen}
          onSelectionChange={choose}
        >
          {groups.map(({ title, keys }) => (
            <MenuSection key={title}>
              <Header className="menu-heading">{title}</Header>
              {keys.map((key) => (
                <MenuItem className="menu-item" id={key} key={key} textValue={words[key]}>
                  <Check className="icon menu-check" aria-hidden />
                  {words[key]}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Lists every column that the queue can be sorted by, including those the grid has no room for. */
function SortMenu({ sort, onSort }: { sort: QueueSort; onSort: (sort: QueueSort) => void }) {
  const said = `${COLUMN_WORDS[sort.column]}, ${sort.direction === 'asc' ? t('queue.ascending2') : t('queue.descending2')}`;
  return (
    <MenuTrigger>
      <Button
        className="button button-quiet filter-button sort-menu"
        aria-label={t('queue.sortOrderSaid', { order: orderWords(sort), said })}
      >
        <ArrowDownUp className="icon" aria-hidden />
        <span className="cut">{orderWords(sort)}</span>
        <ChevronDown className="icon" aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={t('queue.sort')}>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[sort.column]}
            onSelectionChange={(keys) => {
              const column = QUEUE_COLUMNS.find((id) => keys !== 'all' && keys.has(id));
              if (column !== undefined) onSort({ ...sort, column });
            }}
          >
            <Header className="menu-heading">{t('queue.sortBy')}</Header>
            {QUEUE_COLUMNS.map((id) => (
              <MenuItem className="menu-item" id={id} key={id} textValue={COLUMN_WORDS[id]}>
                <Check className="icon menu-check" aria-hidden />
                {COLUMN_WORDS[id]}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[sort.direction]}
            onSelectionChange={(keys) => {
              if (keys !== 'all') onSort({ ...sort, direction: keys.has('asc') ? 'asc' : 'desc' });
            }}
          >
            <Header className="menu-heading">{t('queue.order')}</Header>
            <MenuItem className="menu-item" id="asc" textValue={t('queue.ascending')}>
              <Check className="icon menu-check" aria-hidden />
              {t('queue.ascending')}
            </MenuItem>
            <MenuItem className="menu-item" id="desc" textValue={t('queue.descending')}>
              <Check className="icon menu-check" aria-hidden />
              {t('queue.descending')}
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function orderWords({ column, direction }: QueueSort): string {
  if (column === 'receivedAt') return direction === 'asc' ? t('queue.oldestFirst') : t('queue.newestFirst');
  return `${COLUMN_WORDS[column]} ${direction === 'asc' ? '↑' : '↓'}`;
}
