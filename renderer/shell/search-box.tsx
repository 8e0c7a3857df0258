import { Search, TriangleAlert, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { completions, parseSearch } from '#shared/domain/search.ts';
import { t } from '../t.ts';
import { searchFieldWords, searchSentence } from '../wording/search-words.ts';

/** The search box: words, "phrases" and fields, with results while typing and suggestions for fields and their values. */
export function SearchBox({
  text,
  box,
  onSearch,
  onLeave,
  onEnter,
}: {
  text: string;
  box: RefObject<HTMLInputElement | null>;
  onSearch: (text: string) => void;
  /** Called to move the focus from the box to the rows, for example on the down arrow. */
  onLeave: () => void;
  /** Called on Enter if the box contains text, to open the first match. */
  onEnter: () => void;
}) {
  const listId = useId();
  const [inside, setInside] = useState(false);
  /**
   * Index of the selected suggestion, or -1. Nothing is selected until an arrow key is pressed, so that Enter opens the
   * first match or, if the box is empty, moves the focus to the rows.
   */
  const [chosen, setChosen] = useState(-1);
  const [closed, setClosed] = useState(false);
  const { start, options } = completions(text);
  const said = parseSearch(text).problems.map(searchSentence);
  const offering = inside && !closed && options.length > 0;
  const at = offering ? Math.min(chosen, options.length - 1) : -1;

  const change = (next: string) => {
    setChosen(-1);
    setClosed(false);
    onSearch(next);
  };
  const take = (index: number) => {
    const option = options[index];
    if (option === undefined) return;
    change(text.slice(0, start) + option.insert);
    box.current?.focus();
  };

  const hear = (event: KeyboardEvent & { continuePropagation: () => void }) => {
    if (offering && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setChosen((at + by + options.length + (at === -1 && by === -1 ? 1 : 0)) % options.length);
    } else if (offering && at !== -1 && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      take(at);
    } else if (offering && event.key === 'Tab' && !event.shiftKey && options.length === 1) {
      event.preventDefault();
      take(0);
    } else if (offering && at !== -1 && event.key === 'Escape') setClosed(true);
    else if (event.key === 'Enter' && text !== '') onEnter();
    else if (event.key === 'Enter' || event.key === 'ArrowDown') onLeave();
    else if (event.key === 'Escape' && text === '') onLeave();
    else event.continuePropagation();
  };

  return (
    <div className="search-place">
      <SearchField
        className="search"
        aria-label={t('shell.searchReports')}
        value={text}
        onChange={change}
        maxLength={200}
        onFocusChange={setInside}
        onKeyDown={hear}
      >
        <Search className="icon search-icon" aria-hidden />
        <Input
          ref={box}
          className="search-input"
          placeholder={t('shell.wordsPhrasesStreetParkKindFraud')}
          autoComplete="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-controls={offering ? listId : undefined}
          aria-activedescendant={at === -1 ? undefined : `${listId}-${at}`}
        />
        {text !== '' && (
          <Button className="button button-quiet search-clear" aria-label={t('common.clearSearch')}>
            <X className="icon" aria-hidden />
          </Button>
        )}
      </SearchField>
      {inside && (offering || said.length > 0) && (
        <div className="search-panel">
          {said.map((sentence) => (
            <p className="search-said" role="status" key={sentence}>
              <TriangleAlert className="icon" aria-hidden />
              {sentence}
            </p>
          ))}
          {offering && (
            <div role="listbox" id={listId} aria-label={t('shell.searchBy')}>
              {options.map(({ insert, field }, index) => (
                // The search box handles the keys; a click must not take the focus away from it.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  className={index === at ? 'search-option search-option-at' : 'search-option'}
                  role="option"
                  id={`${listId}-${index}`}
                  aria-selected={index === at}
                  key={insert}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => take(index)}
                >
                  <b>{insert}</b>
                  <span className="cut">{field === null ? '' : searchFieldWords(field)}</span>
                </div>
              ))}
            </div>
          )}
        </div>
      )}
    </div>
  );
}
