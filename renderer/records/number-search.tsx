import { t } from '../t.ts';
import { Refresh } from '../ui/refresh.tsx';
import { SearchInput } from '../ui/search-input.tsx';

/** The box that finds a report in a list of records by the beginning of its number, and a button that loads the list again. */
export function NumberSearch({
  value,
  placeholder = t('find.trackingNumber'),
  onChange,
  onRefresh,
}: {
  value: string;
  placeholder?: string;
  onChange: (value: string) => void;
  onRefresh: () => void;
}) {
  return (
    <div className="audit-filters" role="search" aria-label={t('find.searchByNumber')}>
      <SearchInput
        label={t('find.searchByNumber')}
        placeholder={placeholder}
        value={value}
        most={40}
        onChange={onChange}
      />
      <Refresh onPress={onRefresh} />
    </div>
  );
}
