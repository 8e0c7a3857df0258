import { Button } from 'react-aria-components';
import { t } from '../t.ts';

/** Previous and next buttons for a list of unknown length. */
export function Pager({
  words,
  onPrevious,
  onNext,
}: {
  words: string;
  /** Null on the first page. */
  onPrevious: (() => void) | null;
  /** Null on the last page. */
  onNext: (() => void) | null;
}) {
  return (
    <div className="pager">
      <span>{words}</span>
      <Button className="button" isDisabled={onPrevious === null} onPress={() => onPrevious?.()}>
        {t('common.previous')}
      </Button>
      <Button className="button" isDisabled={onNext === null} onPress={() => onNext?.()}>
        {t('common.next')}
      </Button>
    </div>
  );
}
