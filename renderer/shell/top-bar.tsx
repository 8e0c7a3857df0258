import { ChevronDown, LockKeyhole, LogOut, ShieldCheck } from 'lucide-react';
import type { RefObject } from 'react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import type { Officer } from '#shared/domain/officer.ts';
import type { SyncState } from '#shared/ipc-shapes.ts';
import type { WorkstationSettings } from '#shared/settings.ts';
import { t } from '../t.ts';
import { ROLE_WORDS } from '../wording/words.ts';
import { SearchBox } from './search-box.tsx';
import { SyncBadge } from './sync-badge.tsx';
import { mayGo } from './views.ts';

const THEMES: readonly { id: WorkstationSettings['theme']; words: string }[] = [
  { id: 'system', words: t('settings.matchSystem') },
  { id: 'light', words: t('common.light') },
  { id: 'dark', words: t('common.dark') },
  { id: 'contrast', words: t('common.highContrast') },
];

export function TopBar({
  agency,
  officer,
  sync,
  onShowSync,
  search,
  searchBox,
  onSearch,
  onLeaveSearch,
  onEnterSearch,
  settings,
  onSettings,
  onLock,
  onSignOut,
}: {
  agency: string;
  officer: Officer;
  sync: SyncState | undefined;
  onShowSync: () => void;
  search: string;
  searchBox: RefObject<HTMLInputElement | null>;
  onSearch: (text: string) => void;
  /** Called to move the focus from the search box to the rows. */
  onLeaveSearch: () => void;
  /** Called on Enter in the search box, to open the first match. */
  onEnterSearch: () => void;
  settings: WorkstationSettings;
  onSettings: (settings: WorkstationSettings) => void;
  onLock: () => void;
  onSignOut: () => void;
}) {
  return (
    <header className="top-bar">
      <p className="brand">
        <ShieldCheck className="icon" aria-hidden />
        <span className="brand-name">P2C Review</span>
        <span className="brand-agency cut" title={agency}>
          {agency}
        </span>
      </p>
      {mayGo('queue', officer.role) ? (
        <SearchBox text={search} box={searchBox} onSearch={onSearch} onLeave={onLeaveSearch} onEnter={onEnterSearch} />
      ) : (
        <span aria-hidden />
      )}
      <SyncBadge sync={sync} onShow={onShowSync} />
      <MenuTrigger>
        <Button
          className="button button-quiet officer"
          aria-label={`${officer.displayName}, ${ROLE_WORDS[officer.role]}`}
        >
          <span className="cut">{officer.displayName}</span>
          <ChevronDown className="icon" aria-hidden />
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu
            className="menu"
            aria-label={t('common.officer')}
            onAction={(key) => {
              if (key === 'lock') onLock();
              if (key === 'sign-out') onSignOut();
            }}
          >
            <MenuSection
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[settings.theme]}
              onSelectionChange={(keys) => {
                const theme = THEMES.find(({ id }) => keys !== 'all' && keys.has(id));
                if (theme) onSettings({ ...settings, theme: theme.id });
              }}
            >
              <Header className="menu-heading">{t('shell.appearance')}</Header>
              {THEMES.map(({ id, words }) => (
                <MenuItem className="menu-item" id={id} key={id} textValue={words}>
                  <Mark />
                  {words}
                </MenuItem>
              ))}
            </MenuSection>
            <Separator className="menu-separator" />
            <MenuItem className="menu-item" id="lock" textValue={t('shell.lock')}>
              <LockKeyhole className="icon" aria-hidden />
              {t('shell.lock')} <kbd className="menu-keys">Ctrl L</kbd>
            </MenuItem>
            <MenuItem className="menu-item" id="sign-out" textValue={t('common.signOut')}>
              <LogOut className="icon" aria-hidden />
              {t('common.signOut')}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
    </header>
  );
}

function Mark() {
  return (
    <span className="menu-check" aria-hidden>
      ✓
    </span>
  );
}
