import { Search } from 'lucide-react';
import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { t } from '../t.ts';
import type { Command } from './keymap.ts';
import type { PaletteEntry } from './palette-entries.ts';

/** A command palette with every available command and its key. */
export function Palette({
  entries,
  onClose,
  onCommand,
}: {
  /** Available commands; an empty list closes the palette. */
  entries: readonly PaletteEntry[];
  onClose: () => void;
  onCommand: (command: Command) => void;
}) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const carryOut = (id: unknown) => {
    const entry = entries.find((one) => one.id === id);
    onClose();
    if (entry !== undefined) onCommand(entry.command);
  };
  return (
    <ModalOverlay
      className="overlay overlay-top"
      isOpen={entries.length > 0}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="modal modal-small">
        <Dialog className="palette" aria-label={t('shell.commands')}>
          <Autocomplete filter={contains}>
            {/* The palette opens with a key, so the next keys typed must go into this field. */}
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <SearchField className="palette-field" aria-label={t('shell.whatDoYouWantToDo')} autoFocus>
              <Search className="icon" aria-hidden />
              <Input className="palette-input" placeholder={t('shell.whatDoYouWantToDo')} autoComplete="off" />
            </SearchField>
            <Menu
              className="menu palette-menu"
              aria-label={t('shell.commands')}
              items={entries}
              onAction={carryOut}
              renderEmptyState={() => <p className="palette-empty faint">{t('shell.noMatchingCommands')}</p>}
            >
              {({ id, title, keys }) => (
                <MenuItem className="menu-item palette-item" id={id} textValue={title}>
                  <span className="cut">{title}</span>
                  {keys !== '' && <kbd>{keys}</kbd>}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
