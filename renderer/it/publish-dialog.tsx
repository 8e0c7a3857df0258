import { useState } from 'react';
import type { LinkPublication } from '#shared/domain/link-fit.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { TaskError } from '../ui/task-error.tsx';
import { versionWords } from './fit-words.ts';

/** Explains what will happen when new weights are put into use. */
export function PublishDialog({
  chosen,
  onPublished,
  onClose,
}: {
  chosen: LinkPublication;
  onPublished: () => void;
  onClose: () => void;
}) {
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const announce = useAnnounce();
  const publish = async () => {
    setAsking(true);
    setError(null);
    try {
      const { version } = await ask('linkage.publish', chosen);
      announce(t('linkage.versionVersionIsActive', { version }));
      onPublished();
      onClose();
    } catch (thrown) {
      const why = toAppError(thrown);
      setError(why);
      // The data shown behind the dialog is outdated, so refresh it.
      if (why.code === 'stale_version') onPublished();
    } finally {
      setAsking(false);
    }
  };
  return (
    <DialogFrame
      title={
        'fit' in chosen
          ? t('linkage.activateTheTunedWeights')
          : t('linkage.reactivateVersion', { version: versionWords(chosen.version) })
      }
      isOpen
      onClose={onClose}
      foot={
        <CancelOr
          onCancel={onClose}
          onPress={() => void publish()}
          isPending={asking}
          isDisabled={error?.code === 'stale_version'}
        >
          {t('linkage.activate2')}
        </CancelOr>
      }
    >
      <div className="stack">
        <TaskError error={error} onProven={() => void publish()} />
        <p>{t('linkage.theServerUsesThemAtOnce')}</p>
      </div>
    </DialogFrame>
  );
}
