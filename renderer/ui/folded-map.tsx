import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { usePrinting } from '../hooks/use-printing.ts';
import { t } from '../t.ts';

/**
 * The map of what happened online or by phone. The place is where the reporter lives, which says little, so it is folded,
 * and on paper left out.
 */
export function FoldedMap({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  if (usePrinting()) return null;
  return (
    <>
      <Button className="button button-link" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {isOpen ? t('report.hideMap') : t('report.showMap')}
      </Button>
      {isOpen && children}
    </>
  );
}
