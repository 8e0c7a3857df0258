import { Button } from 'react-aria-components';
import type { Role } from '#shared/domain/officer.ts';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { keyList } from './keymap.ts';

export function KeysDialog({
  role,
  isOpen,
  onClose,
  onTour,
}: {
  role: Role;
  isOpen: boolean;
  onClose: () => void;
  onTour: () => void;
}) {
  const { keys } = usePreferences();
  return (
    <DialogFrame
      title={t('common.keyboardShortcuts')}
      subtitle={t('shell.changeThemInSettings')}
      isOpen={isOpen}
      onClose={onClose}
      foot={
        <Button className="button" onPress={onTour}>
          {t('shell.showTheTour')}
        </Button>
      }
    >
      {/* A scrollable region must be reachable with Tab, so that it can be scrolled with the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="keys" tabIndex={0} aria-label={t('shell.allShortcuts')}>
        {keyList(keys, role).map(({ title, rows }) => (
          <section key={title}>
            <h3 className="keys-title">{title}</h3>
            <dl>
              {rows.map((row) => (
                <div className="keys-row" key={row.does}>
                  <dt>
                    {row.keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{row.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </DialogFrame>
  );
}
