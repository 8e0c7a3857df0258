import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Input as Asked, Output } from '#shared/ipc.ts';
import { useDebounced } from '../hooks/use-debounced.ts';
import { useLastPage } from '../hooks/use-last-page.ts';
import { t } from '../t.ts';
import { type LiveValue, useLive } from '../use-live.ts';
import { Page } from './page.tsx';
import { Refresh } from './refresh.tsx';
import { SearchInput } from './search-input.tsx';
import { Pages, ServerRows } from './server-rows.tsx';

const PAGE = 50;

type Searched = 'accounts.list' | 'accounts.sessions' | 'papers.list';
type Filtered = 'courtesy.list' | 'rms.list' | 'reviews.tray' | 'appeals.list';
export type List<Row, Page = { rows: Row[]; total: number }> = {
  live: LiveValue<Page>;
  /** The search text; null if the server cannot search this list. */
  text: string | null;
  setText: (text: string) => void;
  offset: number;
  setOffset: (offset: number) => void;
};

/** A list that the server filters, searches and pages. */
export function useSearchedList<C extends Searched>(
  channel: C,
  part: Omit<Asked<C>, 'text' | 'offset' | 'limit'>,
): List<Output<C>['rows'][number]> {
  const [text, setText] = useState('');
  const [offset, setOffset] = useState(0);
  const asked = useDebounced(text.trim());
  const live = useLive<C>(channel, { ...part, text: asked, offset, limit: PAGE } as Asked<C>);
  useLastPage(live, PAGE, offset, setOffset);
  return {
    live,
    text,
    setText: (next) => {
      setText(next);
      setOffset(0);
    },
    offset,
    setOffset,
  };
}

/** A list that the server filters and pages. */
export function usePart<C extends Filtered>(
  channel: C,
  part: Omit<Asked<C>, 'offset' | 'limit'>,
): List<Output<C>['rows'][number], Output<C>> {
  const [offset, setOffset] = useState(0);
  const live = useLive<C>(channel, { ...part, offset, limit: PAGE } as Asked<C>);
  useLastPage(live, PAGE, offset, setOffset);
  return { live, text: null, setText: () => {}, offset, setOffset };
}

const NOUNS = {
  account: {
    search: t('ui.searchAccounts'),
    none: t('ui.noAccounts'),
    noneFits: t('ui.noMatchingAccounts'),
    count: (n: number) => t('ui.nAccounts', { n }),
  },
  session: {
    search: t('ui.searchSessions'),
    none: t('ui.noSessions'),
    noneFits: t('ui.noMatchingSessions'),
    count: (n: number) => t('ui.nSessions', { n }),
  },
  letter: {
    search: t('ui.searchLetters'),
    none: t('ui.noLetters'),
    noneFits: t('ui.noMatchingLetters'),
    count: (n: number) => t('ui.nLetters', { n }),
  },
  contact: {
    search: t('ui.searchContacts'),
    none: t('ui.noContacts'),
    noneFits: t('ui.noMatchingContacts'),
    count: (n: number) => t('ui.nContacts', { n }),
  },
  package: {
    search: t('ui.searchPackages'),
    none: t('ui.noPackages'),
    noneFits: t('ui.noMatchingPackages'),
    count: (n: number) => t('ui.nPackages', { n }),
  },
  review: {
    search: t('second-review.search'),
    none: t('second-review.none'),
    noneFits: t('second-review.noMatching'),
    count: (n: number) => t('second-review.nReviews', { n }),
  },
  appeal: {
    search: t('second-review.searchAppeals'),
    none: t('second-review.noAppeals'),
    noneFits: t('second-review.noMatchingAppeals'),
    count: (n: number) => t('second-review.nAppeals', { n }),
  },
};

/** The layout shared by these lists: search box, empty and error states, and paging. */
export function ListPage<Row>({
  title,
  lead,
  search = '',
  noun,
  empty,
  elsewhere,
  icon,
  list,
  tools,
  filters,
  dialogs,
  children,
}: {
  title: string;
  lead: string;
  /** Label of the search box. */
  search?: string;
  noun: keyof typeof NOUNS;
  /** Additional explanation shown when the list is empty. */
  empty?: string;
  /** Another list to search when nothing matches in this one. */
  elsewhere?: { label: string; onPress: () => void };
  icon: LucideIcon;
  list: List<Row>;
  tools?: ReactNode;
  filters?: ReactNode;
  dialogs?: ReactNode;
  /** The table. */
  children: (rows: Row[]) => ReactNode;
}) {
  const of = NOUNS[noun];
  const { live, text, setText, offset, setOffset } = list;
  const searchBox = useRef<HTMLInputElement>(null);
  const isSearched = text !== null && text !== '';
  return (
    <Page
      title={title}
      lead={lead}
      tools={
        <>
          <Refresh onPress={live.refresh} />
          {tools}
        </>
      }
    >
      {text === null ? (
        filters !== undefined && <div className="audit-filters">{filters}</div>
      ) : (
        <div className="audit-filters" role="search" aria-label={of.search}>
          <SearchInput ref={searchBox} label={of.search} placeholder={search} value={text} onChange={setText} />
          {filters}
        </div>
      )}
      <ServerRows
        live={live}
        empty={{
          icon,
          title: isSearched ? of.noneFits : of.none,
          ...(isSearched || empty === undefined ? {} : { more: empty }),
          actions: isSearched && elsewhere && (
            <Button
              className="button"
              onPress={() => {
                elsewhere.onPress();
                // The button disappears along with the empty state, so the focus moves to the search box.
                searchBox.current?.focus();
              }}
            >
              {elsewhere.label}
            </Button>
          ),
        }}
        pager={
          <Pages
            words={(from, to) => t('ui.fromToOfCount', { from, to, count: of.count(live.value?.total ?? 0) })}
            offset={offset}
            shown={live.value?.rows.length ?? 0}
            total={live.value?.total ?? 0}
            page={PAGE}
            onOffset={setOffset}
          />
        }
      >
        {children}
      </ServerRows>
      {dialogs}
    </Page>
  );
}
