import { CloudOff, ScrollText, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import type { DecisionQuery, DecisionRow } from '#shared/domain/decision-record.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Output } from '#shared/ipc.ts';
import { useBackOnline } from '../hooks/use-back-online.ts';
import { useDebounced } from '../hooks/use-debounced.ts';
import { isAway } from '../model/error-remedy.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { HiddenNote } from '../ui/hidden-note.tsx';
import { shownOf } from '../ui/last-loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { DecisionDetail } from './decision-detail.tsx';
import { useExportDecisions } from './export-decisions.tsx';
import { type AuditFilter, NO_FILTER, type Place, queryOf } from './filter.ts';
import { Openings } from './openings.tsx';
import { Pager } from './pager.tsx';
import { useOpening } from './use-opening.ts';
import { WrongHints } from './wrong-hints.tsx';

const PAGE = 50;

/**
 * Lists every decision by every officer, for supervisors. The list comes from the server, because only the server has
 * all decisions.
 */
export function AuditPage({
  online,
  policy,
  drawSeen,
  onOpen,
}: {
  online: boolean;
  policy: Policy | null;
  /** Renders the report behind a decision as the officer saw it. */
  drawSeen: (seen: Output<'audit.decision'>) => ReactNode;
  onOpen: (reportId: string) => void;
}) {
  const { zone } = useDesk();
  const [filter, setFilter] = useState<AuditFilter>(NO_FILTER);
  const [direction, setDirection] = useState<DecisionQuery['direction']>('desc');
  /** The last row of each earlier page. */
  const [before, setBefore] = useState<readonly Place[]>([]);
  const [open, setOpen] = useState<DecisionRow | null>(null);
  const opening = useOpening(setOpen);
  const text = useDebounced(filter.text);
  const {
    limit: _,
    afterAt: __,
    afterId: ___,
    ...matching
  } = queryOf(filter, text, zone, {
    direction,
    after: undefined,
    limit: PAGE,
  });
  const list = useExportDecisions(matching);
  const { rows: officers = [], pastReasons = [] } = useLive('audit.officers', undefined).value ?? {};
  const live = useLive(
    'audit.decisions',
    queryOf(filter, text, zone, { direction, after: before.at(-1), limit: PAGE }),
  );
  const { value, error, refresh } = live;
  // The server logs each read, so the list is fetched again only on request or when the connection returns.
  useBackOnline(online, error, refresh);
  const isCutOff = error !== null && isAway(error);
  // If the server can't be reached, loaded rows stay visible, unless they were loaded with other filters.
  const shown = shownOf(live);
  // Closes the decision beside the list when a new search no longer lists it.
  if (open !== null && live.fresh && value !== undefined && !value.rows.some(({ id }) => id === open.id)) setOpen(null);
  const last = shown?.rows.at(-1);
  const first = before.length * PAGE;

  return (
    <Page
      title={t('common.decisions')}
      lead={t('audit.whoDecidedWhatWhenAndWhy')}
      tools={
        <>
          <Openings officers={officers} onOpen={onOpen} />
          <WrongHints onOpen={onOpen} />
          {list.button}
          <Refresh onPress={refresh} />
        </>
      }
    >
      {list.outcome}
      {opening.error !== null && (
        <div className="pane-notice">
          <ErrorNotice error={opening.error} title={t('audit.decisionNotOpened')} />
        </div>
      )}
      <div className="pane-notice">
        <HiddenNote />
      </div>
      <AuditFilters
        filter={filter}
        onFilter={(next) => {
          setFilter(next);
          setBefore([]);
        }}
        officers={officers}
        pastReasons={pastReasons}
        policy={policy}
      />
      <div className={open === null ? 'audit' : 'audit audit-with-detail'}>
        <div className="audit-list">
          {shown !== undefined && (isCutOff || !online) && (
            <div className="pane-notice">
              <Notice tone="warn" role="status">
                {t('trail.offlineAsLastLoaded')}
              </Notice>
            </div>
          )}
          {error !== null &&
            shown === undefined &&
            (isCutOff ? (
              <Empty
                icon={CloudOff}
                title={t('common.thisListNeedsTheAgencyServer')}
                actions={
                  <Button className="button" onPress={refresh}>
                    {t('common.tryAgain')}
                  </Button>
                }
              >
                {t('audit.onlyTheServerHasEveryOfficers')}
              </Empty>
            ) : (
              <div className="pane-notice">
                <ErrorNotice error={error} title={t('audit.couldntLoadDecisions')} onRetry={refresh} />
              </div>
            ))}
          {error === null && value === undefined && live.slow && (
            <Skeleton lines={12} label={t('audit.loadingDecisions')} />
          )}
          {shown !== undefined && shown.rows.length === 0 && (
            <Empty
              icon={ScrollText}
              title={filter === NO_FILTER ? t('audit.noDecisionsYet') : t('audit.noDecisionsMatchTheseFilters')}
            />
          )}
          {shown !== undefined && last !== undefined && (
            <>
              <AuditTable
                rows={shown.rows}
                first={first}
                busy={live.slow}
                direction={direction}
                openId={open?.id ?? null}
                onDirection={(next) => {
                  setDirection(next);
                  setBefore([]);
                }}
                onOpen={opening.open}
              />
              <Pager
                words={t('trail.decisionsFromTo', { from: first + 1, to: first + shown.rows.length })}
                onPrevious={before.length === 0 ? null : () => setBefore(before.slice(0, -1))}
                onNext={shown.more ? () => setBefore([...before, { at: last.at, id: last.id }]) : null}
              />
            </>
          )}
        </div>
        {open !== null && (
          <aside className="audit-detail" aria-label={t('audit.decisionOnNumber', { number: open.trackingNumber })}>
            <Button
              className="button button-quiet button-icon audit-close"
              aria-label={t('audit.closeDecision')}
              onPress={() => setOpen(null)}
            >
              <X className="icon" aria-hidden />
            </Button>
            <DecisionDetail
              key={open.id}
              row={open}
              openings={<Openings officers={officers} about={open.trackingNumber} onOpen={onOpen} />}
              drawSeen={drawSeen}
            />
          </aside>
        )}
      </div>
    </Page>
  );
}
