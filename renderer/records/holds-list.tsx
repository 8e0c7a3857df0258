import { Gavel } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { HoldRow } from '#shared/holds-api.ts';
import { ask } from '../bridge.ts';
import { useDebounced } from '../hooks/use-debounced.ts';
import { useLastPage } from '../hooks/use-last-page.ts';
import { useTask } from '../hooks/use-task.ts';
import { calendarDay, longDay } from '../model/time.ts';
import { rich, t } from '../t.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListTable, Two } from '../ui/list-table.tsx';
import { ReportLink } from '../ui/report-link.tsx';
import { Pages, ServerRows } from '../ui/server-rows.tsx';
import { Tag } from '../ui/tag.tsx';
import { useLive } from '../use-live.ts';
import { LiftHoldDialog } from './lift-hold-dialog.tsx';
import { NumberSearch } from './number-search.tsx';
import { PlaceHoldDialog } from './place-hold-dialog.tsx';

const PAGE = 50;

/** Reports under a legal hold: who placed it, why and until when, and whether someone is lifting it. */
export function HoldsList({
  label,
  onOpen,
  onFind,
}: {
  label: string;
  onOpen: (reportId: string) => void;
  onFind: () => void;
}) {
  const [typed, setTyped] = useState('');
  const [offset, setOffset] = useState(0);
  const text = useDebounced(typed.trim());
  const live = useLive('holds.list', { text, offset, limit: PAGE });
  useLastPage(live, PAGE, offset, setOffset);
  const [lifting, setLifting] = useState<HoldRow | null>(null);
  const [changing, setChanging] = useState<HoldRow | null>(null);
  const task = useTask();
  const keep = ({ reportId }: HoldRow) =>
    task.run(reportId, async () => {
      await ask('holds.keep', { reportId });
      live.refresh();
    });
  const find = (
    <Button className="button" onPress={onFind}>
      {t('find.findAReport')}
    </Button>
  );
  return (
    <>
      <NumberSearch
        value={typed}
        onChange={(next) => {
          setTyped(next);
          setOffset(0);
        }}
        onRefresh={live.refresh}
      />
      {task.error !== null && (
        <div className="pane-notice">
          <ErrorNotice error={task.error} title={t('find.liftingNotStopped')} />
        </div>
      )}
      <ServerRows
        label={label}
        live={live}
        empty={
          text === ''
            ? { icon: Gavel, title: t('find.noHolds'), more: t('find.toPlaceAHold'), actions: find }
            : { icon: Gavel, title: t('find.noHoldOfNumber'), more: t('find.lookIntoHoldRecord') }
        }
        pager={
          <Pages
            offset={offset}
            shown={live.value?.rows.length ?? 0}
            total={live.value?.total ?? 0}
            page={PAGE}
            onOffset={setOffset}
          />
        }
      >
        {(rows) => (
          <ListTable
            look="tray"
            isNumber
            label={label}
            columns={[t('find.report'), t('find.holdReason'), t('find.placed'), t('find.expectedUntil')]}
            rows={rows.map((row) => ({
              id: row.reportId,
              head: <ReportLink {...row} onOpen={onOpen} />,
              cells: [
                row.lifting === null ? row.why : <Lifting key="why" why={row.why} lifting={row.lifting} />,
                <Two key="by" more={row.by.displayName}>
                  <DayTime at={row.at} />
                </Two>,
                <Until key="until" until={row.until} />,
              ],
              actions:
                row.lifting === null ? (
                  <>
                    <Button
                      className="button"
                      aria-label={t('find.changeHoldOnNumber', { number: row.trackingNumber })}
                      onPress={() => setChanging(row)}
                    >
                      {t('find.change')}
                    </Button>
                    <Button
                      className="button"
                      aria-label={t('find.liftHoldOnNumber', { number: row.trackingNumber })}
                      onPress={() => setLifting(row)}
                    >
                      {t('find.lift')}
                    </Button>
                  </>
                ) : (
                  <Button
                    className="button"
                    aria-label={t('find.keepHoldOnNumber', { number: row.trackingNumber })}
                    isPending={task.busy === row.reportId}
                    onPress={() => keep(row)}
                  >
                    {t('find.keepHold')}
                  </Button>
                ),
            }))}
          />
        )}
      </ServerRows>
      {changing !== null && (
        <PlaceHoldDialog on={changing} before={changing} onDone={live.refresh} onClose={() => setChanging(null)} />
      )}
      {lifting !== null && <LiftHoldDialog row={lifting} onDone={live.refresh} onClose={() => setLifting(null)} />}
    </>
  );
}

/**
 * Shows the day until which a hold is expected to last. The hold stays in place after that day, so someone should check
 * it.
 */
function Until({ until }: { until: string | null }) {
  const { now, zone } = useDesk();
  if (until === null) return '–';
  const isPast = until < calendarDay(new Date(now).toISOString(), zone);
  return isPast ? <Two more={<Tag tone="warn">{t('find.pastDate')}</Tag>}>{longDay(until)}</Two> : longDay(until);
}

function Lifting({ why, lifting }: { why: string; lifting: NonNullable<HoldRow['lifting']> }) {
  return (
    <Two
      more={
        <>
          <Tag tone="warn">{t('find.beingLifted')}</Tag>{' '}
          {rich('find.nameLiftsItAt', { name: lifting.by.displayName, when: <DayTime at={lifting.effectiveAt} /> })}{' '}
          <span dir="auto">{lifting.why}</span>
          {lifting.told !== 'mail' && (
            <span className="tray-more">{lifting.told === null ? t('find.notToldYet') : t('find.toldOnScreen')}</span>
          )}
        </>
      }
    >
      {why}
    </Two>
  );
}
