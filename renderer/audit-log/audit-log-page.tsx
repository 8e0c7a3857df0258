import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { Button, type DateValue } from 'react-aria-components';
import { AUDIT_GROUPS, type AuditGroup } from '#shared/audit-api.ts';
import { useDebounced } from '../hooks/use-debounced.ts';
import { addDays, startOfDay } from '../model/time.ts';
import { t } from '../t.ts';
import { Day } from '../ui/day.tsx';
import { useDesk } from '../ui/desk-clock.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Pick } from '../ui/pick.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import { ServerRows } from '../ui/server-rows.tsx';
import { useLive } from '../use-live.ts';
import { ChainState } from './chain-state.tsx';
import { EntryTable } from './entry-table.tsx';
import { useExportLog } from './export-log.tsx';
import { GROUP_WORDS } from './group-words.ts';

const PAGE = 50;

/** Searches by tracking number if the text has four or more digits, and by a person's name otherwise. */
const searchFilter = (text: string) =>
  text === '' ? {} : /(\d.*){4}/.test(text) ? { report: text.slice(0, 40) } : { person: text };

/** The audit log with names, for supervisors. The server logs each page that is read. */
export function AuditLogPage() {
  const { zone } = useDesk();
  const [group, setGroup] = useState<AuditGroup | null>(null);
  const [typed, setTyped] = useState('');
  const [from, setFrom] = useState<DateValue | null>(null);
  const [to, setTo] = useState<DateValue | null>(null);
  /** The sequence number of the last entry on each earlier page. */
  const [before, setBefore] = useState<readonly number[]>([]);
  const sought = useDebounced(typed.trim());
  const last = before.at(-1);
  const live = useLive('audit.entries', {
    limit: PAGE,
    ...(group === null ? {} : { group }),
    ...searchFilter(sought),
    ...(from === null ? {} : { from: startOfDay(from.toString(), zone) }),
    ...(to === null ? {} : { to: startOfDay(addDays(to.toString(), 1), zone) }),
    ...(last === undefined ? {} : { before: last }),
  });
  const chain = useLive('audit.chain', undefined);
  const refresh = () => {
    live.refresh();
    chain.refresh();
  };
  const first =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setBefore([]);
    };
  const exporting = useExportLog();
  const oldest = live.value?.rows.at(-1)?.seq;
  const hidden = live.value?.hidden ?? 0;
  return (
    <Page
      title={t('audit-log.auditLog')}
      lead={t('audit-log.lead')}
      tools={
        <>
          {exporting.button}
          <Refresh onPress={refresh} />
        </>
      }
    >
      {exporting.outcome}
      <ChainState chain={chain} isErrorShown={live.error !== null} />
      {hidden > 0 && (
        <div className="pane-notice">
          <Notice tone="info">{t('audit-log.nHidden', { n: hidden })}</Notice>
        </div>
      )}
      <div className="audit-filters" role="search" aria-label={t('audit-log.filterEntries')}>
        <SearchInput
          label={t('audit-log.searchByPerson')}
          placeholder={t('audit-log.personsName')}
          value={typed}
          onChange={first(setTyped)}
        />
        <Pick
          label={t('audit-log.about')}
          none={t('audit-log.everything')}
          options={AUDIT_GROUPS.map((id) => ({ id, words: GROUP_WORDS[id] }))}
          chosen={group ?? undefined}
          onChoose={first((id: (typeof AUDIT_GROUPS)[number] | undefined) => setGroup(id ?? null))}
        />
        <Day label={t('audit.from')} value={from} onChange={first(setFrom)} />
        <Day label={t('audit.to')} value={to} onChange={first(setTo)} />
      </div>
      <ServerRows
        label={t('audit-log.auditLog')}
        live={{ ...live, refresh }}
        empty={{ icon: SearchX, title: t('audit-log.noEntries') }}
        pager={
          <div className="pager">
            <span>{t('audit-log.newestFirst')}</span>
            <Button className="button" isDisabled={before.length === 0} onPress={() => setBefore(before.slice(0, -1))}>
              {t('audit-log.newer')}
            </Button>
            <Button
              className="button"
              isDisabled={live.value?.more !== true || oldest === undefined || !live.fresh}
              onPress={() => oldest !== undefined && setBefore([...before, oldest])}
            >
              {t('audit-log.older')}
            </Button>
          </div>
        }
      >
        {(rows) => <EntryTable rows={rows} names={live.value?.names ?? {}} />}
      </ServerRows>
    </Page>
  );
}
