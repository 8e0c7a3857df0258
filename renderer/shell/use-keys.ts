import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { usePreferences } from '../ui/preferences.tsx';
import { type Command, commandFor } from './keymap.ts';

const OVERLAY = '[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"]';
const TYPING =
  'input:not([type="radio"]):not([type="checkbox"]),textarea,select,[contenteditable="true"],[role="spinbutton"]';
const CONTROL = 'button,a[href],[role="button"],[role="separator"],summary';
/** How long G waits for its letter, by when the keys went down: a window that was busy meanwhile loses none. */
const GO_MS = 1500;

/** Hears the keys of the desk before any widget does and turns them into commands. */
export function useKeys({
  onCommand,
  reportOpen,
  deciding,
  reader,
  home,
}: {
  /** Returns false where the command means nothing at the moment, so that the key keeps its own meaning; `at`: when it went down. */
  onCommand: (command: Command, at: number) => boolean;
  reportOpen: boolean;
  /** A form is open, or about to be: what is typed meanwhile is meant for it. */
  deciding: boolean;
  reader: RefObject<HTMLElement | null>;
  /** Where the focus goes back to with the next key, when what had it is gone. */
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
      // Else Tab would begin at the top of the window, and a screen reader be nowhere.
      if (target === document.body && !overlay) home.current?.focus({ preventScroll: true });
      const command = commandFor(
        { key: event.key, ctrl: event.ctrlKey, alt: event.altKey, meta: event.metaKey },
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
      if (command.kind === 'await_go' || newest.current.onCommand(command, event.timeStamp)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, [reader, home]);
}
