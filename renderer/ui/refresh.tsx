import { Button } from 'react-aria-components';
import { t } from '../t.ts';

/** Asks the server for a page's list again. */
export const Refresh = ({ onPress }: { onPress: () => void }) => (
  <Button className="button" onPress={onPress}>
    {t('common.refresh')}
  </Button>
);
