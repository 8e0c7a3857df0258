import { Copy } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Notice } from '../ui/notice.tsx';

/** Shows a password or token that is not stored anywhere. If the dialog is closed too early, a new one must be made. */
export function SecretOnce({
  title,
  secret,
  done,
  onClose,
  children,
}: {
  title: string;
  secret: string;
  /** The label of the button that says the person now has it. */
  done: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const shown = useRef<HTMLParagraphElement>(null);
  const [copied, setCopied] = useState(false);
  return (
    <DialogFrame
      title={title}
      isOpen
      keepOpen
      onClose={onClose}
      foot={
        <>
          <Button className="button" onPress={() => setCopied(copy(shown.current))}>
            <Copy className="icon" aria-hidden />
            {t('it.copy')}
          </Button>
          <Button className="button button-primary" onPress={onClose}>
            {done}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="file-path password-once" ref={shown}>
          {secret}
        </p>
        {copied && <Notice tone="ok" role="status" title={t('it.copied')} />}
        {children}
      </div>
    </DialogFrame>
  );
}

/**
 * Copies the element's text; returns whether that worked. The window has no clipboard permission, but may copy the
 * selection after a click.
 */
function copy(element: HTMLElement | null): boolean {
  if (element === null) return false;
  window.getSelection()?.selectAllChildren(element);
  return document.execCommand('copy');
}

export function PasswordOnce({
  name,
  password,
  waits,
  onClose,
}: {
  name: string;
  password: string;
  /** Whether a second person must confirm before the password can be used. */
  waits: boolean;
  onClose: () => void;
}) {
  return (
    <SecretOnce
      title={t('it.temporaryPasswordForName', { name })}
      secret={password}
      done={t('it.iveGivenItToThem')}
      onClose={onClose}
    >
      <Notice tone="warn">{t('it.itIsShownOnlyNowAnd')}</Notice>
      {waits && <p>{t('it.aSecondPersonConfirms')}</p>}
    </SecretOnce>
  );
}
