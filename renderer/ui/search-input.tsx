import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { t } from '../t.ts';

/** The search box above a list. */
export function SearchInput({
  label,
  placeholder,
  value,
  most = 100,
  onChange,
  ref,
}: {
  label: string;
  placeholder: string;
  value: string;
  /** Maximum number of characters. */
  most?: number;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
}) {
  return (
    <SearchField className="audit-search search" aria-label={label} value={value} onChange={onChange} maxLength={most}>
      <Search className="icon search-icon" aria-hidden />
      <Input ref={ref} className="search-input" placeholder={placeholder} autoComplete="off" />
      {value !== '' && (
        <Button className="button button-quiet search-clear" aria-label={t('common.clearSearch')}>
          <X className="icon" aria-hidden />
        </Button>
      )}
    </SearchField>
  );
}
