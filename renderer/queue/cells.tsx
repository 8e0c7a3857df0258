import { Flag, MessageSquare, Paperclip, PencilLine, TriangleAlert, UserRound } from 'lucide-react';
import { LIKELY_DUPLICATE } from '#shared/domain/duplicate.ts';
import type { QueueRow } from '#shared/domain/queue.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { dueStatus } from '../model/promise.ts';
import { exact } from '../model/time.ts';
import { language, t } from '../t.ts';
import { Since, useDesk } from '../ui/desk-clock.tsx';
import { Tag } from '../ui/tag.tsx';
import { useTitles } from '../ui/titles.tsx';
import { likelihood, percent } from '../wording/duplicate-words.ts';
import { flagWord } from '../wording/hint-words.ts';
import { KIND_WORDS, LANGUAGE_WORDS } from '../wording/words.ts';

/**
 * The agency's title for the offense or, if there is no offense, for the kind of report. A title prefix that repeats
 * the kind is hidden next to the kind column, so that a narrow column shows the part that differs.
 */
export function Offense({ row }: { row: QueueRow }) {
  const title = useTitles().report(row);
  const kind = `${KIND_WORDS[row.kind]} – `;
  if (!title.startsWith(kind)) return <Cut text={title} />;
  return (
    <span className="cut" title={title}>
      <span className="offense-kind">{kind}</span>
      {title.slice(kind.length)}
    </span>
  );
}

export function Cut({ text }: { text: string }) {
  return (
    <span className="cut" title={text}>
      {text}
    </span>
  );
}

export function Waiting({ row }: { row: QueueRow }) {
  const { now, zone, promiseDays, holidays } = useDesk();
  if (!isOpen(row.state)) return <span className="cell-none">–</span>;
  const mark = row.unsent ? null : dueStatus(row.state, row.waitingSince, now, { zone, promiseDays, holidays });
  const since = exact(row.waitingSince, zone);
  return (
    <span
      className="cell-waiting"
      title={mark === null ? t('queue.sinceSince', { since }) : t('queue.sinceSinceLong', { since, long: mark.long })}
    >
      <Since at={row.waitingSince} />
      {mark !== null && mark.tone !== 'calm' && <Tag tone={mark.tone === 'over' ? 'danger' : 'warn'}>{mark.short}</Tag>}
    </span>
  );
}

export function Hints({ row: { hints, flag, danger } }: { row: QueueRow }) {
  if (danger > 0) {
    return (
      <Tag tone="danger" icon={TriangleAlert} title={t('queue.mayMeanDanger')}>
        <span className="visually-hidden">{t('queue.mayMeanDanger')}</span>
        {hints === 0 ? '!' : hints}
      </Tag>
    );
  }
  if (hints === 0) return <span className="cell-none">–</span>;
  const word = flagWord(flag);
  return (
    <Tag tone="warn" icon={Flag} title={[t('queue.nFlags', { n: hints }), word].filter(Boolean).join(': ')}>
      {hints}
      {/* The style sheet shows the flag's name only in two-line rows, because other rows have no room for it. */}
      {word !== '' && <span className="cell-flag"> {word}</span>}
    </Tag>
  );
}

/**
 * Tags beside the offense: a form begun here, an unanswered message, photos, the assignee, and a language other than the officer's own.
 */
export function Beside({ row: { photos, language: spoken, message, draft, assignee } }: { row: QueueRow }) {
  return (
    <span className="cell-beside">
      {draft > 0 && (
        <Tag icon={PencilLine} title={t('queue.formBegun')}>
          <span className="visually-hidden">{t('queue.formBegun')}</span>
        </Tag>
      )}
      {message > 0 && (
        <Tag tone="warn" icon={MessageSquare} title={t('queue.messageWaits')}>
          <span className="visually-hidden">{t('queue.messageWaits')}</span>
        </Tag>
      )}
      {photos > 0 && (
        <Tag icon={Paperclip} title={t('queue.nPhotos', { n: photos })}>
          {photos}
        </Tag>
      )}
      {assignee !== '' && (
        <span className="cell-initials">
          <Tag icon={UserRound} title={t('queue.assignedTo', { name: assignee })}>
            <span aria-hidden>{initials(assignee)}</span>
            <span className="visually-hidden">{assignee}</span>
          </Tag>
        </span>
      )}
      {spoken !== language() && <Tag title={LANGUAGE_WORDS[spoken]}>{spoken.toUpperCase()}</Tag>}
    </span>
  );
}

/** "Officer Dana Rivera" is "DR": the first letters of the last two words. */
const initials = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .slice(-2)
    .map((word) => word.charAt(0).toLocaleUpperCase())
    .join('');

export function Duplicates({ row: { duplicates, strongest } }: { row: QueueRow }) {
  if (duplicates === 0 || strongest === null) return <span className="cell-none">–</span>;
  const word = likelihood(strongest);
  return (
    <span
      className="cell-duplicates"
      title={t('queue.nPossibleDuplicatesStrongestMatchWord', { n: duplicates, word, percent: percent(strongest) })}
    >
      <Tag tone={strongest >= LIKELY_DUPLICATE ? 'duplicate' : 'plain'}>≈ {duplicates}</Tag>
      <span>{t('ui.n', { n: Math.min(99, Math.round(strongest * 100)) })}</span>
    </span>
  );
}
