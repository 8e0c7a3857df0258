import {
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { ask } from '../bridge.ts';
import { t } from '../t.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { copiedText } from '../ui/copied-text.ts';

/** How long "Copied" is shown, in ms. */
const SHOWN_MS = 1500;

/** The ID of the report whose values are shown; copying a value is recorded in that report's trail. */
export const CopiedFrom = createContext('');

/**
 * A value copied by a click or Enter, to paste into the records system. Arrow keys move between values.
 * @param isReached whether Tab reaches it; true for only one value per report, so that Tab doesn't stop at each one.
 */
export function CopyValue({ isReached = false, children }: { isReached?: boolean; children: ReactNode }) {
  const [copied, setCopied] = useState(false);
  const reportId = useContext(CopiedFrom);
  const announce = useAnnounce();
  const words = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (event: MouseEvent) => {
    // Selecting part of the text doesn't count as a click.
    const selection = getSelection();
    if (event.detail > 0 && selection !== null && !selection.isCollapsed) return;
    const text = words.current === null ? '' : copiedText(words.current);
    ask('clipboard.copy', { reportId, text }).then(
      () => {
        setCopied(true);
        announce(t('report.copied'));
      },
      () => announce(t('report.notCopied')),
    );
  };
  return (
    <button
      className="copy-value"
      type="button"
      tabIndex={isReached ? 0 : -1}
      title={t('report.clickToCopy')}
      onClick={copy}
      onKeyDown={toNeighbor}
    >
      <span ref={words}>{children}</span>
      {copied && (
        <span className="copied" aria-hidden>
          {t('report.copied')}
        </span>
      )}
    </button>
  );
}

/** A button that copies a long text. It copies all of the text, even if only the beginning is shown. */
export function CopyText({ text, children }: { text: string; children: ReactNode }) {
  const reportId = useContext(CopiedFrom);
  const announce = useAnnounce();
  const [said, setSaid] = useState('');
  const tell = (words: string) => {
    setSaid(words);
    announce(words);
  };
  return (
    <button
      className="button button-link only-screen"
      type="button"
      onBlur={() => setSaid('')}
      onClick={() =>
        void ask('clipboard.copy', { reportId, text }).then(
          () => tell(t('report.copied')),
          () => tell(t('report.notCopied')),
        )
      }
    >
      {said === '' ? children : said}
    </button>
  );
}

function toNeighbor(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const { currentTarget: here } = event;
  const all = [...(here.closest('.report-body, .review-report')?.querySelectorAll<HTMLElement>('.copy-value') ?? [])];
  const next = by === undefined ? undefined : all[all.indexOf(here) + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
