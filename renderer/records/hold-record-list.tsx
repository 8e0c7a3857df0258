import { Gavel } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { HoldRecordRow } from '#shared/holds-api.ts';
import { useDebounced } from '../hooks/use-debounced.ts';
import { longDay } from '../model/time.ts';
import { rich, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { ReportLink } from '../ui/report-link.tsx';
import { Pages, ServerRows } from '../ui/server-rows.tsx';
import { Tag } from '../ui/tag.tsx';
import { useLive } from '../use-live.ts';
import { NumberSearch } from './number-search.tsx';

const PAGE = 50;

/** Every legal hold there has been, including ended ones: who placed, changed and lifted it, when and why. */
export function HoldRecordList({ label, onOpen }: { label: string; onOpen: (reportId: string) => void }) {
  const [typed, setTyped] = useState('');
  const [offset, setOffset] = useState(0);
  const text = useDebounced(typed.trim());
  const live = useLive('holds.record', { text, offset, limit: PAGE });
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
      <ServerRows
        label={label}
        live={live}
        empty={{ icon: Gavel, title: text === '' ? t('find.noHoldRecord') : t('find.noHoldOfNumber') }}
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
            columns={[t('find.report'), t('find.whatWasDone'), t('find.holdEnded')]}
            rows={rows.map((row) => ({
              id: row.id,
              head:
                row.removedAt === null ? (
                  <ReportLink {...row} onOpen={onOpen} />
                ) : (
                  <span className="cell-number">{row.trackingNumber}</span>
                ),
              cells: [<HoldSteps key="steps" steps={row.steps} />, <Ended key="ended" row={row} />],
              actions: null,
            }))}
          />
        )}
      </ServerRows>
    </>
  );
}

const STEP_WORDS: Record<HoldRecordRow['steps'][number]['did'], (name: string, when: ReactNode) => ReactNode> = {
  placed: (name, when) => rich('find.namePlacedItAt', { name, when }),
  changed: (name, when) => rich('find.nameChangedItAt', { name, when }),
  asked: (name, when) => rich('find.nameAskedToLiftItAt', { name, when }),
  kept: (name, when) => rich('find.nameKeptItAt', { name, when }),
  ended: (_, when) => rich('find.itEndedAt', { when }),
};

/** The steps of a hold, in order. */
export function HoldSteps({ steps }: Pick<HoldRecordRow, 'steps'>) {
  return (
    <ol className="hold-steps">
      {steps.map(({ did, at, by, why, until }) => (
        <li key={`${did}${at}`}>
          {STEP_WORDS[did](by.displayName, <DayTime at={at} />)}
          {/* A hold ends for the reason given for lifting it, so don't repeat that reason. */}
          {did !== 'ended' && why !== null && (
            <>
              <span className="tray-more">
                {rich(did === 'asked' ? 'find.liftedBecause' : 'find.heldBecause', { why: <bdi>{why}</bdi> })}
              </span>
              {until !== null && (
                <span className="tray-more">{t('find.expectedUntilDay', { day: longDay(until) })}</span>
              )}
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

function Ended({ row: { steps, endedAt, removedAt } }: { row: HoldRecordRow }) {
  // A hold is being lifted only if the request to lift it is the last step, because any later step cancels the lifting.
  if (endedAt === null && steps.at(-1)?.did === 'asked') return <Tag tone="warn">{t('find.beingLifted')}</Tag>;
  if (endedAt === null) return <Tag tone="ok">{t('find.inPlace')}</Tag>;
  return (
    <>
      <DayTime at={endedAt} />
      {removedAt !== null && (
        <span className="tray-more">
          {t('find.reportRemoved')} <DayTime at={removedAt} />
        </span>
      )}
    </>
  );
}
