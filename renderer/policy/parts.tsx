import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { t } from '../t.ts';
import { goToPlace } from './go-to-place.ts';
import { LettersSection } from './letters-section.tsx';
import {
  HandoutsSection,
  MissingItemsSection,
  MustAcceptSection,
  OffensesSection,
  ReasonsSection,
  ScreeningSection,
  SentencesSection,
} from './list-sections.tsx';
import { RetentionSection } from './retention-section.tsx';
import { AgencySection, HolidaysSection, LimitsSection, NoticesSection, SecondReviewSection } from './sections.tsx';
import { useEditing } from './use-editing.ts';

type Part = { id: string; title: string; paths: readonly string[]; Section: () => ReactNode };

const PARTS: readonly Part[] = [
  { id: 'letters', title: t('policy.letters'), paths: ['letters'], Section: LettersSection },
  { id: 'reasons', title: t('policy.reasons'), paths: ['reasons'], Section: ReasonsSection },
  { id: 'offenses', title: t('policy.offenses'), paths: ['offenses'], Section: OffensesSection },
  { id: 'missingItems', title: t('policy.missingItems'), paths: ['missingItems'], Section: MissingItemsSection },
  { id: 'sentences', title: t('policy.sentences'), paths: ['sentences'], Section: SentencesSection },
  { id: 'handouts', title: t('policy.handouts'), paths: ['notices'], Section: HandoutsSection },
  { id: 'screening', title: t('policy.screening'), paths: ['screening'], Section: ScreeningSection },
  { id: 'mustAccept', title: t('policy.mustAccept'), paths: ['mustAccept'], Section: MustAcceptSection },
  { id: 'limits', title: t('policy.limits'), paths: ['limits', 'times'], Section: LimitsSection },
  { id: 'holidays', title: t('policy.holidays'), paths: ['holidays'], Section: HolidaysSection },
  { id: 'review', title: t('policy.secondReview'), paths: ['review'], Section: SecondReviewSection },
  { id: 'retention', title: t('policy.retention'), paths: ['retention'], Section: RetentionSection },
  {
    id: 'agency',
    title: t('policy.agency'),
    paths: ['agency', 'map', 'caseNumbers', 'otherPolice', 'danger', 'recordsCopy'],
    Section: AgencySection,
  },
  {
    id: 'notices',
    title: t('policy.notices'),
    paths: ['notice', 'useNotice', 'publicUseNotice', 'safetyHelp'],
    Section: NoticesSection,
  },
];

const partOf = (path: string): Part | undefined => PARTS.find(({ paths }) => paths.includes(path.split('.')[0] ?? ''));

/** The parts of the policy as tabs, each with its number of problems and missing texts. */
export function Parts() {
  const { faults, notes, going } = useEditing();
  const [chosen, setChosen] = useState('letters');
  const [gone, setGone] = useState(going);
  const tabs = useRef<HTMLDivElement>(null);
  if (going !== gone) {
    setGone(going);
    setChosen(partOf(going?.path ?? '')?.id ?? chosen);
  }
  useEffect(() => {
    if (going !== null && tabs.current !== null) goToPlace(tabs.current, going.path);
  }, [going]);
  return (
    <Tabs className="policy-tabs" ref={tabs} selectedKey={chosen} onSelectionChange={(id) => setChosen(String(id))}>
      <TabList className="policy-tab-list" aria-label={t('policy.parts')}>
        {PARTS.map((part) => {
          const within = (all: readonly { path: string }[]) => all.filter(({ path }) => partOf(path) === part).length;
          const n = within(faults);
          const missing = within(notes.filter(({ why }) => why === 'missing'));
          return (
            <Tab className="policy-tab" id={part.id} key={part.id}>
              {part.title}
              {n > 0 && <span className="policy-problem"> ({t('policy.nFaults', { n })})</span>}
              {n === 0 && missing > 0 && (
                <span className="policy-problem policy-missing"> ({t('policy.nMissing', { n: missing })})</span>
              )}
            </Tab>
          );
        })}
      </TabList>
      {PARTS.map(({ id, Section }) => (
        <TabPanel className="policy-panel" id={id} key={id}>
          <Section />
        </TabPanel>
      ))}
    </Tabs>
  );
}
