import { Button } from 'react-aria-components';
import { t } from '../t.ts';

/** Reloads a page's list from the server. */
export const Refresh = ({ onPress }: { onPress: () => void }) => (
  <Button className="button" onPress={onPress}>
    {t('common.refresh')}
  </Button>
);
