import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { t } from '../t.ts';

/** A dialog with a heading, a body that scrolls and a foot with its buttons. Esc and the cross close it. */
export function DialogFrame({
  title,
  subtitle,
  size = 'small',
  isOpen,
  onClose,
  keepOpen = false,
  children,
  foot,
}: {
  title: string;
  subtitle?: ReactNode;
  size?: 'small' | 'wide';
  isOpen: boolean;
  onClose: () => void;
  /** True where the person must answer: no cross, no Esc. */
  keepOpen?: boolean;
  children: ReactNode;
  foot?: ReactNode;
}) {
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
        <Dialog className="dialog">
          <header className="dialog-head">
            <div className="dialog-titles">
              <Heading slot="title" className="dialog-title">
                {title}
              </Heading>
              {subtitle !== undefined && <p className="dialog-subtitle">{subtitle}</p>}
            </div>
            {!keepOpen && (
              <Button className="button button-quiet button-icon" aria-label={t('Close')} onPress={onClose}>
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
