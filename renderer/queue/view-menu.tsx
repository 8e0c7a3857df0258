import { BookmarkPlus, Check, ChevronDown, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import {
  Button,
  Form,
  Header,
  Input,
  Label,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  Text,
  TextField,
} from 'react-aria-components';
import { freeTitle, isSameView, MOST_VIEWS, type QueueView, viewShown } from '#shared/domain/views.ts';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { viewKey, viewTitle } from '../wording/view-words.ts';
import type { Triage } from './use-triage.ts';

/**
 * Shows the current view, lists the others (even if the window is too narrow for the list of views), and can save a
 * custom view.
 */
export function ViewMenu({ triage, views }: { triage: Triage; views: readonly QueueView[] }) {
  const { preferences, change } = usePreferences();
  const [naming, setNaming] = useState(false);
  const own = preferences.views;
  const here = viewShown(views, triage);
  const ownHere = own.find((one) => one === here);
  const keep = (title: string) => {
    setNaming(false);
    const taken = views.map(viewTitle);
    const { filter, sort } = triage;
    change({ views: [...own, { title: freeTitle(title, taken, t('queue.myView')), filter, sort }] });
  };
  const mayKeep = (here === undefined || !isSameView(here, triage)) && own.length < MOST_VIEWS;
  return (
    <>
      <MenuTrigger>
        <Button
          className="button button-quiet filter-button view-button"
          aria-label={t('queue.viewWhat', { what: here === undefined ? t('queue.filtered') : viewTitle(here) })}
        >
          <span className="cut">{here === undefined ? t('queue.filtered2') : viewTitle(here)}</span>
          <ChevronDown className="icon" aria-hidden />
        </Button>
        <Popover className="popover" placement="bottom start">
          <Menu
            className="menu"
            aria-label={t('queue.view')}
            onAction={(key) => {
              if (key === ' keep') setNaming(true);
              else if (key === ' remove') change({ views: own.filter((one) => one !== ownHere) });
              else {
                const chosen = views.find((one) => viewKey(one) === key);
                if (chosen !== undefined) triage.show(chosen);
              }
            }}
          >
            <MenuSection>
              <Header className="menu-heading">{t('queue.views')}</Header>
              {views.map((one) => (
                <MenuItem className="menu-item" id={viewKey(one)} key={viewKey(one)} textValue={viewTitle(one)}>
                  {one === here ? <Check className="icon" aria-hidden /> : <span className="icon" />}
                  {viewTitle(one)}
                  {one === here && <span className="visually-hidden">{t('queue.currentView')}</span>}
                </MenuItem>
              ))}
            </MenuSection>
            {(mayKeep || ownHere !== undefined) && <Separator className="menu-separator" />}
            {mayKeep && (
              <MenuItem className="menu-item" id=" keep" textValue={t('queue.saveView')}>
                <BookmarkPlus className="icon" aria-hidden />
                {t('queue.saveView')}
              </MenuItem>
            )}
            {ownHere !== undefined && (
              <MenuItem className="menu-item" id=" remove" textValue={t('queue.deleteThisView')}>
                <Trash2 className="icon" aria-hidden />
                {t('queue.deleteTitle', { title: ownHere.title })}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      <NameDialog isOpen={naming} wish={triage.filter.text} onKeep={keep} onClose={() => setNaming(false)} />
    </>
  );
}

function NameDialog({
  isOpen,
  wish,
  onKeep,
  onClose,
}: {
  isOpen: boolean;
  wish: string;
  onKeep: (title: string) => void;
  onClose: () => void;
}) {
  const form = useId();
  return (
    <DialogFrame
      title={t('queue.saveView')}
      isOpen={isOpen}
      onClose={onClose}
      foot={
        <>
          <Button className="button" onPress={onClose}>
            {t('common.cancel')}
          </Button>
          <Button className="button button-primary" type="submit" form={form}>
            {t('queue.saveView2')}
          </Button>
        </>
      }
    >
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          const title = new FormData(event.currentTarget).get('title');
          onKeep(typeof title === 'string' ? title : '');
        }}
      >
        {/* The dialog's only field. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <TextField className="field" name="title" defaultValue={wish.slice(0, 36)} maxLength={36} isRequired autoFocus>
          <Label className="label">{t('common.name')}</Label>
          <Text slot="description" className="hint-text">
            {t('queue.savesTheFiltersSearchAndSort')}
          </Text>
          {/* The suggested name is selected, so typing replaces it. */}
          <Input className="input" autoComplete="off" onFocus={({ currentTarget }) => currentTarget.select()} />
        </TextField>
      </Form>
    </DialogFrame>
  );
}
