import { t } from '../t.ts';
import { Refresh } from '../ui/refresh.tsx';
import { SearchInput } from '../ui/search-input.tsx';

/** Searches a list of records by the beginning of a number, with a button that reloads the list. */
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
