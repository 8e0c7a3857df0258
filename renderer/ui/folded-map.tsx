import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { usePrinting } from '../hooks/use-printing.ts';
import { t } from '../t.ts';

/**
 * The map for an incident online or by phone. Its location is the reporter's home, which says little, so the map is
 * collapsed on screen and left out on paper.
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
