import { type ReactNode, useMemo } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Policy } from '#shared/domain/policy.ts';
import { t } from '../t.ts';
import { LettersSection } from './letters-section.tsx';
import type { KnownCodes } from './list-section.tsx';
import {
  AgencySection,
  HolidaysSection,
  LimitsSection,
  MissingItemsSection,
  MustAcceptSection,
  OffensesSection,
  ReasonsSection,
  SentencesSection,
} from './sections.tsx';
import { useEditing } from './use-editing.ts';

type Part = { id: string; title: string; paths: readonly string[]; draw: (known: KnownCodes) => ReactNode };

const PARTS: readonly Part[] = [
  { id: 'letters', title: t('policy.letters'), paths: ['letters'], draw: () => <LettersSection /> },
  { id: 'reasons', title: t('policy.reasons'), paths: ['reasons'], draw: (known) => <ReasonsSection known={known} /> },
  {
    id: 'offenses',
    title: t('policy.offenses'),
    paths: ['offenses'],
    draw: (known) => <OffensesSection known={known} />,
  },
  {
    id: 'missingItems',
    title: t('policy.missingItems'),
    paths: ['missingItems'],
    draw: (known) => <MissingItemsSection known={known} />,
  },
  {
    id: 'sentences',
    title: t('policy.sentences'),
    paths: ['sentences'],
    draw: (known) => <SentencesSection known={known} />,
  },
  {
    id: 'mustAccept',
    title: t('policy.mustAccept'),
    paths: ['mustAccept'],
    draw: (known) => <MustAcceptSection known={known} />,
  },
  { id: 'limits', title: t('policy.limits'), paths: ['limits', 'times'], draw: () => <LimitsSection /> },
  { id: 'holidays', title: t('policy.holidays'), paths: ['holidays'], draw: () => <HolidaysSection /> },
  { id: 'agency', title: t('policy.agency'), paths: ['agency', 'notice'], draw: () => <AgencySection /> },
];

/** The parts of the policy as tabs; each says how many problems it has. */
export function Parts({ inForce }: { inForce: Policy | null }) {
  const { faults } = useEditing();
  const known = useMemo(() => codesOf(inForce), [inForce]);
  return (
    <Tabs className="policy-tabs">
      <TabList className="policy-tab-list" aria-label={t('policy.parts')}>
        {PARTS.map(({ id, title, paths }) => {
          const n = faults.filter(({ path }) => paths.includes(path.split('.')[0] ?? '')).length;
          return (
            <Tab className="policy-tab" id={id} key={id}>
              {title}
              {n > 0 && <span className="policy-problem"> ({t('policy.nFaults', { n })})</span>}
            </Tab>
          );
        })}
      </TabList>
      {PARTS.map(({ id, draw }) => (
        <TabPanel className="policy-panel" id={id} key={id}>
          {draw(known)}
        </TabPanel>
      ))}
    </Tabs>
  );
}

function codesOf(policy: Policy | null): KnownCodes {
  if (policy === null) return new Set();
  const lists = ['reasons', 'offenses', 'missingItems', 'sentences', 'mustAccept'] as const;
  return new Set(lists.flatMap((list) => policy[list].map(({ code }) => `${list}.${code}`)));
}
