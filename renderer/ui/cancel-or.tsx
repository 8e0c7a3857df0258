import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { t } from '../t.ts';

/** The footer of a confirmation dialog: cancel, and the action itself. */
export function CancelOr({
  onCancel,
  onPress,
  isPending,
  isDisabled = false,
  children,
}: {
  onCancel: () => void;
  onPress: () => void;
  isPending: boolean;
  isDisabled?: boolean;
  /** The verb on the action's button. */
  children: ReactNode;
}) {
  return (
    <>
      <Button className="button" onPress={onCancel}>
        {t('common.cancel')}
      </Button>
      <Button className="button button-primary" isPending={isPending} isDisabled={isDisabled} onPress={onPress}>
        {children}
      </Button>
    </>
  );
}
