import { ListFilter, X } from 'lucide-react';
import { useState } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import type { ActKind } from '#shared/domain/act.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Output } from '#shared/ipc.ts';
import { t } from '../t.ts';
import { Day } from '../ui/day.tsx';
import { Pick } from '../ui/pick.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import { ACT_NOUNS } from '../wording/words.ts';
import { type AuditFilter, type Choices, countMore, NO_FILTER, withChoice } from './filter.ts';
import { MoreFilters } from './more-filters.tsx';
import { officerOptions } from './officer-options.ts';
import { SavedFilters } from './saved-filters.tsx';

const KINDS = (Object.keys(ACT_NOUNS) as ActKind[]).map((id) => ({ id, words: ACT_NOUNS[id] }));

/** Filters for the list of decisions; less common ones are behind a button. */
export function AuditFilters({
  filter,
  onFilter,
  officers,
  pastReasons,
  policy,
}: {
  filter: AuditFilter;
  onFilter: (filter: AuditFilter) => void;
  officers: Output<'audit.officers'>['rows'];
  pastReasons: Output<'audit.officers'>['pastReasons'];
  policy: Policy | null;
}) {
  const { choices } = filter;
  const more = countMore(choices);
  const [isOpen, setOpen] = useState(false);
  const choose = <K extends keyof Choices>(name: K, value: Choices[K] | undefined) =>
    onFilter({ ...filter, choices: withChoice(choices, name, value) });
  return (
    <div className="audit-filters" role="search" aria-label={t('audit.filterDecisions')}>
      <SearchInput
        label={t('audit.searchDecisions')}
        placeholder={t('audit.officerNumberReasonNote')}
        value={filter.text}
        most={200}
        onChange={(text) => onFilter({ ...filter, text })}
      />
      <Day label={t('audit.from')} value={filter.from} onChange={(from) => onFilter({ ...filter, from })} />
      <Day label={t('audit.to')} value={filter.to} onChange={(to) => onFilter({ ...filter, to })} />
      <Pick
        label={t('common.officer')}
        none={t('common.everyone')}
        options={officerOptions(officers)}
        chosen={choices.officerId}
        onChoose={(id) => choose('officerId', id)}
      />
      <Pick
        label={t('audit.decision')}
        none={t('common.allKinds')}
        options={KINDS}
        chosen={choices.kind}
        onChoose={(kind) => choose('kind', kind)}
      />
      <ToggleButton className="button filter-button" isSelected={isOpen} onChange={setOpen} aria-expanded={isOpen}>
        <ListFilter className="icon" aria-hidden />
        {more === 0 ? t('trail.moreFilters') : t('trail.moreFiltersN', { n: more })}
      </ToggleButton>
      <SavedFilters filter={filter} onFilter={onFilter} />
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
      {isOpen && <MoreFilters choices={choices} choose={choose} policy={policy} pastReasons={pastReasons} />}
    </div>
  );
}
