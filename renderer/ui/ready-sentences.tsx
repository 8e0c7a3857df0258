import { TextQuote } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { t } from '../t.ts';

/** A saved reply as offered to the officer: its purpose, and its text in the language of the note. */
export type Offered = { code: string; title: string; words: string };

/** The agency's saved replies, listed when a button is pressed. Typing the first letters of a title finds a reply. */
export function ReadySentences({
  sentences,
  tooLong,
  isOpen,
  onOpenChange,
  onChoose,
}: {
  sentences: readonly Offered[];
  /** Saved replies that are too long for the space left in the note. */
  tooLong: readonly string[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onChoose: (words: string) => void;
}) {
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <Button className="button button-quiet note-sentences" aria-keyshortcuts="Control+;">
        <TextQuote className="icon" aria-hidden />
        {t('ui.savedReplies')} <kbd aria-hidden>Ctrl ;</kbd>
      </Button>
      <Popover className="popover sentences" placement="bottom end" offset={4}>
        <Menu
          className="menu"
          aria-label={t('ui.savedReplies')}
          items={sentences}
          disabledKeys={tooLong}
          onAction={(code) => {
            const chosen = sentences.find((one) => one.code === code);
            if (chosen !== undefined) onChoose(chosen.words);
          }}
        >
          {({ code, title, words }) => (
            <MenuItem className="menu-item sentence" id={code} textValue={title}>
              <span className="sentence-title">{title}</span>
              <span className="sentence-words" dir="auto">
                {words}
              </span>
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
