import { Search } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
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
import { useLive } from '../use-live.ts';
import type { Command } from './keymap.ts';
import type { PaletteEntry } from './palette-entries.ts';
import { askedFor, filterEntries, foundEntries } from './palette-found.ts';

/** A command palette with every available command and its key, and the reports that match what is typed. */
export function Palette({
  entries,
  finds,
  onClose,
  onCommand,
}: {
  /** Available commands; an empty list closes the palette. */
  entries: readonly PaletteEntry[];
  /** Whether to search reports as well. */
  finds: boolean;
  onClose: () => void;
  onCommand: (command: Command) => void;
}) {
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
          <Entries entries={entries} finds={finds} onClose={onClose} onCommand={onCommand} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Entries({ entries, finds, onClose, onCommand }: Parameters<typeof Palette>[0]) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const [typed, setTyped] = useState('');
  const page = useLive('queue.page', finds ? askedFor(typed) : null, ['reports', 'outbox']);
  const found = finds && page.fresh ? foundEntries(typed, page.value?.rows ?? []) : [];
  const all = [...entries, ...(finds ? filterEntries() : []), ...found];
  const isFound = (id: string) => found.some((one) => one.id === id);
  const first = all.find(({ id, title }) => isFound(id) || contains(title, typed));
  const loading = finds && askedFor(typed) !== null && !page.fresh && page.error === null;
  const carryOut = (id: unknown) => {
    const entry = all.find((one) => one.id === id);
    onClose();
    if (entry !== undefined) onCommand(entry.command);
  };
  // The text for which Enter was pressed before its matching reports arrived.
  const enteredFor = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (loading) return;
    const isWaiting = enteredFor.current === typed;
    enteredFor.current = null;
    if (isWaiting && first !== undefined) carryOut(first.id);
  });
  return (
    <Autocomplete filter={contains} inputValue={typed} onInputChange={setTyped}>
      {/* The palette opens with a key, so the next keys typed must go into this field. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <SearchField className="palette-field" aria-label={t('shell.whatDoYouWantToDo')} autoFocus>
        <Search className="icon" aria-hidden />
        <Input
          className="palette-input"
          placeholder={t('shell.whatDoYouWantToDo')}
          autoComplete="off"
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Reports arrive a moment after typing. Until then, no entry is highlighted, or the highlighted one is
            // already gone. Enter then runs the first match, now or once it arrives.
            const pointedAt = event.currentTarget.getAttribute('aria-activedescendant');
            if (pointedAt !== null && document.getElementById(pointedAt) !== null) return;
            if (first !== undefined) carryOut(first.id);
            else enteredFor.current = typed;
          }}
        />
      </SearchField>
      <Menu
        className="menu palette-menu"
        aria-label={t('shell.commands')}
        items={all}
        onAction={carryOut}
        renderEmptyState={() => <p className="palette-empty faint">{t('shell.noMatchingCommands')}</p>}
      >
        {({ id, title, keys }) => (
          // A found report's title may not contain the typed text, so add it to keep the entry from being filtered out.
          <MenuItem className="menu-item palette-item" id={id} textValue={isFound(id) ? `${title} ${typed}` : title}>
            <span className="cut">{title}</span>
            {keys !== '' && (isFound(id) ? <span className="faint">{keys}</span> : <kbd>{keys}</kbd>)}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
}
