import { CircleAlert, Info, Undo2 } from 'lucide-react';
import { useContext } from 'react';
import { Button } from 'react-aria-components';
import type { KeyAction } from '#shared/domain/keys.ts';
import type { OutboxRow, PairRow } from '#shared/ipc-shapes.ts';
import { SessionContext } from '../hooks/presence.ts';
import { secondsUntil } from '../model/time.ts';
import { rich, t } from '../t.ts';
import { useNow } from '../ui/desk-clock.tsx';
import { Kbd, shortcut, usePreferences } from '../ui/preferences.tsx';
import { pairWords } from '../wording/pair-words.ts';
import { ACT_DONE } from '../wording/words.ts';
import type { Message } from './use-message.ts';

/** The newest act that can still be undone, or null. */
export function undoable(rows: readonly (OutboxRow | PairRow)[], now: number = Date.now()): OutboxRow | PairRow | null {
  return rows
    .filter((row) => row.state === 'held' && secondsUntil(row.holdUntil, now) > 0)
    .reduce<OutboxRow | PairRow | null>(
      (newest, row) => (newest === null || row.createdAt >= newest.createdAt ? row : newest),
      null,
    );
}

/**
 * Adds the decision just made, which the list loaded in the background may not include yet; otherwise, undoing at once
 * would undo the decision before it.
 */
export function withReturned<R extends { id: string }>(rows: readonly R[], returned: R | null): readonly R[] {
  return returned === null || rows.some(({ id }) => id === returned.id) ? rows : [...rows, returned];
}

/** The longest pause, in ms, between two assignments made in one action. */
const BULK_GAP_MS = 2000;

/**
 * The act to undo. If it assigned a report together with others in one action, includes those assignments, newest
 * first.
 */
export function undoneTogether<Row extends OutboxRow | PairRow>(
  rows: readonly Row[],
  newest: Row,
  now: number = Date.now(),
): Row[] {
  const to = assignedTo(newest);
  if (to === undefined) return [newest];
  const group: Row[] = [];
  for (const row of rows.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))) {
    if (row.state !== 'held' || secondsUntil(row.holdUntil, now) === 0) continue;
    const former = group.at(-1);
    const isNext =
      former === undefined
        ? row === newest
        : assignedTo(row) === to && Date.parse(former.createdAt) - Date.parse(row.createdAt) <= BULK_GAP_MS;
    if (isNext) group.push(row);
    else if (former !== undefined) break;
  }
  return group;
}

const assignedTo = (row: OutboxRow | PairRow): string | null | undefined =>
  'act' in row && row.act.kind === 'assign' ? row.act.to : undefined;

type Shown = { action: KeyAction; does: string } | { key: string; does: string };

/** The keys to show, depending on what the officer is doing. */
const KEYS = {
  queue: [
    { action: 'next', does: t('shell.next') },
    { action: 'previous', does: t('shell.previous') },
    { key: 'Enter', does: t('shell.open') },
    { action: 'search', does: t('shell.search') },
  ],
  report: [
    { action: 'next', does: t('shell.next') },
    { action: 'approve', does: t('shell.approve') },
    { action: 'reject', does: t('shell.reject') },
    { action: 'follow_up', does: t('shell.followUp') },
    { action: 'log_call', does: t('shell.logACall') },
    { key: 'Esc', does: t('shell.back2') },
  ],
  compare: [
    { action: 'next', does: t('shell.nextCandidate') },
    { action: 'reject', does: t('shell.rejectAsDuplicate') },
    { action: 'same', does: t('common.sameIncident') },
    { action: 'not_same', does: t('shell.notTheSame') },
    { action: 'swap', does: t('shell.swap') },
    { key: 'Esc', does: t('shell.backToReport') },
  ],
  page: [{ key: 'Esc', does: t('shell.backToQueue') }],
  office: [{ key: 'Esc', does: t('shell.back2') }],
} as const satisfies Record<string, readonly Shown[]>;

/** The desk's footer: the last decision with its countdown while it can be undone, otherwise the currently useful keys. */
export function UndoBar({
  rows,
  message,
  place,
  mayDo,
  onUndo,
  onKeys,
}: {
  rows: readonly (OutboxRow | PairRow)[];
  /** A temporary message. It never replaces the undo button, which is only available briefly. */
  message: Message | null;
  /** Determines which keys to show. */
  place: keyof typeof KEYS;
  /** Whether an action would have an effect now. */
  mayDo: (action: KeyAction) => boolean;
  onUndo: (row: OutboxRow | PairRow) => void;
  onKeys: () => void;
}) {
  const { keys } = usePreferences();
  const { online } = useContext(SessionContext);
  const now = useNow(rows.some((row) => row.state === 'held') ? 250 : 60_000);
  const row = undoable(rows, now);
  const together = row === null ? [] : undoneTogether(rows, row, now);
  const others = rows.filter(
    (one) => one.state === 'held' && !together.includes(one) && secondsUntil(one.holdUntil, now) > 0,
  ).length;
  if (row === null && message !== null) {
    return (
      <footer className={message.tone === 'problem' ? 'foot foot-problem' : 'foot'}>
        <Said {...message} />
      </footer>
    );
  }
  if (row === null) {
    return (
      <footer className="foot">
        <p className="foot-keys">
          {KEYS[place]
            .filter((shown) => 'key' in shown || mayDo(shown.action))
            .map((shown) => (
              <span key={shown.does}>
                {'key' in shown ? <kbd>{shown.key}</kbd> : <Kbd of={shown.action} />} {shown.does}
              </span>
            ))}
        </p>
        <Button className="button button-quiet foot-button" {...shortcut(keys.keys)} onPress={onKeys}>
          <Kbd of="keys" /> {t('shell.shortcuts')}
        </Button>
      </footer>
    );
  }
  const whole = Math.max(1, Date.parse(row.holdUntil) - Date.parse(row.createdAt));
  const left = Math.min(secondsUntil(row.holdUntil, now), Math.ceil(whole / 1000));
  const share = Math.max(0, Math.min(1, (Date.parse(row.holdUntil) - now) / whole));
  return (
    <section className="foot foot-undo" aria-label={t('common.undo')}>
      <div className="foot-clock" style={{ scale: `${share} 1` }} />
      <p className="foot-words">
        {rich(online ? 'shell.whatSendsInLeftSec' : 'shell.whatCanUndoForLeftSec', {
          what: (
            <strong>
              {together.length > 1
                ? t('shell.assignedNReports', { n: together.length })
                : 'act' in row
                  ? `${ACT_DONE[row.act.kind]} ${row.trackingNumber}`
                  : pairWords(row)}
            </strong>
          ),
          left,
        })}
        {others > 0 && (
          <span className="foot-others">
            {' · '}
            {t('shell.nMoreCanBeUndoneAfter', { n: others })}
          </span>
        )}
      </p>
      {message !== null && <Said {...message} />}
      <Button className="button foot-button" {...shortcut(keys.undo)} onPress={() => onUndo(row)}>
        <Undo2 className="icon" aria-hidden />
        {t('common.undo')} <Kbd of="undo" />
      </Button>
    </section>
  );
}

function Said({ text, tone }: Message) {
  const Icon = tone === 'problem' ? CircleAlert : Info;
  return (
    <p className={`foot-said foot-${tone}`} role={tone === 'problem' ? 'alert' : undefined}>
      <Icon className="icon" aria-hidden />
      <span className="cut" title={text}>
        {text}
      </span>
    </p>
  );
}
