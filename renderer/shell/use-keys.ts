import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { usePreferences } from '../ui/preferences.tsx';
import { type Command, commandFor } from './keymap.ts';

const OVERLAY = '[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"]';
const TYPING =
  'input:not([type="radio"]):not([type="checkbox"]),textarea,select,[contenteditable="true"],[role="spinbutton"]';
const CONTROL = 'button,a[href],[role="button"],[role="separator"],summary';
/**
 * How long after G the second key is accepted, in ms. The time is measured between key-down events, so that no key is
 * lost while the window is busy.
 */
const GO_MS = 1500;

/** Commands that are handled here. */
const OWN: ReadonlySet<Command['kind']> = new Set(['await_go', 'select_all']);

/** Commands that repeat while their key is held down. */
const REPEATS: ReadonlySet<Command['kind']> = new Set(['move', 'scroll']);

/** Selects the text of the report or page, not of the whole window. */
function selectTextOf(element: Element | null): void {
  if (element !== null) getSelection()?.selectAllChildren(element);
}

/** Handles the desk's keys before any widget does and turns them into commands. */
export function useKeys({
  onCommand,
  reportOpen,
  deciding,
  reader,
  home,
}: {
  /**
   * Returns false if the command does not apply now, so that the key keeps its default behavior. `at` is the key-down
   * time.
   */
  onCommand: (command: Command, at: number) => boolean;
  reportOpen: boolean;
  /** True if a form is open or about to open; keys typed now are meant for it. */
  deciding: boolean;
  reader: RefObject<HTMLElement | null>;
  /** Element that gets the focus on the next key press if the focused element has disappeared. */
  home: RefObject<HTMLElement | null>;
}): void {
  const { keys } = usePreferences();
  const newest = useRef({ onCommand, reportOpen, deciding, keys });
  useLayoutEffect(() => {
    newest.current = { onCommand, reportOpen, deciding, keys };
  });
  const goingUntil = useRef(0);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const overlay = newest.current.deciding || document.querySelector(OVERLAY) !== null;
      // If nothing has the focus, focus `home`. Otherwise, Tab would start at the top of the window, and screen reader
      // users would lose their place.
      if (target === document.body && !overlay) home.current?.focus({ preventScroll: true });
      const command = commandFor(
        { key: event.key, ctrl: event.ctrlKey, alt: event.altKey, meta: event.metaKey, shift: event.shiftKey },
        {
          typing: target?.closest(TYPING) != null,
          overlay,
          control: target?.closest(CONTROL) != null,
          reading: target !== null && reader.current?.contains(target) === true,
          reportOpen: newest.current.reportOpen,
          going: event.timeStamp < goingUntil.current,
        },
        newest.current.keys,
      );
      goingUntil.current = command?.kind === 'await_go' ? event.timeStamp + GO_MS : 0;
      if (command === null) return;
      // Holding a key down repeats moves and scrolls, but decides, undoes or opens only once.
      if (event.repeat && !REPEATS.has(command.kind)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      if (command.kind === 'select_all') selectTextOf(reader.current ?? document.querySelector('main'));
      if (OWN.has(command.kind) || newest.current.onCommand(command, event.timeStamp)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, [reader, home]);
}
