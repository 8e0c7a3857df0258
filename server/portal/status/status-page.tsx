import { Fragment, type ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { isAsking, LATER } from '#shared/letters/letter.ts';
import { isDangerMarked } from '#shared/screening/danger.ts';
import type { Done } from '../form/form-token.ts';
import { Danger, type Frame, inOtherLanguage, Page, WholeNumbers, WithPhone } from '../site/page.tsx';
import type { ShownFile } from '../site/pictures.ts';
import type { PortalText } from '../site/text.ts';
import { dayWords, moment } from './day-words.tsx';
import { Messages } from './messages.tsx';
import { SentReport } from './sent-report.tsx';
import type { StatusAct, StatusView } from './status-view.ts';

type StatusProps = {
  frame: Frame;
  /** The URL of this page, without the language. */
  path: string;
  /**
   * The URL for filing the report again; null for someone who used the access code, because the code doesn't give
   * access to the answers.
   */
  again: string | null;
  report: Report;
  /** The report's files; without pictures for someone who used the access code. */
  files: readonly ShownFile[];
  view: StatusView;
  /** How long a decision about this kind usually takes, in business days; null if unknown. */
  typical: number | null;
  policy: Policy;
  /** The action that the person has just completed here. */
  did: Done | null;
};

/** The report's own page: its status, what comes next and by when, and what the person can do. */
export function StatusPage({
  frame,
  path,
  again,
  report,
  files,
  view,
  typical,
  policy,
  did,
}: StatusProps): ReactElement {
  const { text } = frame;

  const { agency } = policy;

  const title = text.t('portal-status.report', { tracking: report.trackingNumber });
  const hrefOf = (act: StatusAct): string | null => {
    if (act === 'copy') return `${path}/copy.pdf`;
    if (act === 'again') return again === null ? null : `${again}?lang=${text.lang}`;
    return `${path}/${act}?lang=${text.lang}`;
  };
  const acts = view.acts.flatMap((act) => {
    const href = hrefOf(act);
    return href === null ? [] : [{ act, href }];
  });
  return (
    <Page frame={frame} title={title} switchHref={inOtherLanguage(path)}>
      {did?.danger === true || (again !== null && isDangerMarked(report)) ? (
        <Danger text={text} sent={true} policy={policy} />
      ) : null}
      {did === null ? null : (
        <p className="said" role="status" data-sent={`${did.act}-${report.trackingNumber}`}>
          {text.t(`portal-status.did.${did.act}`)}
        </p>
      )}
      <h1>
        <WholeNumbers line={title} />
      </h1>
      <section className="stage" aria-labelledby="stage">
        <h2 id="stage">{text.t(`portal-status.stages.${view.stage}.title`)}</h2>
        <p>{text.t(`portal-status.stages.${view.stage}.next`)}</p>
        {view.awaitsNews ? <p>{text.t(`portal-status.news.${view.way}`)}</p> : null}
        <PromiseLines view={view} typical={typical} policy={policy} text={text} />
      </section>
      <dl className="head">
        <dt>{text.t('portal-status.kind')}</dt>
        <dd>{text.t(`portal-kinds.${report.kind}.name`)}</dd>
        <dt>{text.t('portal-status.received')}</dt>
        <dd>{moment(new Date(report.receivedAt), agency.timeZone, text)}</dd>
        {report.caseNumber === null || report.state !== 'approved' ? null : (
          <>
            <dt>{text.t('portal-status.caseNumber')}</dt>
            <dd>
              <strong className="whole">{report.caseNumber}</strong>
            </dd>
          </>
        )}
      </dl>
      <Messages
        view={view}
        text={text}
        agency={agency}
        report={report}
        shown={files}
        path={again === null ? null : path}
      />
      {acts.length === 0 ? null : (
        <>
          <h2>{text.t('portal-status.can')}</h2>
          <ul className="acts">
            {acts.map(({ act, href }) => (
              <li key={act}>
                <a href={href}>{text.t(`portal-status.acts.${act}`)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <SentReport text={text} report={report} files={files} policy={policy} withPerson={again !== null} />
      {view.letters.length === 0 ? null : (
        <>
          <h2>{text.t('portal-status.letters')}</h2>
          {view.letters.toReversed().map((letter, index) => (
            // Expand the latest letter of a rejected report, because it explains what the person can do next.
            <details key={letter.id} open={index === 0 && report.state === 'rejected'}>
              <summary>
                <WholeNumbers line={letter.subject} /> ({moment(letter.at, agency.timeZone, text)})
              </summary>
              <div className="letter">
                <LetterText letter={letter} acts={acts} way={view.way} text={text} />
              </div>
            </details>
          ))}
        </>
      )}
      <h2>{text.t('portal-status.done')}</h2>
      <ol className="steps">
        {view.steps.map(({ step, at }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- history only grows at its end
          <li key={index}>
            <span>{text.t(`portal-status.steps.${step}`)}</span> {moment(at, agency.timeZone, text)}
          </li>
        ))}
      </ol>
      <p>
        <WithPhone line={text.t('portal-status.cannot', { phone: agency.reviewPhone })} phone={agency.reviewPhone} />
      </p>
      <p className="hint">
        {text.t('portal-status.keepPrivate')} {text.t('portal-form.keep.exit')}
      </p>
    </Page>
  );
}

type LetterProps = {
  letter: StatusView['letters'][number];
  acts: readonly { act: StatusAct; href: string }[];
  way: StatusView['way'];
  text: PortalText;
};

/** Shows a letter as sent, with its links replaced by links for use on this page. */
function LetterText({ letter, acts, way, text }: LetterProps): ReactElement {
  const link = (named: StatusAct, otherwise: ReactElement | string) => {
    const found = acts.find(({ act }) => act === named);
    return found === undefined ? otherwise : <a href={found.href}>{text.t(`portal-status.acts.${named}`)}</a>;
  };
  const shown = (piece: string) => {
    if (piece === LATER.accessCode) return text.t('portal-status.onPaper');
    if (piece === LATER.newReport) {
      const empty = <a href={`/report?lang=${text.lang}`}>{text.t('portal-status.newReport')}</a>;
      return link('again', way === 'email' ? text.t('portal-status.inMail') : empty);
    }
    if (piece !== LATER.privateLink) return <WholeNumbers line={piece} />;
    return isAsking(letter.kind) ? link('answer', text.t('portal-status.thisPage')) : text.t('portal-status.thisPage');
  };
  return (
    <>
      {letter.text
        .trim()
        .split(LINKS)
        .map((piece, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the pieces of a letter stay where they are
          <Fragment key={index}>{shown(piece)}</Fragment>
        ))}
    </>
  );
}

/** The capture group keeps the separators when splitting. */
const LINKS = /(\[private link\]|\[link to a new report\]|\[access code\])/;

function PromiseLines({
  view,
  typical,
  policy,
  text,
}: {
  view: StatusView;
  typical: number | null;
  policy: Policy;
  text: PortalText;
}): ReactElement | null {
  if (view.answerBy !== null) return <p>{text.t('portal-status.answerBy', { by: dayWords(view.answerBy, text) })}</p>;
  if (view.promise === null) return null;
  const { by, left } = view.promise;
  const phone = policy.agency.reviewPhone;
  return (
    <>
      <p>{text.t('portal-status.promise', { days: policy.limits.promiseDays, by: dayWords(by, text) })}</p>
      <p className={left < 0 ? 'late' : ''}>
        {left > 0 ? (
          text.t('portal-status.left', { days: left })
        ) : left === 0 ? (
          text.t('portal-status.today')
        ) : (
          <WithPhone line={text.t('portal-status.late', { days: -left, phone })} phone={phone} />
        )}
      </p>
      {typical === null || left < 0 ? null : <p>{text.t('portal-status.typical', { days: typical })}</p>}
    </>
  );
}
