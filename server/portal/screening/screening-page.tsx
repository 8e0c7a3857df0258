import type { ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import type { Draft } from '../form/draft.ts';
import { ErrorSummary } from '../form/error-summary.tsx';
import { Choices, type FormView, TextField } from '../form/fields.tsx';
import { Emergency, type Frame, inOtherLanguage, Page, UseNotice, WithPhone } from '../site/page.tsx';
import { SafetyHelp } from '../site/safety-help.tsx';
import { placeQuestion, placeReason, type Question, questionsFor, type Stop } from './screening.ts';

type ScreeningProps = {
  frame: Frame;
  view: FormView;
  kind: ReportKind;
  path: string;
  policy: Policy;
  /** Whether the form has a map. */
  hasMap: boolean;
};

/**
 * The questions before the form. When an answer rules out an online report, the style sheet immediately shows where to
 * report instead.
 */
export function ScreeningPage({ frame, view, kind, path, policy, hasMap }: ScreeningProps): ReactElement {
  const { text } = view;

  const invalid = view.fieldErrors.length > 0;
  return (
    <Page frame={frame} title={text.t('portal-screening.title')} switchHref={inOtherLanguage(path)} invalid={invalid}>
      <ErrorSummary view={view} />
      <p className="over">{text.t(`portal-kinds.${kind}.title`)}</p>
      <h1>{text.t('portal-screening.title')}</h1>
      <p className="lead">{text.t('portal-screening.lead')}</p>
      <Emergency text={text} />
      <form method="post" action={path} noValidate={true}>
        <input type="hidden" name="lang" value={text.lang} />
        {questionsFor(kind, policy, text).map((question) => (
          <YesNo key={question.code} view={view} question={question} policy={policy} />
        ))}
        <div className="question">
          <Choices
            view={view}
            name="ask.place"
            label={placeQuestion(kind, policy, text)}
            hint={placeReason(kind, policy, text)}
            choices={[
              { value: 'yes', label: text.t('portal-screening.place.yes') },
              { value: 'no', label: text.t('portal-screening.place.no'), more: <Town view={view} policy={policy} /> },
              { value: 'unsure', label: text.t('portal-screening.place.unsure') },
            ]}
          />
          <p className="hint">
            {text.t('portal-screening.place.townHint', { city: policy.agency.city })}
            {hasMap ? <span className="scripted"> {text.t('portal-screening.place.mapHint')}</span> : null}
          </p>
        </div>
        <UseNotice text={text} policy={policy} />
        <button type="submit" id="submit" className="main">
          {text.t('portal-screening.go')}
        </button>
      </form>
    </Page>
  );
}

function YesNo({ view, question, policy }: { view: FormView; question: Question; policy: Policy }): ReactElement {
  const { text } = view;
  return (
    <div className="question">
      <Choices
        view={view}
        name={`ask.${question.code}`}
        label={question.ask}
        choices={[
          { value: 'no', label: view.text.t('portal-screening.no') },
          {
            value: 'yes',
            label: view.text.t('portal-screening.yes'),
            more: (
              <>
                {question.isKept ? (
                  <p className="hint">{text.t('portal-screening.goesAlong')}</p>
                ) : (
                  <Advice stop={{ ...question, phone: policy.agency.dispatchPhone }} />
                )}
                {question.offersHelp ? <SafetyHelp text={text} policy={policy} /> : null}
              </>
            ),
          },
        ]}
      />
      <details className="why">
        <summary>{view.text.t('portal-screening.why')}</summary>
        <p>{question.why}</p>
      </details>
    </div>
  );
}

function Advice({ stop }: { stop: Pick<Stop, 'advice' | 'phone'> }): ReactElement {
  return (
    <p className="advice">
      <WithPhone line={stop.advice} phone={stop.advice.includes(stop.phone) ? stop.phone : '911'} />
    </p>
  );
}

function Town({ view, policy }: { view: FormView; policy: Policy }): ReactElement {
  return (
    <>
      <TextField
        view={view}
        name="ask.town"
        label={view.text.t('portal-screening.place.town')}
        list="towns"
        width="medium"
      />
      <datalist id="towns">
        {policy.otherPolice.map((one) => (
          <option key={one.town}>{one.town}</option>
        ))}
      </datalist>
    </>
  );
}

/** `path` is the URL of the questions page; `draft` has the answers, which a person may want to change. */
type StopProps = { frame: Frame; path: string; stops: readonly Stop[]; draft: Draft; policy: Policy };

/** Shows where to report instead: one instruction, and every reason with its rule. */
export function StopPage({ frame, path, stops, draft, policy }: StopProps): ReactElement {
  const { text } = frame;
  const answers = Object.entries(draft).filter(([name]) => name.startsWith('ask.'));

  return (
    <Page frame={frame} title={text.t('portal-screening.stop.title')} switchHref={null}>
      <h1>{text.t('portal-screening.stop.title')}</h1>
      <p className="lead">{text.t('portal-screening.stop.lead')}</p>
      {stops[0] === undefined ? null : (
        <div className="stop">
          <Advice stop={stops[0]} />
        </div>
      )}
      {stops.some(({ offersHelp }) => offersHelp) ? <SafetyHelp text={text} policy={policy} /> : null}
      <h2>{text.t('portal-screening.stop.because')}</h2>
      <ul className="stops">
        {stops.map((one) => (
          <li key={one.ask}>
            <p>{one.ask}</p>
            <p className="hint">{one.why}</p>
          </li>
        ))}
      </ul>
      <p>{text.t('portal-screening.stop.kept')}</p>
      <form method="post" action={path}>
        <input type="hidden" name="lang" value={text.lang} />
        {answers.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="edit" value="answers" />
        <button type="submit" id="submit" className="second">
          {text.t('portal-screening.stop.back')}
        </button>
      </form>
      <p>
        <a href={`/?lang=${text.lang}`}>{text.t('portal-screening.stop.otherwise')}</a>
      </p>
    </Page>
  );
}
