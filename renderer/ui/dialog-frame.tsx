import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { t } from '../t.ts';

/** A dialog with a heading, a scrolling body and a footer with its buttons. Esc and the close button close it. */
export function DialogFrame({
  title,
  subtitle,
  size = 'small',
  isOpen,
  onClose,
  keepOpen = false,
  onSend,
  children,
  foot,
}: {
  title: string;
  subtitle?: ReactNode;
  size?: 'small' | 'wide' | 'broad';
  isOpen: boolean;
  onClose: () => void;
  /** True if the user must respond: the dialog has no close button, and Esc does not close it. */
  keepOpen?: boolean;
  /** Called on Ctrl+Enter, wherever the focus is in the dialog. */
  onSend?: () => void;
  children: ReactNode;
  foot?: ReactNode;
}) {
  const dialog = useRef<HTMLElement>(null);
  const send = useRef(onSend);
  useEffect(() => {
    send.current = onSend;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || send.current === undefined) return;
      if (!(event.target instanceof Node) || dialog.current?.contains(event.target) !== true) return;
      event.preventDefault();
      event.stopPropagation();
      send.current();
    };
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, []);
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      isDismissable={false}
      isKeyboardDismissDisabled={keepOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={`modal modal-${size}`}>
        <Dialog className="dialog" ref={dialog}>
          <header className="dialog-head">
            <div className="dialog-titles">
              <Heading slot="title" className="dialog-title">
                {title}
              </Heading>
              {subtitle !== undefined && <p className="dialog-subtitle">{subtitle}</p>}
            </div>
            {!keepOpen && (
              <Button className="button button-quiet button-icon" aria-label={t('ui.close')} onPress={onClose}>
                <X className="icon" aria-hidden />
              </Button>
            )}
          </header>
          <div className="dialog-body">{children}</div>
          {foot !== undefined && <footer className="dialog-foot">{foot}</footer>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
