import { useState } from 'react';
import { Button, Input, TextField } from 'react-aria-components';
import { chosenKey, DEFAULT_KEYS, holderOf, type KeyAction, keyName, withKey } from '#shared/domain/keys.ts';
import { t } from '../t.ts';
import { usePreferences } from '../ui/preferences.tsx';
import { ACTION_WORDS } from '../wording/action-words.ts';
import { SettingsPart } from './settings-part.tsx';

type Clash = { action: KeyAction; key: string; holder: KeyAction };

/** Lists actions with their keys. Pressing a key in a field assigns it, unless another action uses it. */
export function KeysSection({ actions }: { actions: readonly KeyAction[] }) {
  const { preferences, keys, change } = usePreferences();
  const [clash, setClash] = useState<Clash | null>(null);
  const chosen = preferences.keys;

  const give = (action: KeyAction, pressed: string) => {
    const parsed = chosenKey.safeParse(pressed);
    if (!parsed.success) return;
    const key = parsed.data;
    const holder = holderOf(keys, key, action);
    setClash(holder === null ? null : { action, key, holder });
    if (holder === null) change({ keys: withKey(chosen, action, key) });
  };
  const exchange = ({ action, key, holder }: Clash) => {
    change({ keys: withKey(withKey(chosen, action, key), holder, keys[action]) });
    setClash(null);
  };

  return (
    <SettingsPart title={t('common.keyboardShortcuts')}>
      <p className="setting-lead">{t('settings.selectAFieldAndPressThe')}</p>
      <table className="key-table">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('settings.action')}</th>
            <th scope="col">{t('settings.key')}</th>
            <th scope="col">{t('settings.change')}</th>
          </tr>
        </thead>
        <tbody>
          {actions.map((action) => (
            <tr key={action}>
              <th scope="row">{ACTION_WORDS[action]}</th>
              <td>
                <TextField
                  className="key-field"
                  aria-label={t('settings.keyForAction', { action: ACTION_WORDS[action] })}
                  value={keyName(keys[action])}
                  isReadOnly
                  isInvalid={clash?.action === action}
                >
                  <Input
                    className="input key-input"
                    onKeyDown={(event) => {
                      if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
                      event.preventDefault();
                      give(action, event.key);
                    }}
                  />
                </TextField>
              </td>
              <td>
                {clash?.action === action ? (
                  <span className="key-clash" role="alert">
                    {t('settings.keyIsAlreadyTheKeyFor', {
                      key: keyName(clash.key),
                      action: ACTION_WORDS[clash.holder],
                    })}{' '}
                    <Button className="button" onPress={() => exchange(clash)}>
                      {t('settings.swap')}
                    </Button>
                  </span>
                ) : (
                  chosen[action] !== undefined && (
                    <span className="faint">
                      {DEFAULT_KEYS[action] === keys[action]
                        ? ''
                        : t('settings.defaultKey', { key: keyName(DEFAULT_KEYS[action]) })}
                    </span>
                  )
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {Object.keys(chosen).length > 0 && (
        <div>
          <Button
            className="button"
            onPress={() => {
              setClash(null);
              change({ keys: {} });
            }}
          >
            {t('settings.resetAllKeys')}
          </Button>
        </div>
      )}
    </SettingsPart>
  );
}
