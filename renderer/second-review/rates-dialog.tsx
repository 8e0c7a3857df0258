import { type ReactNode, useState } from 'react';
import { Button, type DateValue } from 'react-aria-components';
import { wilson } from '#shared/domain/wilson.ts';
import { addDays, startOfDay } from '../model/time.ts';
import { locale, t } from '../t.ts';
import { Day } from '../ui/day.tsx';
import { useDesk } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { LastLoaded, shownOf } from '../ui/last-loaded.tsx';
import { ListError } from '../ui/list-error.tsx';
import { OfficerName } from '../ui/openings-table.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useTitles } from '../ui/titles.tsx';
import { useLive } from '../use-live.ts';
import { ACT_NOUNS } from '../wording/words.ts';

type Counts = { reviewed: number; agreed: number; sentBack: number; overturned: number };

/** Shows how often reviewers agreed, with the uncertainty of each rate. */
export function RatesDialog({ onClose }: { onClose: () => void }) {
  const { zone } = useDesk();
  const [days, setDays] = useState<{ from: DateValue | null; to: DateValue | null }>({ from: null, to: null });
  const live = useLive('reviews.rates', {
    ...(days.from === null ? {} : { from: startOfDay(days.from.toString(), zone) }),
    ...(days.to === null ? {} : { to: startOfDay(addDays(days.to.toString(), 1), zone) }),
  });
  const titles = useTitles();
  const rates = shownOf(live);
  return (
    <DialogFrame
      isOpen
      size="wide"
      title={t('second-review.rates')}
      onClose={onClose}
      foot={
        <Button className="button" onPress={onClose}>
          {t('ui.close')}
        </Button>
      }
    >
      {live.error !== null && rates === undefined && <ListError error={live.error} onRetry={live.refresh} />}
      <LastLoaded live={live} />
      {live.error === null && live.value === undefined && live.slow && <Skeleton lines={4} label={t('ui.loading')} />}
      {rates !== undefined && (
        <div className="stack">
          <p>{t('second-review.ratesLead')}</p>
          <div className="audit-filters" role="search" aria-label={t('second-review.decidedWhen')}>
            <Day
              label={t('second-review.decidedFrom')}
              value={days.from}
              onChange={(from) => setDays({ ...days, from })}
            />
            <Day label={t('second-review.decidedTo')} value={days.to} onChange={(to) => setDays({ ...days, to })} />
          </div>
          <RateTable
            label={t('second-review.byOfficer')}
            head={t('common.officer')}
            rows={rates.officers.map((row) =>
              Object.assign({ id: row.officer.id, name: <OfficerName {...row.officer} /> }, row),
            )}
          />
          <RateTable
            label={t('second-review.byDecision')}
            head={t('audit.decision')}
            rows={rates.codes.map((row) => {
              const what = row.kind === 'approve' ? titles.offense(row.code) : titles.reason(row.code);
              return Object.assign({ id: `${row.kind} ${row.code}`, name: `${ACT_NOUNS[row.kind]}: ${what}` }, row);
            })}
          />
        </div>
      )}
    </DialogFrame>
  );
}

function RateTable({
  label,
  head,
  rows,
}: {
  label: string;
  head: string;
  rows: readonly (Counts & { id: string; name: ReactNode })[];
}) {
  return (
    <section aria-label={label}>
      <h3 className="section-title">{label}</h3>
      {rows.length === 0 ? (
        <p className="faint">{t('second-review.noRates')}</p>
      ) : (
        <table className="tray-table" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col">{t('second-review.reviewed')}</th>
              <th scope="col">{t('second-review.agreementRate')}</th>
              <th scope="col">{t('second-review.sentBackRate')}</th>
              <th scope="col">{t('second-review.overturnRate')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, reviewed, agreed, sentBack, overturned }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{reviewed.toLocaleString(locale())}</td>
                <td>{shareWords(agreed, reviewed)}</td>
                <td>{shareWords(sentBack, reviewed)}</td>
                <td>{shareWords(overturned, reviewed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const percent = (share: number) => share.toLocaleString(locale(), { style: 'percent', maximumFractionDigits: 0 });

/** A share with its 95% interval: "92% (65% to 99%)". */
export function shareWords(hits: number, of: number): string {
  const range = wilson(hits, of);
  if (range === null) return '–';
  return t('second-review.share', { share: percent(hits / of), low: percent(range.low), high: percent(range.high) });
}
