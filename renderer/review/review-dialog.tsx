import { type ReactNode, useContext, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { ActKind } from '#shared/domain/act.ts';
import type { Draft, KeptDraft } from '#shared/domain/draft.ts';
import { keyName } from '#shared/domain/keys.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { undoSeconds } from '#shared/domain/preferences.ts';
import { nextState } from '#shared/domain/workflow.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/field-error.ts';
import type { OutboxRow, ReportView } from '#shared/ipc-shapes.ts';
import { deliveryChannel } from '#shared/letters/mail-address.ts';
import { sentencesFor } from '#shared/letters/sentences.ts';
import { ask, toAppError } from '../bridge.ts';
import { SessionContext } from '../hooks/presence.ts';
import { THREE_COLUMNS, useNarrow } from '../hooks/room.ts';
import { type Read, readUpTo } from '../model/read.ts';
import { language as spoken, t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { NoteField } from '../ui/note-field.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { showFirstError } from '../ui/show-first-error.ts';
import { useTitles } from '../ui/titles.tsx';
import { KIND_WORDS } from '../wording/words.ts';
import { GrantAppealForm, UpholdAppealForm } from './appeal-lines.tsx';
import { AssignForm } from './assign-form.tsx';
import { CorrectForm } from './correct-form.tsx';
import { DangerStop } from './danger-stop.tsx';
import { actOf, draftErrors, errorFor, openingDraft, restored, startDraft, withName } from './draft.ts';
import { EscalationNote } from './escalation-note.tsx';
import { ApproveForm, CallForm, FollowUpForm, type FormProps, NoteForm, ReturnForm } from './forms.tsx';
import { holdWords } from './hold-words.ts';
import { LetterSide } from './letter-side.tsx';
import { MessageFiles } from './message-files.tsx';
import { newsSince } from './news.ts';
import { noteWords } from './note-words.ts';
import { RejectForm } from './reject-form.tsx';
import { ReportChanged } from './report-changed.tsx';
import { FormErrors, Problem, Restored } from './review-problems.tsx';
import { useDraftKeeper, useKeptDraft } from './use-kept-draft.ts';
import { useLetter } from './use-letter.ts';

const TITLES: Record<ActKind, string> = {
  approve: t('common.approve'),
  reject: t('common.reject'),
  follow_up: t('review.followUpOn'),
  log_call: t('review.logACallFor'),
  message: t('review.writeToTheReporterOf'),
  escalate: t('common.escalate'),
  assign: t('common.assign'),
  note: t('review.addANoteTo'),
  correct: t('common.correct'),
  return: t('review.reopen'),
  uphold_appeal: t('review.keepTheDecisionOn'),
  grant_appeal: t('review.setAsideTheDecisionOn'),
};
const SEND: Record<ActKind, string> = {
  approve: t('review.approveReport'),
  reject: t('review.rejectReport'),
  follow_up: t('review.sendFollowUp'),
  log_call: t('review.saveCall'),
  message: t('review.sendMessage'),
  escalate: t('review.escalateToSupervisor'),
  assign: t('common.assign'),
  note: t('review.saveNote'),
  correct: t('review.saveCorrection'),
  return: t('common.reopen'),
  uphold_appeal: t('review.keepTheDecision'),
  grant_appeal: t('review.setItAsideAndReadAgain'),
};
/** Acts that the reporter is not notified of, so there is no letter to show. */
const SILENT: readonly ActKind[] = ['escalate', 'assign', 'note', 'correct'];
const NoMoreFields = () => null;
const FORMS: Record<ActKind, (props: FormProps) => React.ReactNode> = {
  approve: ApproveForm,
  reject: RejectForm,
  follow_up: FollowUpForm,
  log_call: CallForm,
  message: NoMoreFields,
  escalate: NoMoreFields,
  assign: AssignForm,
  note: NoteForm,
  correct: CorrectForm,
  return: ReturnForm,
  uphold_appeal: UpholdAppealForm,
  grant_appeal: GrantAppealForm,
};

type ReviewProps = {
  act: ActKind;
  view: ReportView;
  policy: Policy;
  /** Values supplied by the previous screen, such as a comparison. */
  filledIn?: Partial<Draft> | undefined;
  /** The report as the officer read it, shown beside the form where there is room. */
  facts: ReactNode;
  /** What the officer had read of the report when the form was opened, possibly before the window locked. */
  readBefore: Read;
  onClose: () => void;
  /** Called when the saved draft of this form could not be read. */
  onFailed: (error: AppError) => void;
  onDone: (row: OutboxRow) => void;
  /** Opens the form for another act on the same report instead. */
  onInstead: (act: ActKind, filledIn: Partial<Draft>) => void;
};

/** The form for one act next to the exact letter that the act sends. It opens with the saved draft. */
export function ReviewDialog(props: ReviewProps) {
  const kept = useKeptDraft(props.view.report.id, props.act, props.onFailed);
  return kept === undefined ? null : <OpenReview {...props} kept={kept} />;
}

function OpenReview({
  act: kind,
  view,
  policy,
  kept,
  filledIn,
  readBefore,
  facts,
  onClose,
  onDone,
  onInstead,
}: ReviewProps & { kept: KeptDraft | null }) {
  const { report } = view;
  const start = () => startDraft(report, policy, view.hints);
  const [draft, setDraft] = useState(() => openingDraft(start(), kept && restored(kept.draft, start()), filledIn));
  const [restoredFrom, setRestoredFrom] = useState(kept?.at ?? null);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [problem, setProblem] = useState<AppError | null>(null);
  const [sending, setSending] = useState(false);
  // True while a file is being read, so that the message isn't sent without it.
  const [reading, setReading] = useState(false);
  // What the officer had read before opening this form. If others make changes after that, the officer must read them
  // first.
  const [read, setRead] = useState(readBefore);
  const { me } = useContext(SessionContext);
  const news = newsSince(read, report, me);
  const outdated = news !== null;
  const form = useRef<HTMLDivElement>(null);
  const underWay = useRef(false);

  const keeper = useDraftKeeper(report.id, kind, setProblem);
  const act = withName(actOf(kind, draft, policy), view.duplicates);
  const letter = useLetter(report.id, act);

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    keeper.keep(next);
    setDraft(next);
    setErrors([]);
    setProblem(null);
  };

  const discard = () => {
    keeper.drop();
    setRestoredFrom(null);
    setDraft(openingDraft(start(), null, filledIn));
    setErrors([]);
    ask('draft.put', { reportId: report.id, kind, draft: null }).catch((thrown: unknown) =>
      setProblem(toAppError(thrown)),
    );
  };

  /** @throws AppError stale_version if someone else has changed the report since this officer last read it. */
  const mustBeOurs = async () => {
    const { report: current } = await ask('report.get', { id: report.id });
    if (newsSince(read, current, me) !== null) throw new AppError('stale_version');
  };

  const send = async () => {
    if (underWay.current || outdated || reading) return;
    const wrong = draftErrors(kind, draft, view, policy);
    setErrors(wrong);
    if (wrong.length > 0 || act === null) {
      showFirstError(form.current);
      return;
    }
    underWay.current = true;
    setSending(true);
    setProblem(null);
    try {
      // The act includes what the officer saw. If the displayed letter does not reflect the latest input yet, request a
      // current one first.
      const shown = letter.current ? letter.value : undefined;
      const { seen } = shown ?? (await ask('letter.preview', { reportId: report.id, act }));
      if (seen.reportVersion !== report.version) await mustBeOurs();
      const row = await ask('review.act', { reportId: report.id, act, seen }).catch(async (thrown: unknown) => {
        // If the version is stale because an earlier act of this officer reached the server meanwhile, render the
        // letter again and retry.
        if (toAppError(thrown).code !== 'stale_version') throw thrown;
        await mustBeOurs();
        const again = await ask('letter.preview', { reportId: report.id, act });
        return ask('review.act', { reportId: report.id, act, seen: again.seen });
      });
      keeper.drop();
      onDone(row);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'invalid_request' && error.fields.length > 0) {
        setErrors(error.fields);
        showFirstError(form.current);
      } else setProblem(error);
      letter.refresh();
    } finally {
      underWay.current = false;
      setSending(false);
    }
  };

  const Form = FORMS[kind];
  const mayEscalate = nextState(report.state, 'escalate', 'officer') !== null;
  const silent = SILENT.includes(kind);
  const isBeside = !useNarrow(THREE_COLUMNS) && !silent;
  const { who, where } = knownFacts(report);
  const { preferences, keys } = usePreferences();
  const titles = useTitles();
  const words = noteWords(kind, who);
  const sentences = sentencesFor(kind, report, policy).map(({ code, title, text }) => ({
    code,
    title: titles.text(title),
    words: text[words.lang ?? spoken()],
  }));
  const hold = undoSeconds(policy.limits.holdSeconds, preferences);
  return (
    <DialogFrame
      isOpen
      size={silent ? 'small' : isBeside ? 'broad' : 'wide'}
      title={`${TITLES[kind]} ${report.trackingNumber}`}
      subtitle={`${KIND_WORDS[report.kind]} · ${who.givenName} ${who.familyName} · ${where.address}`}
      onClose={onClose}
      onSend={() => void send()}
      foot={
        <>
          <p className="dialog-foot-text">{holdWords(hold, keys.undo === '' ? null : keyName(keys.undo))}</p>
          <Button className="button" onPress={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            className="button button-primary"
            isPending={sending}
            aria-keyshortcuts="Control+Enter"
            isDisabled={outdated || reading}
            onPress={() => void send()}
          >
            {SEND[kind]} <kbd aria-hidden>Ctrl ⏎</kbd>
          </Button>
        </>
      }
    >
      <div className={silent ? 'review review-alone' : isBeside ? 'review review-three' : 'review'}>
        {isBeside && (
          // Long reports scroll, so this must be reachable by Tab.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <section className="review-report" aria-label={t('report.reportContents')} tabIndex={0}>
            {facts}
          </section>
        )}
        <div className="review-form" ref={form}>
          {outdated && <ReportChanged state={report.state} news={news} onRead={() => setRead(readUpTo(report))} />}
          {restoredFrom !== null && <Restored kind={kind} from={restoredFrom} onDiscard={discard} />}
          {problem !== null && <Problem error={problem} />}
          <FormErrors errors={errors} />
          {!isBeside && <EscalationNote report={report} />}
          <DangerStop
            kind={kind}
            report={report}
            policy={policy}
            draft={draft}
            onChange={change}
            errors={errors}
            onEscalate={mayEscalate ? () => onInstead('escalate', {}) : null}
          />
          <Form
            key={restoredFrom}
            view={view}
            policy={policy}
            draft={draft}
            onChange={change}
            errors={errors}
            onReject={(reasonCode, other) => onInstead('reject', { reasonCode, ...other })}
          />
          <NoteField
            {...words}
            sentences={sentences}
            value={draft.note}
            onChange={(note) => change({ note })}
            error={errorFor(errors, 'note')}
          />
          {kind === 'message' && (
            <MessageFiles
              files={draft.files}
              onFiles={(files) => change({ files })}
              onBusy={setReading}
              way={deliveryChannel(who)}
              error={errorFor(errors, 'files')}
            />
          )}
        </div>
        {!silent && <LetterSide kind={kind} ready={act !== null} letter={letter} />}
      </div>
    </DialogFrame>
  );
}
