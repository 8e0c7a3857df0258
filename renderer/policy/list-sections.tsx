import { ACT_KINDS } from '#shared/domain/act.ts';
import { eachLanguage } from '#shared/domain/by-language.ts';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import { HINT_CODES } from '#shared/screening/hint.ts';
import { MUST_ACCEPT_HINTS } from '#shared/screening/must-accept.ts';
import { t } from '../t.ts';
import { useTitles } from '../ui/titles.tsx';
import { hintName } from '../wording/hint-words.ts';
import { ACT_NOUNS, KIND_WORDS } from '../wording/words.ts';
import { listAt, textAt, valueAt } from './document.ts';
import { FaultList } from './fault-list.tsx';
import { ByLanguageAt, ChoiceAt, TextAt, TickAt } from './fields.tsx';
import { ListSection } from './list-section.tsx';
import { CODED_LISTS } from './new-codes.ts';
import { type Option, SomeAt } from './some-at.tsx';
import { useEditing } from './use-editing.ts';

const empty = () => eachLanguage(() => '');
const KINDS: readonly Option[] = REPORT_KINDS.map((value) => ({ value, words: KIND_WORDS[value] }));
const flags = (codes: readonly string[]): Option[] => codes.map((value) => ({ value, words: hintName(value) }));
const FLAGS = flags(HINT_CODES);
const FLAGS_WITHOUT_MAP = flags(MUST_ACCEPT_HINTS);
/** Acts whose form has a note field that saved replies can be inserted into. */
const WITH_NOTE: readonly Option[] = ACT_KINDS.filter((kind) =>
  ['approve', 'reject', 'follow_up', 'return', 'uphold_appeal', 'grant_appeal'].includes(kind),
).map((value) => ({ value, words: ACT_NOUNS[value] }));

const TURNS: readonly Option[] = [
  { value: 'emergency', words: t('policy.turnEmergency') },
  { value: 'dispatch', words: t('policy.turnDispatch') },
  { value: 'guardian', words: t('policy.turnGuardian') },
];
const HANDED_OUT_WITH: readonly Option[] = [
  { value: 'received', words: t('policy.letterKind.received') },
  { value: 'approved', words: t('policy.letterKind.approved') },
  { value: 'rejected', words: t('policy.letterKind.rejected') },
];
/** Braces have a meaning in message syntax, so placeholders are passed as values. */
const PLACES = { age: '{age}', ceiling: '{ceiling}', city: '{city}' };

export function ReasonsSection() {
  const blank = {
    title: empty(),
    text: empty(),
    action: empty(),
    rule: empty(),
    needsDuplicateOf: false,
    believed: true,
    closed: false,
    onlyAfterFollowUp: false,
    hints: [],
  };
  return (
    <ListSection list="reasons" addWords={t('policy.addReason')} blank={blank}>
      {(path) => (
        <>
          <ByLanguageAt path={`${path}.title`} label={t('policy.title')} />
          <ByLanguageAt path={`${path}.text`} label={t('policy.textToPerson')} rows={4} />
          <ByLanguageAt path={`${path}.action`} label={t('policy.action')} rows={5} />
          <ByLanguageAt path={`${path}.rule`} label={t('policy.rule')} rows={2} />
          <TickAt path={`${path}.onlyAfterFollowUp`} label={t('policy.onlyAfterFollowUp')} />
          <TickAt path={`${path}.needsDuplicateOf`} label={t('policy.needsDuplicateOf')} />
          <TickAt path={`${path}.believed`} label={t('policy.believed')} />
          <TickAt path={`${path}.closed`} label={t('policy.closed')} />
          <SomeAt path={`${path}.hints`} label={t('policy.suggestedBy')} options={FLAGS} />
        </>
      )}
    </ListSection>
  );
}

export function OffensesSection() {
  const blank = { title: empty(), kind: 'larceny', nibrs: null, trap: null };
  const { doc } = useEditing();
  return (
    <ListSection list="offenses" addWords={t('policy.addOffense')} blank={blank}>
      {(path, isNew) => (
        <>
          <ByLanguageAt path={`${path}.title`} label={t('policy.title')} />
          {isNew ? (
            <ChoiceAt path={`${path}.kind`} label={t('policy.kind')} choices={KINDS} />
          ) : (
            // The kind can't be changed, because reports with this title were filed as this kind.
            <p>
              {t('policy.kind')}: {KINDS.find(({ value }) => value === textAt(doc, `${path}.kind`))?.words}
            </p>
          )}
          <TextAt
            path={`${path}.nibrs`}
            label={t('policy.nibrs')}
            description={t('policy.nibrsDescription')}
            isOptional
            isShort
          />
          <ByLanguageAt path={`${path}.trap`} label={t('policy.trap')} rows={2} isOptional />
        </>
      )}
    </ListSection>
  );
}

export function MissingItemsSection() {
  const blank = { kinds: [...REPORT_KINDS], title: empty(), byFile: false, ask: empty() };
  return (
    <ListSection list="missingItems" addWords={t('policy.addItem')} blank={blank}>
      {(path) => (
        <>
          <ByLanguageAt path={`${path}.title`} label={t('policy.title')} />
          <ByLanguageAt path={`${path}.ask`} label={t('policy.ask')} rows={3} />
          <SomeAt path={`${path}.kinds`} label={t('policy.askedIn')} options={KINDS} />
          <TickAt path={`${path}.byFile`} label={t('policy.byFile')} />
        </>
      )}
    </ListSection>
  );
}

