import type { ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { type Frame, inOtherLanguage, Page, WithPhone } from './page.tsx';
import { type StatusView } from './status-view.ts';
import type { PortalText } from './wording.ts';

export type Did = 'didAdd' | 'didAnswer' | 'didWithdraw' | 'didAppeal';

type StatusProps = {
  frame: Frame;
  /** The address of this page, without the language. */
  path: string;
  report: Report;
  view: StatusView;
  policy: Policy;
  /** What the person has just done here. */
  did: Did | null;
};

/** The report's own page: where it stands, what comes next and by when, and what its person may do. */
export function StatusPage({ frame, path, report, view, policy, did }: StatusProps): ReactElement {
  const { text } = frame;
  const { status } = text;
  const { agency } = policy;
  const stage = status.stages[view.stage];
  const title = status.report(report.trackingNumber);
  return (
    <Page frame={frame} title={title} switchHref={inOtherLanguage(path, text)}>
      {did === null ? null : (
        <p className="notice" role="status">
          {status[did]}
        </p>
      )}
      <h1>{title}</h1>
      <section className="stage" aria-labelledby="stage">
        <h2 id="stage">{stage.title}</h2>
        <p>{stage.next}</p>
        <PromiseLines view={view} policy={policy} text={text} />
      </section>
      <dl className="head">
        <dt>{status.kind}</dt>
        <dd>{text.kinds[report.kind].name}</dd>
        <dt>{status.received}</dt>
        <dd>{moment(new Date(report.receivedAt), agency.timeZone, text)}</dd>
        {report.caseNumber === null || report.state !== 'approved' ? null : (
          <>
            <dt>{status.caseNumber}</dt>
            <dd>
              <strong>{report.caseNumber}</strong>
            </dd>
          </>
        )}
      </dl>
      {view.acts.length === 0 ? null : (
        <>
          <h2>{status.can}</h2>
          <ul className="acts">
            {view.acts.map((act) => (
              <li key={act}>
                <a href={act === 'copy' ? `${path}/copy.pdf` : `${path}/${act}?lang=${text.lang}`}>
                  {status.acts[act]}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{status.done}</h2>
      <ol className="steps">
        {view.steps.map(({ step, at }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- history only grows at its end
          <li key={index}>
            <span>{status.steps[step]}</span> {moment(at, agency.timeZone, text)}
          </li>
        ))}
      </ol>
      {view.letters.length === 0 ? null : (
        <>
          <h2>{status.letters}</h2>
          {view.letters.toReversed().map((letter) => (
            <details key={letter.id}>
              <summary>
                {letter.subject} ({moment(letter.at, agency.timeZone, text)})
              </summary>
              <div className="letter">{letter.text.trim()}</div>
            </details>
          ))}
        </>
      )}
      <p>
        <WithPhone line={status.cannot(agency.reviewPhone)} phone={agency.reviewPhone} />
      </p>
      <p className="hint">{status.keepPrivate}</p>
    </Page>
  );
}

function PromiseLines({
  view,
  policy,
  text,
}: {
  view: StatusView;
  policy: Policy;
  text: PortalText;
}): ReactElement | null {
  const { status } = text;
  if (view.answerBy !== null) return <p>{status.answerBy(dayWords(view.answerBy, text))}</p>;
  if (view.promise === null) return null;
  const { by, left } = view.promise;
  const phone = policy.agency.reviewPhone;
  return (
    <>
      <p>{status.promise(policy.limits.promiseDays, dayWords(by, text))}</p>
      <p className={left < 0 ? 'late' : ''}>
        {left > 0 ? (
          status.left(left)
        ) : left === 0 ? (
          status.today
        ) : (
          <WithPhone line={status.late(-left, phone)} phone={phone} />
        )}
      </p>
    </>
  );
}

const LOCALES = { en: 'en-US', es: 'es-US' } as const;

/** A calendar day as people say it: `Friday, March 6`. */
function dayWords(day: string, { lang }: PortalText): string {
  const words = { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(LOCALES[lang], words).format(new Date(day));
}

function moment(at: Date, timeZone: string, { lang }: PortalText): ReactElement {
  const words = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
  return <time dateTime={at.toISOString()}>{new Intl.DateTimeFormat(LOCALES[lang], words).format(at)}</time>;
}
