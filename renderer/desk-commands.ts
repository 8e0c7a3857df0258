import type { Command } from './shell/keymap.ts';
import { paletteEntries } from './shell/palette-entries.ts';
import { undoable } from './shell/undo-bar.tsx';
import { firstView, mayGo } from './shell/views.ts';
import type { Desk } from './use-desk-state.ts';

/** Carries out a command of a key or of the palette; false where it means nothing at the moment. */
export function carryOut(desk: Desk, command: Command): boolean {
  const { view, triage, compare, allowed, policy, officer } = desk;
  const comparing = compare.shown;
  const inQueue = view === 'queue';
  switch (command.kind) {
    case 'move':
      if (comparing !== undefined) {
        if (command.by === 1 || command.by === -1) compare.move(command.by);
        return true;
      }
      if (!inQueue) return false;
      triage.move(command.by);
      return true;
    case 'open':
      if (!inQueue || comparing !== undefined) return false;
      triage.goTo(triage.cursor.index, true);
      return true;
    case 'scroll': {
      const { current: reader } = desk.reader;
      reader?.scrollBy({ top: command.by * reader.clientHeight * 0.85 });
      return inQueue;
    }
    case 'back':
      if (comparing !== undefined) compare.close();
      else if (!inQueue) desk.setView(firstView(officer.role));
      else if (desk.filled) desk.setFilled(false);
      else if (triage.openId === null && triage.chosen.size > 0) triage.chooseNone();
      else triage.close();
      return true;
    case 'fill':
      if (!inQueue || triage.openId === null || comparing !== undefined) return false;
      desk.setFilled(!desk.filled);
      return true;
    case 'act':
      if (!inQueue || policy === null || !allowed.includes(command.act)) return false;
      if (comparing !== undefined && !(command.act === 'reject' && desk.mayReject)) return false;
      desk.begin(command.act);
      return true;
    case 'compare':
      return comparing === undefined && compare.open();
    case 'pair':
      if (comparing === undefined) return false;
      desk.pairs.decide(comparing.view, comparing.repeat, command.decision);
      return true;
    case 'choose':
      if (!inQueue || comparing !== undefined) return false;
      triage.choose(triage.cursor.index, false);
      return true;
    case 'undo': {
      const row = undoable(desk.held);
      if (row !== null) desk.undo(row);
      return row !== null;
    }
    case 'search':
      if (!mayGo('queue', officer.role)) return false;
      desk.setView('queue');
      desk.searchBox.current?.focus();
      desk.searchBox.current?.select();
      return true;
    case 'lock':
      desk.leaving.lock();
      return true;
    case 'print':
      // Nothing but an open report has a style sheet for paper; the key is taken in any case.
      if (inQueue && desk.shown !== undefined && comparing === undefined) setTimeout(() => window.print(), 100);
      return true;
    case 'keys':
      desk.setShowKeys(true);
      return true;
    case 'palette':
      desk.setPalette(
        paletteEntries({
          allowed: inQueue && policy !== null ? allowed : [],
          reportOpen: inQueue && triage.openId !== null,
          canUndo: undoable(desk.held) !== null,
          role: officer.role,
          keys: desk.keys,
        }),
      );
      return true;
    case 'go':
      if (!mayGo(command.view, officer.role)) return false;
      desk.setView(command.view);
      return true;
    case 'tour':
      desk.setTouring(true);
      return true;
    case 'await_go':
      return true;
  }
}
