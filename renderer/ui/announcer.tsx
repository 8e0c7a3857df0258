import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { t } from '../t.ts';

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** Lets screens send announcements such as "opened 3 of 128" to screen readers, without showing them. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', turn: 0 });
  const announce = useCallback((text: string) => setSaid((last) => ({ text, turn: last.turn + 1 })), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      {/* Screen readers skip a repeated text; an alternating no-break space makes it different. */}
      <div
        className="visually-hidden"
        role="status"
        aria-live="polite"
        aria-atomic="true"
        aria-label={t('ui.announcements')}
      >
        {said.text}
        {said.turn % 2 === 1 ? '\u00A0' : ''}
      </div>
    </AnnounceContext>
  );
}

export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext);
}
