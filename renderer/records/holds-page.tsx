import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { t } from '../t.ts';
import { Page } from '../ui/page.tsx';
import { HoldRecordList } from './hold-record-list.tsx';
import { HoldsList } from './holds-list.tsx';
import { NextList } from './next-list.tsx';
import { RemovedList } from './removed-list.tsx';

const PARTS = ['holds', 'record', 'next', 'removed'] as const;
type Part = (typeof PARTS)[number];
const TITLES: Record<Part, string> = {
  holds: t('find.legalHolds'),
  record: t('find.holdRecord'),
  next: t('find.removedNext'),
  removed: t('find.destructionRecord'),
};
const LEADS: Record<Part, string> = {
  holds: t('find.holdsLead'),
  record: t('find.holdRecordLead'),
  next: t('find.nextLead'),
  removed: t('find.removedLead'),
};

/** Legal holds, what retention will remove next, and what it has removed. */
export function HoldsPage({ onOpen, onFind }: { onOpen: (reportId: string) => void; onFind: () => void }) {
  const [part, setPart] = useState<Part>('holds');
  return (
    <Page title={t('find.holdsAndRetention')} lead={LEADS[part]}>
      <div className="audit-filters">
        <ToggleButtonGroup
          className="tray-states"
          aria-label={t('find.show')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[part]}
          onSelectionChange={(keys) => setPart(PARTS.find((one) => keys.has(one)) ?? part)}
        >
          {PARTS.map((one) => (
            <ToggleButton className="button filter-button" id={one} key={one}>
              {TITLES[one]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {part === 'holds' && <HoldsList label={TITLES.holds} onOpen={onOpen} onFind={onFind} />}
      {part === 'record' && <HoldRecordList label={TITLES.record} onOpen={onOpen} />}
      {part === 'next' && <NextList label={TITLES.next} onOpen={onOpen} />}
      {part === 'removed' && <RemovedList label={TITLES.removed} />}
    </Page>
  );
}
