import { Search, X } from 'lucide-react';
import { Button, type DateValue, Input, SearchField } from 'react-aria-components';
import type { DecisionQuery, DecisionRow } from '#shared/domain/decision-record.ts';
import { t } from '../t.ts';
import { Day } from '../ui/day.tsx';
import { Pick } from '../ui/pick.tsx';
import { ACT_NOUNS } from '../wording/words.ts';

export type AuditFilter = {
  from: DateValue | null;
  to: DateValue | null;
  officer: DecisionRow['officer'] | null;
  kind: NonNullable<DecisionQuery['kind']> | null;
  text: string;
};
export const NO_FILTER: AuditFilter = { from: null, to: null, officer: null, kind: null, text: '' };
const KINDS = Object.keys(ACT_NOUNS) as (keyof typeof ACT_NOUNS)[];

export function AuditFilters({
  filter,
  onFilter,
  rows,
}: {
  filter: AuditFilter;
  onFilter: (filter: AuditFilter) => void;
  rows: readonly DecisionRow[];
}) {
  const officers = new Map(rows.map(({ officer }) => [officer.id, officer]));
  if (filter.officer !== null) officers.set(filter.officer.id, filter.officer);
  return (
    <div className="audit-filters" role="search" aria-label={t('audit.filterDecisions')}>
      <SearchField
        className="audit-search search"
        aria-label={t('audit.searchDecisions')}
        value={filter.text}
        onChange={(text) => onFilter({ ...filter, text })}
        maxLength={200}
      >
        <Search className="icon search-icon" aria-hidden />
        <Input className="search-input" placeholder={t('audit.officerNumberReasonNote')} autoComplete="off" />
        {filter.text !== '' && (
          <Button className="button button-quiet search-clear" aria-label={t('common.clearSearch')}>
            <X className="icon" aria-hidden />
          </Button>
        )}
      </SearchField>
      <Day label={t('audit.from')} value={filter.from} onChange={(from) => onFilter({ ...filter, from })} />
      <Day label={t('audit.to')} value={filter.to} onChange={(to) => onFilter({ ...filter, to })} />
      <Pick
        label={t('common.officer')}
        none={t('common.everyone')}
        options={[...officers.values()].map(({ id, displayName }) => ({ id, words: displayName }))}
        chosen={filter.officer?.id ?? null}
        onChoose={(id) => onFilter({ ...filter, officer: id === null ? null : (officers.get(id) ?? null) })}
      />
      <Pick
        label={t('audit.decision')}
        none={t('common.allKinds')}
        options={KINDS.map((id) => ({ id, words: ACT_NOUNS[id] }))}
        chosen={filter.kind}
        onChoose={(id) => onFilter({ ...filter, kind: KINDS.find((kind) => kind === id) ?? null })}
      />
      {filter !== NO_FILTER && (
        <Button
          className="button button-quiet"
          aria-label={t('common.clearFilters')}
          onPress={() => onFilter(NO_FILTER)}
        >
          <X className="icon" aria-hidden />
          {t('audit.clear')}
        </Button>
      )}
    </div>
  );
}
