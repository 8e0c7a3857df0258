import { FlagOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { known, plural, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';

/** Which rules give hints that officers call wrong, so that somebody mends them. */
export function WrongHints() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="button" onPress={() => setOpen(true)}>
        <FlagOff className="icon" aria-hidden />
        {t('Wrong hints')}
      </Button>
      {open && (
        <DialogFrame
          isOpen
          size="wide"
          title={t('Hints that officers say are wrong')}
          subtitle={t('By rule, the most often named first')}
          onClose={() => setOpen(false)}
        >
          <List />
        </DialogFrame>
      )}
    </>
  );
}

function List() {
  const { value, error, slow, refresh } = useLive('hints.wrong', undefined);
  if (error !== null) return <ErrorNotice error={error} title={t('The count could not be read')} onRetry={refresh} />;
  if (value === undefined) return slow ? <Skeleton lines={5} label={t('Counting')} /> : null;
  if (value.rows.length === 0) return <Empty icon={FlagOff} title={t('Nobody has called a hint wrong')} />;
  return (
    <table className="tray-table" aria-label={t('Wrong hints')}>
      <thead>
        <tr>
          <th scope="col">{t('Rule')}</th>
          <th scope="col">{t('Called wrong')}</th>
          <th scope="col">{t('Last')}</th>
        </tr>
      </thead>
      <tbody>
        {value.rows.map((row) => (
          <tr key={row.code}>
            <th scope="row">
              {row.code.replaceAll('_', ' ')}
              <span className="tray-more">{known(row.rule)}</span>
            </th>
            <td>
              {plural(row.reports, '{n} report', '{n} reports')}
              <span className="tray-more">{plural(row.officers, '{n} officer', '{n} officers')}</span>
            </td>
            <td>
              <DayTime at={row.newestAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
