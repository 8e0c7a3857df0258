import { FlagOff } from 'lucide-react';
import { useState } from 'react';
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

/** Shows which rules produce flags that officers dismiss, so that the rules can be fixed. */
export function WrongHints() {
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
          <List />
        </DialogFrame>
      )}
    </>
  );
}

function List() {
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
          {value.rows.map((row) => (
            <tr key={row.code}>
              <th scope="row">
                {hintName(row.code)}
                <span className="tray-more">{ruleWords(row.code)}</span>
              </th>
              <td>
                {t('common.nReports', { n: row.reports })}
                <span className="tray-more">{t('audit.nOfficers', { n: row.officers })}</span>
              </td>
              <td>
                <DayTime at={row.newestAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
