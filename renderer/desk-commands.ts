import { shownCopy } from '#shared/domain/attachment.ts';
import { isAnotherWitness } from '#shared/domain/duplicate.ts';
import { rejectWords } from './compare/pair-acts.ts';
import { assigning } from './queue/assign-all.ts';
import type { Command } from './shell/keymap.ts';
import { paletteEntries } from './shell/palette-entries.ts';
import { undoable } from './shell/undo-bar.tsx';
import { firstView, mayGo } from './shell/views.ts';
import type { Desk } from './use-desk-state.ts';
import { isForOne, whyNot } from './why-not.ts';

/** Whether a command would have an effect now. Used by both the keyboard shortcuts and the command palette. */
export function isPossible(desk: Desk, command: Command): boolean {
  const { view, triage, compare, allowed, policy, officer } = desk;
  const comparing = compare.shown;
  const inQueue = view === 'queue';
  switch (command.kind) {
    case 'move':
      if (comparing === undefined) return inQueue;
      return (
        (command.by === 1 || command.by === -1) && comparing.view.duplicates[comparing.at + command.by] !== undefined
      );
    case 'open':
    case 'choose':
      return inQueue && comparing === undefined;
    case 'fill':
      return inQueue && triage.openId !== null && comparing === undefined;
    case 'act':
      if (!inQueue || policy === null) return false;
      if (comparing === undefined && triage.chosen.size > 1) return command.act === 'assign';
      // In a comparison, only two acts are available: rejecting one report as a duplicate of the other, and undoing that.
      if (comparing === undefined) return allowed.includes(command.act);
      return (command.act === 'reject' || command.act === 'return') && desk.pairActs?.[command.act] != null;
    case 'compare':
      return comparing === undefined && compare.mayOpen && !isForOne(command, triage.chosen.size);
    case 'pair':
      return comparing !== undefined;
    case 'swap':
      return comparing?.kept != null && desk.pairActs?.swap === true;
    case 'bulk':
      return inQueue && comparing === undefined && triage.chosen.size > 0;
    case 'undo':
      return undoable(desk.held) !== null || assigning() !== null;
    case 'search':
    case 'search_for':
    case 'open_report':
    case 'show':
      return mayGo('queue', officer.role);
    case 'go':
      return mayGo(command.view, officer.role);
    case 'photos':
      return (
        inQueue &&
        comparing === undefined &&
        desk.shown?.report.attachments.some((one) => shownCopy(one) !== null) === true
      );
    case 'copy':
      return inQueue && desk.shown !== undefined && policy !== null && comparing === undefined;
    case 'print':
      // This command prints only an open report, because other pages have no print style sheet.
      if (!desk.mayPrint) return false;
      return inQueue ? desk.shown !== undefined && comparing === undefined : isReadBeside();
    case 'scroll':
    case 'back':
    case 'lock':
    case 'sign_out':
    case 'keys':
    case 'palette':
    case 'tour':
    case 'await_go':
    case 'select_all':
      return true;
  }
}

/**
 * Runs a command from a key or the palette. Returns false if the command does not apply now.
 * @param at timestamp of the key press or selection, on the same clock as browser events.
 */
