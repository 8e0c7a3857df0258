import type { ActKind } from '#shared/domain/act.ts';
import { type KeyAction, type Keys, keyName } from '#shared/domain/keys.ts';
import type { SavedView } from '#shared/domain/views.ts';
import { known, t } from '../t.ts';
import { COMMANDS, type Command, type View } from './keymap.ts';

export type PaletteEntry = { id: string; title: string; keys: string; command: Command };

const ACTS: readonly { act: ActKind; title: string }[] = [
  { act: 'approve', title: t('Approve this report') },
  { act: 'reject', title: t('Reject this report with a reason') },
  { act: 'follow_up', title: t('Follow up: ask the person for what is missing') },
  { act: 'uphold_appeal', title: t('Appeal: uphold the decision') },
  { act: 'grant_appeal', title: t('Appeal: grant it, so that the report is read again') },
  { act: 'log_call', title: t('Log a call') },
  { act: 'note', title: t('Add a note for colleagues') },
  { act: 'assign', title: t('Hand over to a colleague, or take it yourself') },
  { act: 'escalate', title: t('Escalate to the supervisors') },
  { act: 'correct', title: t('Correct a fact, beside what the person told') },
  { act: 'return', title: t('Take back the decision that was sent') },
];

const PAGES: readonly { view: View; letter: string; title: string }[] = [
  { view: 'start', letter: 'H', title: t('Go to the start page: how things stand') },
  { view: 'queue', letter: 'Q', title: t('Go to the queue') },
  { view: 'outbox', letter: 'W', title: t('Go to what waits to be sent') },
  { view: 'letters', letter: 'P', title: t('Go to the letters to print') },
  { view: 'courtesy', letter: 'C', title: t('Go to the courtesy contacts') },
  { view: 'records', letter: 'R', title: t('Go to the records system') },
  { view: 'audit', letter: 'D', title: t('Go to the decisions') },
  { view: 'accounts', letter: 'A', title: t('Go to the accounts') },
  { view: 'sessions', letter: 'N', title: t('Go to who is signed in') },
  { view: 'linkage', letter: 'F', title: t('Go to how repeats are found') },
  { view: 'updates', letter: 'U', title: t('Go to updates') },
  { view: 'settings', letter: 'S', title: t('Go to settings') },
];

const COMPARING: readonly { action: KeyAction; title: string }[] = [
  { action: 'reject', title: t('Reject A as duplicate of B') },
  { action: 'return', title: t('Unlink: take the rejection back') },
  { action: 'same', title: t('Same incident: keep both') },
  { action: 'related', title: t('Related') },
  { action: 'not_same', title: t('Not the same') },
  { action: 'swap', title: t('Swap A and B') },
  { action: 'next', title: t('Next candidate') },
  { action: 'previous', title: t('Previous candidate') },
];

/** Everything that can be done now, the acts on the open report first; nothing that would have no effect. */
export function paletteEntries(now: {
  isPossible: (command: Command) => boolean;
  /** What lies open: a report, or two beside each other. */
  open: 'report' | 'compare' | null;
  views: readonly SavedView[];
  keys: Keys;
}): PaletteEntry[] {
  const keyed = (action: KeyAction, title: string): PaletteEntry => ({
    id: action,
    title,
    keys: keyName(now.keys[action]),
    command: COMMANDS[action],
  });
  const entry = (id: string, title: string, keys: string, command: Command): PaletteEntry => ({
    id,
    title,
    keys,
    command,
  });
  const go = keyName(now.keys.go);
  const entries: PaletteEntry[] = [
    ...(now.open === 'compare'
      ? COMPARING.map(({ action, title }) => keyed(action, title))
      : ACTS.map(({ act, title }) => entry(`act-${act}`, title, keyName(now.keys[act]), COMMANDS[act]))),
    keyed('undo', t('Undo the last decision')),
    keyed('compare', t('Compare with a report that it may repeat')),
    entry('fill', t('Give the report the whole width, or not'), 'Space', { kind: 'fill' }),
    entry('print', t('Print the report, or save it as a PDF'), 'Ctrl P', { kind: 'print' }),
    ...(now.open === null
      ? [entry('open', t('Open the report'), 'Enter', { kind: 'open' })]
      : [
          entry('back', now.open === 'compare' ? t('Back to the report') : t('Close the report'), 'Esc', {
            kind: 'back',
          }),
        ]),
    keyed('search', t('Search the queue')),
    ...(now.open === 'compare'
      ? []
      : [
          keyed('next', t('Next report')),
          keyed('previous', t('Previous report')),
          entry('first', t('Go to the first report'), 'Home', { kind: 'move', by: 'first' }),
          entry('last', t('Go to the last report'), 'End', { kind: 'move', by: 'last' }),
          keyed('choose', t('Choose the report for something that is done with several')),
          entry('bulk', t('Hand over the chosen reports'), '', { kind: 'bulk' }),
        ]),
    ...now.views.map((view) =>
      entry(`view-${view.title}`, t('Show the view {title}', { title: known(view.title) }), '', { kind: 'show', view }),
    ),
    ...PAGES.map(({ view, letter, title }) =>
      entry(`go-${view}`, title, go === '' ? '' : `${go} ${letter}`, { kind: 'go', view }),
    ),
    keyed('keys', t('Show the keys')),
    entry('tour', t('Show the tour of the desk'), '', { kind: 'tour' }),
    entry('lock', t('Lock the window'), 'Ctrl L', { kind: 'lock' }),
    entry('sign-out', t('Sign out'), '', { kind: 'sign_out' }),
  ];
  return entries.filter(({ command }) => now.isPossible(command));
}
