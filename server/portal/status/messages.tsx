import type { ReactElement } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { FileList } from '../form/file-line.tsx';
import { WithPhone } from '../site/page.tsx';
import type { ShownFile } from '../site/pictures.ts';
import type { PortalText } from '../site/text.ts';
import { moment } from './day-words.tsx';
import type { StatusView } from './status-view.ts';
import { takesEmail } from './takes-email.ts';

type MessagesProps = {
  view: StatusView;
  text: PortalText;
  agency: Policy['agency'];
  report: Report;
  /** The report's files; without pictures for someone who used the access code. */
  shown: readonly ShownFile[];
  /** The URL of this page; null for someone who used the access code, because they can't open any files. */
  path: string | null;
};

/** What the agency and the person wrote to each other, oldest first. */
export function Messages({ view, text, agency, report, shown, path }: MessagesProps): ReactElement | null {
  const { timeZone, reviewPhone: phone } = agency;
  const elsewhere = text.t('portal-status.sentFiles', { email: takesEmail(report) ? 'yes' : 'no', phone });
  if (view.messages.length === 0) return null;
  return (
    <section aria-labelledby="messages">
      <h2 id="messages">{text.t('portal-status.messages')}</h2>
      {view.messages.map(({ at, by, text: said, files, openable }, index) => {
        const sent = shown.filter(({ id }) => files.includes(id));
        return (
          // oxlint-disable-next-line react/no-array-index-key -- messages only grow at their end
          <article className={by === null ? 'message own' : 'message'} key={index}>
            <p className="hint">
              {by ?? text.t('portal-status.you')} · {moment(at, timeZone, text)}
            </p>
            {said === '' ? null : <p className="said-words">{said}</p>}
            {sent.length === 0 ? null : (
              <FileList
                files={sent}
                text={text}
                opened={by === null ? null : { at: path === null ? null : `${path}/files`, files: openable }}
              />
            )}
            {openable.length === 0 || path !== null ? null : (
              <p className="hint">
                <WithPhone line={elsewhere} phone={phone} />
              </p>
            )}
          </article>
        );
      })}
    </section>
  );
}
