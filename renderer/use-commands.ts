import { useLayoutEffect, useRef } from 'react';
import { carryOut } from './desk-commands.ts';
import type { Command } from './shell/keymap.ts';
import type { Desk } from './use-desk-state.ts';

/**
 * How long a command waits for its report, in ms. If its form opened later than that, it would surprise the officer.
 */
const TIMEOUT_MS = 2000;

/**
 * Runs commands. A command for a report or comparison that is still opening waits until it is shown, so that quick key
 * presses are neither lost nor applied to the previous report. Only the latest command can wait.
 */
export function useCommands(desk: Desk): (command: Command, at?: number) => boolean {
  const waiting = useRef<{ command: Command; on: string; at: number } | null>(null);
  const shownId = desk.shown?.report.id;
  const comparedId = comparedOf(desk, true);
  useLayoutEffect(() => {
    const { current: next } = waiting;
    if (next === null || (next.on !== shownId && next.on !== comparedId)) return;
    waiting.current = null;
    if (performance.now() - next.at < TIMEOUT_MS) carryOut(desk, next.command, next.at);
  });
  return (command, at = performance.now()) => {
    const on = stillOpening(desk, command);
    waiting.current = on === null ? null : { command, on, at };
    return on !== null || carryOut(desk, command, at);
  };
}

const ABOUT_ONE: ReadonlySet<Command['kind']> = new Set(['act', 'compare', 'photos', 'copy', 'print']);
const ABOUT_BOTH: ReadonlySet<Command['kind']> = new Set([...ABOUT_ONE, 'pair', 'swap']);

/** The report or the comparison that the command is about, if it is not shown yet. */
function stillOpening(desk: Desk, command: Command): string | null {
  const { view, triage, shown, report } = desk;
  if (view !== 'queue' || !ABOUT_BOTH.has(command.kind)) return null;
  if (!ABOUT_ONE.has(command.kind)) return comparedOf(desk, false);
  const { openId } = triage.store.newest();
  if (openId !== null && openId !== shown?.report.id && report.error === null) return openId;
  return comparedOf(desk, false);
}

/**
 * Returns the ids of the two compared reports, or null. If `isShown` is true, the other report must be shown; if false,
 * it must still be loading.
 */
function comparedOf({ compare: { shown } }: Desk, isShown: boolean): string | null {
  if (shown === undefined || shown.other.error !== null || shown.other.fresh !== isShown) return null;
  return `${shown.view.report.id} ${shown.duplicate.reportId}`;
}
