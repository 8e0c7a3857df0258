import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#shared/domain/account.ts';
import { t } from '../t.ts';

export type TypedPassword = { password: string; again: string };

const longEnough = ({ password }: TypedPassword) => Array.from(password).length >= SHORTEST_PASSWORD;

/** Whether the form may be submitted. The server checks the remaining password rules. */
export const newPasswordReady = (typed: TypedPassword): boolean => longEnough(typed) && typed.password === typed.again;

/** Fields for a new password that the user chooses. It is typed twice because it is not visible. */
export function NewPasswordFields({
  typed,
  onType,
  tried,
  problem,
  what = 'password',
  focus = false,
}: {
  typed: TypedPassword;
  onType: (typed: TypedPassword) => void;
  /** True after the first attempt to submit; from then on, missing input is marked. */
  tried: boolean;
  /** Why the server rejected the new password entered last. */
  problem: string | null;
  what?: 'password' | 'pin';
  focus?: boolean;
}) {
  const short = tried && !longEnough(typed);
  return (
    <>
      <TextField
        className="field"
        type="password"
        value={typed.password}
        onChange={(password) => onType({ ...typed, password })}
        maxLength={LONGEST_PASSWORD}
        isInvalid={short || (problem !== null && typed.password === '')}
        autoComplete="new-password"
      >
        <Label className="label">{what === 'pin' ? t('ui.newPin') : t('ui.newPassword')}</Label>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Input className="input" autoFocus={focus} />
        <Text slot="description" className="hint-text">
          {what === 'pin'
            ? t('ui.aPinHasAtLeastNCharacters', { n: SHORTEST_PASSWORD })
            : t('ui.atLeastNCharactersOfAny', { n: SHORTEST_PASSWORD })}
        </Text>
        <FieldError className="field-error">
          {short ? t('ui.enterAtLeastNCharacters', { n: SHORTEST_PASSWORD }) : problem}
        </FieldError>
      </TextField>
      <TextField
        className="field"
        type="password"
        value={typed.again}
        onChange={(again) => onType({ ...typed, again })}
        maxLength={LONGEST_PASSWORD}
        isInvalid={tried && !short && typed.password !== typed.again}
        autoComplete="new-password"
      >
        <Label className="label">{what === 'pin' ? t('ui.confirmNewPin') : t('ui.confirmNewPassword')}</Label>
        <Input className="input" />
        <FieldError className="field-error">
          {what === 'pin' ? t('ui.thePinsDontMatch') : t('ui.thePasswordsDontMatch')}
        </FieldError>
      </TextField>
    </>
  );
}
