import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Notice } from '../ui/notice.tsx';

/** A secret that is kept nowhere: whoever closes this too early gives another one. */
export function SecretOnce({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  return (
    <DialogFrame
      title={t('The first secret of {name}', { name })}
      isOpen
      keepOpen
      onClose={onClose}
      foot={
        <Button className="button button-primary" onPress={onClose}>
          {t('I have handed it over')}
        </Button>
      }
    >
      <div className="stack">
        <p className="file-path secret-once">{secret}</p>
        <Notice tone="warn">
          {t(
            'It is shown only now. It works once: at the first sign-in its owner chooses another one, which nobody else knows.',
          )}
        </Notice>
      </div>
    </DialogFrame>
  );
}
