import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';

/** Notifies the officer of decisions that were lost with an earlier cache and are still in the encrypted backup. */
export function LostDecisions({ lost, onShow }: { lost: number; onShow: () => void }) {
  if (lost === 0) return null;
  return (
    <div className="banner">
      <Notice
        tone="warn"
        role="status"
        title={t('common.nOfYourDecisionsAreOnly', { n: lost })}
        actions={
          <Button className="button" onPress={onShow}>
            {t('shell.recoverThem', { n: lost })}
          </Button>
        }
      />
    </div>
  );
}