export function SentencesSection() {
  const blank = { title: empty(), text: empty(), acts: ['approve', 'reject', 'follow_up'] };
  return (
    <ListSection list="sentences" addWords={t('policy.addReply')} blank={blank}>
      {(path) => (
        <>
          <ByLanguageAt path={`${path}.title`} label={t('policy.title')} />
          <ByLanguageAt path={`${path}.text`} label={t('policy.text')} rows={2} />
          <SomeAt path={`${path}.acts`} label={t('policy.offeredWith')} options={WITH_NOTE} />
        </>
      )}
    </ListSection>
  );
}

/** Notices that a reporter is given with certain letters. */
export function HandoutsSection() {
  const blank = {
    title: empty(),
    kinds: [...REPORT_KINDS],
    offenses: [],
    letters: ['approved'],
    reasons: [],
    text: empty(),
  };
  const offenses = useEntries('offenses');
  const reasons = useEntries('reasons');
  return (
    <div className="stack">
      <p className="hint-text">{t('policy.handoutsLead', { place: '{notices}' })}</p>
      <ListSection list="notices" addWords={t('policy.addHandout')} blank={blank}>
        {(path) => (
          <>
            <ByLanguageAt path={`${path}.title`} label={t('policy.title')} />
            <ByLanguageAt path={`${path}.text`} label={t('policy.text')} rows={4} />
            <SomeAt path={`${path}.kinds`} label={t('policy.kinds')} options={KINDS} />
            <SomeAt path={`${path}.offenses`} label={t('policy.noticeOffenses')} options={offenses} />
            <SomeAt path={`${path}.letters`} label={t('policy.letters')} options={HANDED_OUT_WITH} />
            <SomeAt path={`${path}.reasons`} label={t('policy.noticeReasons')} options={reasons} />
          </>
        )}
      </ListSection>
    </div>
  );
}

export function ScreeningSection() {
  const blank = {
    kinds: [...REPORT_KINDS],
    turn: 'dispatch',
    isKept: false,
    offersHelp: false,
    ask: empty(),
    why: empty(),
  };
  const { doc } = useEditing();
  return (
    <div className="stack">
      <p className="hint-text">{t('policy.screeningLead', PLACES)}</p>
      <ForCounsel />
      <ListSection list="screening" addWords={t('policy.addQuestion')} blank={blank}>
        {(path) => (
          <>
            <ByLanguageAt path={`${path}.ask`} label={t('policy.question')} rows={2} />
            <ByLanguageAt path={`${path}.why`} label={t('policy.whyAsked')} rows={2} />
            <SomeAt path={`${path}.kinds`} label={t('policy.askedFor')} options={KINDS} />
            <TickAt path={`${path}.isKept`} label={t('policy.isKept')} />
            {valueAt(doc, `${path}.isKept`) !== true && (
              <ChoiceAt path={`${path}.turn`} label={t('policy.turn')} choices={TURNS} />
            )}
            <TickAt path={`${path}.offersHelp`} label={t('policy.offersHelp')} />
          </>
        )}
      </ListSection>
    </div>
  );
}

/**
 * Warns about screening questions that turn away reports that must be accepted. Shown with the questions and with the
 * must-accept rules, because either may be wrong.
 */
function ForCounsel() {
  const { warnings, doc } = useEditing();
  return <FaultList title={t('policy.nWarnings', { n: warnings.length })} faults={warnings} doc={doc} />;
}

export function MustAcceptSection() {
  const blank = {
    kinds: [],
    offenses: [],
    hints: [],
    answers: [],
    residentsOnly: false,
    reasons: [],
    instead: empty(),
    rule: empty(),
  };
  const offenses = useEntries('offenses');
  const reasons = useEntries('reasons');
  const answers = useEntries('screening', (question) => valueAt(question, 'isKept') === true);
  return (
    <div className="stack">
      <p className="hint-text">{t('policy.mustAcceptLead')}</p>
      <ForCounsel />
      <ListSection list="mustAccept" addWords={t('policy.addRule')} blank={blank}>
        {(path) => (
          <>
            <ByLanguageAt path={`${path}.rule`} label={t('policy.rule')} rows={2} />
            <ByLanguageAt path={`${path}.instead`} label={t('policy.instead')} rows={2} />
            <SomeAt path={`${path}.kinds`} label={t('policy.mustKinds')} options={KINDS} />
            <SomeAt path={`${path}.offenses`} label={t('policy.mustOffenses')} options={offenses} />
            <SomeAt path={`${path}.hints`} label={t('policy.mustHints')} options={FLAGS_WITHOUT_MAP} />
            <SomeAt
              path={`${path}.answers`}
              label={t('policy.mustAnswers')}
              description={answers.length === 0 ? t('policy.mustAnswersNone') : undefined}
              options={answers}
            />
            <SomeAt path={`${path}.reasons`} label={t('policy.mustReasons')} options={reasons} />
            <TickAt path={`${path}.residentsOnly`} label={t('policy.residentsOnly')} />
          </>
        )}
      </ListSection>
    </div>
  );
}

/** The draft's own entries, with their titles. A new entry can be chosen as soon as it has a code. */
export function useEntries(
  list: 'offenses' | 'reasons' | 'screening',
  isWanted: (entry: unknown) => boolean = () => true,
): Option[] {
  const titles = useTitles();
  const { doc } = useEditing();
  return listAt(doc, list).flatMap((entry) => {
    const value = textAt(entry, 'code');
    const words = titles.text(Object(valueAt(entry, CODED_LISTS[list])));
    return value === '' || !isWanted(entry) ? [] : [{ value, words: words || value }];
  });
}
