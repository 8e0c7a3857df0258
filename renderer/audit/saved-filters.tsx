import { Bookmark, BookmarkPlus, ChevronDown, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import {
  Button,
  Form,
  Input,
  Label,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  Separator,
  Text,
  TextField,
} from 'react-aria-components';
import type { DecisionFilter } from '#shared/domain/decision-record.ts';
import { MOST_DECISION_FILTERS } from '#shared/domain/preferences.ts';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { type AuditFilter, NO_FILTER } from './filter.ts';

/** The supervisor's own filters: choose one, save the current one, or delete one. Dates are not saved. */
export function SavedFilters({ filter, onFilter }: { filter: AuditFilter; onFilter: (filter: AuditFilter) => void }) {
  const { preferences, change } = usePreferences();
  const [naming, setNaming] = useState(false);
  const saved = preferences.decisionFilters;
  const { text, choices } = filter;
  const isEmpty = text.trim() === '' && Object.keys(choices).length === 0;
  const mayKeep = !isEmpty && saved.length < MOST_DECISION_FILTERS;
  const here = saved.find((one) => isSame(one.filter, withText(choices, text)));
  const keep = (title: string) => {
    setNaming(false);
    const others = saved.filter((one) => one.title !== title);
    change({ decisionFilters: [...others, { title, filter: withText(choices, text) }] });
  };
  if (saved.length === 0 && !mayKeep) return null;
  return (
    <>
      <MenuTrigger>
        <Button className="button filter-button">
          <Bookmark className="icon" aria-hidden />
          <span className="cut">{here?.title ?? t('trail.savedFilters')}</span>
          <ChevronDown className="icon" aria-hidden />
        </Button>
        <Popover className="popover" placement="bottom start">
          <Menu
            className="menu"
            aria-label={t('trail.savedFilters')}
            onAction={(key) => {
              if (key === ' keep') setNaming(true);
              else if (key === ' remove') change({ decisionFilters: saved.filter((one) => one !== here) });
              else {
                const chosen = saved.find(({ title }) => title === key);
                if (chosen === undefined) return;
                const { text: words = '', ...rest } = chosen.filter;
                onFilter({ ...NO_FILTER, from: filter.from, to: filter.to, text: words, choices: rest });
              }
            }}
          >
            {saved.map(({ title }) => (
              <MenuItem className="menu-item" id={title} key={title} textValue={title}>
                <Bookmark className="icon" aria-hidden />
                <span className="cut">{title}</span>
              </MenuItem>
            ))}
            {saved.length > 0 && (mayKeep || here !== undefined) && <Separator className="menu-separator" />}
            {mayKeep && here === undefined && (
              <MenuItem className="menu-item" id=" keep" textValue={t('trail.saveTheseFilters')}>
                <BookmarkPlus className="icon" aria-hidden />
                {t('trail.saveTheseFilters')}
              </MenuItem>
            )}
            {here !== undefined && (
              <MenuItem className="menu-item" id=" remove" textValue={t('trail.deleteTitle', { title: here.title })}>
                <Trash2 className="icon" aria-hidden />
                {t('trail.deleteTitle', { title: here.title })}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      <NameDialog isOpen={naming} onKeep={keep} onClose={() => setNaming(false)} />
    </>
  );
}

const isSame = (one: DecisionFilter, other: DecisionFilter): boolean => inOrder(one) === inOrder(other);
const inOrder = (filter: DecisionFilter): string =>
  JSON.stringify(Object.entries(filter).toSorted(([one], [other]) => one.localeCompare(other)));

/** Leaves out an empty search text, which would otherwise make this filter differ from the saved one. */
const withText = (choices: AuditFilter['choices'], text: string) =>
  text.trim() === '' ? choices : { ...choices, text: text.trim() };

function NameDialog({
  isOpen,
  onKeep,
  onClose,
}: {
  isOpen: boolean;
  onKeep: (title: string) => void;
  onClose: () => void;
}) {
  const form = useId();
  return (
    <DialogFrame
      title={t('trail.saveFilters')}
      isOpen={isOpen}
      onClose={onClose}
      foot={
        <>
          <Button className="button" onPress={onClose}>
            {t('common.cancel')}
          </Button>
          <Button className="button button-primary" type="submit" form={form}>
            {t('trail.saveFilters')}
          </Button>
        </>
      }
    >
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          const title = new FormData(event.currentTarget).get('title');
          if (typeof title === 'string' && title.trim() !== '') onKeep(title.trim());
        }}
      >
        {/* The dialog's only field. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <TextField className="field" name="title" maxLength={40} isRequired autoFocus>
          <Label className="label">{t('common.name')}</Label>
          <Text slot="description" className="hint-text">
            {t('trail.savesTheFiltersWithoutDates')}
          </Text>
          <Input className="input" autoComplete="off" />
        </TextField>
      </Form>
    </DialogFrame>
  );
}
