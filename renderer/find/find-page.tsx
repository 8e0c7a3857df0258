import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { isAway } from '../model/error-remedy.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListError } from '../ui/list-error.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useLive } from '../use-live.ts';
import { type Asked, FindForm, NOTHING } from './find-form.tsx';
import { FoundTable } from './found-table.tsx';
import { type Found, lastFound, useSearch } from './use-search.ts';
import { whatToTry } from './what-to-try.ts';

/** Searches every report that the server keeps, including those no longer on this workstation. */
export function FindPage({ onOpen }: { onOpen: (reportId: string) => void }) {
  const { zone } = useDesk();
  const kept = useLive('find.reason', undefined);
  /** The reason as typed; null while the session's reason applies. */
  const [reason, setReason] = useState<string | null>(null);
  const [asked, setAsked] = useState<Omit<Asked, 'reason'>>(
    () => lastFound.get()?.asked ?? { fields: NOTHING, from: null, to: null },
  );
  /** The reason given for the last search; it stays when the results are cleared. */
  const [given, setGiven] = useState<string | null>(null);
  const { found, error, busy, search, more, clear } = useSearch(zone, (last) => {
    setReason(null);
    setGiven(last.reason);
  });
  const hidden = useLive('queue.counts', { filters: [] }, ['reports']).value?.hidden ?? 0;
  const now: Asked = { ...asked, reason: reason ?? given ?? kept.value?.reason ?? '' };
  const isReasonKept = reason === null && now.reason !== '';
  const faults = error?.fields ?? [];
  const isCutOff = error !== null && isAway(error);
  return (
    <Page title={t('find.findAReport')} lead={t('find.everyReportTheAgencyKeeps')}>
      <FindForm
        asked={now}
        onChange={({ reason: typed, ...rest }) => {
          if (!isReasonKept) setReason(typed);
          setAsked(rest);
        }}
        isReasonKept={isReasonKept}
        onChangeReason={() => setReason(now.reason)}
        faults={faults}
        isBusy={busy}
        onSearch={() => search(now)}
        onClear={() => {
          setAsked({ fields: NOTHING, from: null, to: null });
          clear();
        }}
      />
      <div className="audit-list">
        {isCutOff && found === null && <ListError error={error} what="page" onRetry={() => search(now)} />}
        {error !== null && faults.length === 0 && !(isCutOff && found === null) && (
          <div className="pane-notice">
            <ErrorNotice
              error={error}
              title={t('find.couldntSearch')}
              onRetry={() => (found === null ? search(now) : more())}
            />
            {found !== null && <p className="faint">{t('find.whatWasFoundBeforeStays')}</p>}
          </div>
        )}
        {found !== null && <Results found={found} hidden={hidden} busy={busy} onOpen={onOpen} onMore={more} />}
      </div>
    </Page>
  );
}

function Results({
  found,
  hidden,
  busy,
  onOpen,
  onMore,
}: {
  found: Found;
  /** Number of reports left out of every search, because this supervisor will review them blind. */
  hidden: number;
  busy: boolean;
  onOpen: (reportId: string) => void;
  onMore: () => void;
}) {
  const { rows, more, count, spelling } = found;
  if (rows.length === 0) {
    return (
      <Empty icon={SearchX} title={t('find.noReportMatches')}>
        {whatToTry(found.asked).map((words) => (
          <p key={words}>{words}</p>
        ))}
        {found.asked.fields.number.trim() !== '' && <p>{t('find.maybeRemoved')}</p>}
        {hidden > 0 && <p>{t('second-review.nHidden', { n: hidden })}</p>}
      </Empty>
    );
  }
  return (
    <>
      {spelling === 'similar' && (
        <div className="pane-notice">
          <Notice tone="info" role="status">
            {t('find.noSuchNameSimilar')}
          </Notice>
        </div>
      )}
      <div className="audit-scroll">
        <FoundTable rows={rows} onOpen={onOpen} />
      </div>
      <div className="pager">
        <span role="status">
          {count === null
            ? t('find.shownOfMany', { shown: rows.length })
            : t('find.shownOfN', { shown: rows.length, n: count })}
          {hidden > 0 && ` · ${t('second-review.nHidden', { n: hidden })}`}
        </span>
        {more && (
          <Button className="button" isPending={busy} onPress={onMore}>
            {t('find.showMore')}
          </Button>
        )}
      </div>
    </>
  );
}
