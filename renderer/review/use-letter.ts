import { useEffect, useRef, useState } from 'react';
import type { Act } from '#shared/domain/act.ts';
import { language } from '../t.ts';
import { useLive } from '../use-live.ts';

/**
 * The letter that an act would send now, requested again when the form, the report or the policy changes; `former` is
 * the text before the last change.
 */
export function useLetter(reportId: string, act: Act | null) {
  const settled = useSettled(act, 150);
  const input = settled === null ? null : { reportId, act: settled, language: language() };
  const live = useLive('letter.preview', input, ['policy', 'reports']);
  const current = act !== null && live.fresh && JSON.stringify(settled) === JSON.stringify(act);

  // If the form is the same but the letter differs, its wording changed while the officer was looking at it.
  const shown = useRef<{ form: string; text: string } | null>(null);
  const [changed, setChanged] = useState(false);
  const [former, setFormer] = useState<string | null>(null);
  const text = live.value?.letter?.text ?? '';
  useEffect(() => {
    if (!live.fresh) return;
    const form = JSON.stringify(settled);
    if (shown.current?.form === form && shown.current.text !== text) setChanged(true);
    if (shown.current?.form !== form) setChanged(false);
    if (shown.current !== null && shown.current.text !== text) setFormer(shown.current.text || null);
    shown.current = { form, text };
  }, [live.fresh, settled, text]);

  return { ...live, current, changed, former };
}

/** Debounces typing in the note; any other change takes effect immediately. */
function useSettled(act: Act | null, afterMs: number): Act | null {
  const [settled, setSettled] = useState(act);
  const key = JSON.stringify(act);
  const choice = act === null ? '' : JSON.stringify({ ...act, note: '' });
  const lastChoice = useRef(choice);
  useEffect(() => {
    const next = JSON.parse(key) as Act | null;
    if (lastChoice.current !== choice) {
      lastChoice.current = choice;
      setSettled(next);
      return;
    }
    const timer = setTimeout(() => setSettled(next), afterMs);
    return () => clearTimeout(timer);
  }, [key, choice, afterMs]);
  return settled;
}