export function carryOut(desk: Desk, command: Command, at: number): boolean {
  const { view, triage, compare, officer } = desk;
  const comparing = compare.shown;
  const inQueue = view === 'queue';
  if (command.kind === 'search' && !mayGo('queue', officer.role)) return searchPage();
  if (!isPossible(desk, command)) {
    const why = whyNot(command, {
      inQueue,
      isEmpty: triage.pages.total === 0,
      isOpen: inQueue && triage.openId !== null,
      shown: desk.shown,
      beside: comparing && {
        trackingNumber: comparing.duplicate.trackingNumber,
        isPrimary: comparing.kept?.side !== 'left',
        isAnotherWitness: isAnotherWitness(comparing.duplicate),
        maySwap: desk.pairActs?.swap === true,
      },
      chosen: comparing === undefined ? triage.chosen.size : 0,
      waiting: desk.held.filter(({ state }) => state === 'waiting').length,
      officer,
      keys: desk.keys,
      mayPrint: desk.mayPrint,
    });
    if (why !== null) desk.hint(why);
    // Always intercept the print key, because the browser would print the window as is.
    return why !== null || command.kind === 'print';
  }
  desk.endHint();
  switch (command.kind) {
    case 'move':
      if (comparing === undefined) triage.move(command.by, at);
      else if (command.by === 1 || command.by === -1) compare.move(command.by);
      return true;
    case 'open':
      triage.enter(at);
      return true;
    case 'scroll': {
      const { current: reader } = desk.reader;
      reader?.scrollBy({ top: command.by * reader.clientHeight * 0.85 });
      return inQueue;
    }
    case 'back':
      if (comparing !== undefined) compare.close();
      else if (!inQueue && goBackOnPage()) return true;
      else if (!inQueue) desk.setView(firstView(officer.role));
      else if (desk.filled) desk.setFilled(false);
      else if (triage.openId === null && triage.chosen.size > 0) triage.chooseNone();
      else triage.close();
      return true;
    case 'fill':
      desk.setFilled(!desk.filled);
      return true;
    case 'act':
      // With several reports selected, assign from the bulk bar, which shows how many are selected.
      if (comparing === undefined && triage.chosen.size > 1) return carryOut(desk, { kind: 'bulk' }, at);
      if (comparing === undefined) desk.begin(command.act);
      else if (command.act === 'reject' || command.act === 'return') desk.beginPair(command.act);
      return true;
    case 'compare':
      return compare.open();
    case 'pair':
      if (comparing !== undefined) desk.pairs.decide(comparing.view, comparing.duplicate, command.decision);
      return true;
    case 'swap':
      compare.swap();
      return true;
    case 'choose':
      triage.mark(at);
      return true;
    case 'bulk':
      // The bar is below the list, which an open report may hide.
      if (desk.filled) desk.setFilled(false);
      else if (document.querySelector('.bulk-bar') === null) triage.close();
      // Wait until the command palette has closed, because it keeps the focus until then.
      setTimeout(() => document.querySelector<HTMLElement>('.bulk-bar button')?.focus(), 100);
      return true;
    case 'undo': {
      desk.undo(undoable(desk.held));
      return true;
    }
    case 'search':
      desk.setView('queue');
      desk.searchBox.current?.focus();
      desk.searchBox.current?.select();
      return true;
    case 'search_for':
      desk.setView('queue');
      compare.close();
      triage.search(command.text);
      return true;
    case 'open_report':
      compare.close();
      desk.openReport(command.id);
      return true;
    case 'lock':
      desk.leaving.lock();
      return true;
    case 'sign_out':
      desk.leaving.signOut();
      return true;
    case 'photos':
      openPhotos(desk.reader);
      return true;
    case 'copy':
      desk.copyForRecords();
      return true;
    case 'print':
      setTimeout(() => window.print(), 100);
      return true;
    case 'keys':
      desk.setShowKeys(true);
      return true;
    case 'palette':
      desk.setPalette(
        paletteEntries({
          isPossible: (one) => isPossible(desk, one),
          open: comparing !== undefined ? 'compare' : inQueue && triage.openId !== null ? 'report' : null,
          rejects: rejectsNow(desk),
          views: desk.views,
          keys: desk.keys,
        }),
      );
      return true;
    case 'go':
      desk.goTo(command.view);
      return true;
    case 'show':
      desk.showQueue(command.view);
      return true;
    case 'tour':
      desk.setTouring(true);
      return true;
    case 'await_go':
    case 'select_all':
      return true;
  }
}

function rejectsNow({ pairActs, compare: { shown } }: Desk): string {
  const act = pairActs?.reject ?? null;
  return act === null || shown === undefined ? '' : rejectWords(act, shown.duplicate);
}

/**
 * How many times to check whether the open report's photos are rendered, and how long to wait before each check, in ms.
 */
const PHOTO_TRIES = 100;
const PHOTO_MS = 50;

/**
 * Opens the first photo of the open report. The photos render a moment after the rest of the report, so this function
 * retries.
 */
function openPhotos(reader: Desk['reader'], tries = PHOTO_TRIES): void {
  const { current } = reader;
  setTimeout(() => {
    // Search only the open report: reports likely to be opened next are already rendered too, and opening one of their
    // photos would be logged.
    const picture = reader.current === current ? current?.querySelector<HTMLElement>('.picture') : null;
    if (picture) picture.click();
    else if (tries > 1 && reader.current === current) openPhotos(reader, tries - 1);
  }, PHOTO_MS);
}

/** For roles without a queue: focuses the search box of the open page, if it has one. */
function searchPage(): boolean {
  const box = document.querySelector<HTMLInputElement>('.page input[type="search"]');
  box?.focus();
  box?.select();
  return box !== null;
}

/** Whether a report is open beside a page's list. */
const isReadBeside = (): boolean => document.querySelector('.beside .report-number') !== null;

/** Closes the report that is open beside a page's list, or goes back to the list from one of its entries. */
function goBackOnPage(): boolean {
  const back =
    document.querySelector<HTMLElement>('.beside-close') ?? document.querySelector<HTMLElement>('.page-back');
  back?.click();
  return back !== null;
}
