import { ChevronDown, ChevronRight, FlagOff } from 'lucide-react';
import { Fragment, useState } from 'react';
import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { LastLoaded, shownOf } from '../ui/last-loaded.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';
import { hintName, ruleWords } from '../wording/hint-words.ts';
import { Dismissals } from './dismissals.tsx';

/** Shows which rules produce flags that officers dismiss, and on which reports, so that the rules can be fixed. */
export function WrongHints({ onOpen }: { onOpen: (reportId: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="button" onPress={() => setOpen(true)}>
        <FlagOff className="icon" aria-hidden />
        {t('audit.dismissedFlags')}
      </Button>
      {open && (
        <DialogFrame
          isOpen
          size="wide"
          title={t('audit.flagsThatOfficersDismissed')}
          subtitle={t('audit.byRuleMostOftenDismissedFirst')}
          onClose={() => setOpen(false)}
        >
          <List onOpen={onOpen} />
        </DialogFrame>
      )}
    </>
  );
}

function List({ onOpen }: { onOpen: (reportId: string) => void }) {
  const [listed, setListed] = useState<string | null>(null);
  const live = useLive('hints.wrong', undefined);
  const { error, slow, refresh } = live;
  const value = shownOf(live);
  if (error !== null && value === undefined)
    return <ErrorNotice error={error} title={t('audit.couldntLoadTheCount')} onRetry={refresh} />;
  if (value === undefined) return slow ? <Skeleton lines={5} label={t('common.counting')} /> : null;
  if (value.rows.length === 0) return <Empty icon={FlagOff} title={t('audit.noOneHasDismissedAFlag')} />;
  return (
    <>
      <LastLoaded live={live} />
      <table className="tray-table" aria-label={t('audit.dismissedFlags')}>
        <thead>
          <tr>
            <th scope="col">{t('audit.rule')}</th>
            <th scope="col">{t('audit.dismissed')}</th>
            <th scope="col">{t('audit.lastTime')}</th>
          </tr>
        </thead>
        <tbody>
          {value.rows.map((row) => {
            const isListed = listed === row.code;
            const Icon = isListed ? ChevronDown : ChevronRight;
            return (
              <Fragment key={row.code}>
                <tr>
                  <th scope="row">
                    {hintName(row.code)}
                    <span className="tray-more">{ruleWords(row.code)}</span>
                  </th>
                  <td>
                    <Button
                      className="link-button"
                      aria-expanded={isListed}
                      aria-label={`${t('common.nReports', { n: row.reports })}: ${hintName(row.code)}`}
                      onPress={() => setListed(isListed ? null : row.code)}
                    >
                      {t('common.nReports', { n: row.reports })}
                      <Icon className="icon" aria-hidden />
                    </Button>
                    <span className="tray-more">{t('audit.nOfficers', { n: row.officers })}</span>
                  </td>
                  <td>
                    <DayTime at={row.newestAt} />
                  </td>
                </tr>
                {isListed && (
                  <tr>
                    <td colSpan={3}>
                      <Dismissals code={row.code} onOpen={onOpen} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
