import { useId, useState } from 'react';
import { FieldError, Form, Input, Label, Text, TextField } from 'react-aria-components';
import {
  SERVICE_SCOPES,
  type ServiceAccount,
  type ServiceMade,
  type ServiceScope,
} from '#shared/domain/service-account.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { TaskError } from '../ui/task-error.tsx';
import { Tick } from '../ui/tick.tsx';
import { problemAt } from '../wording/error-words.ts';

export type ServiceTask = { kind: 'create' } | { kind: 'rotate' | 'revoke'; service: ServiceAccount };

export const SCOPE_WORDS: Record<ServiceScope, string> = { metrics: t('it.metrics'), audit: t('it.auditLog') };
const DAYS = 90;
const FORM = 'service-account';

/** Creates a service account or another token, or revokes an account. */
export function ServiceDialog({
  task,
  onDone,
  onClose,
}: {
  task: ServiceTask;
  /** Called with the new token, if there is one. */
  onDone: (made: ServiceMade | null) => void;
  onClose: () => void;
}) {
  const group = useId();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ServiceScope[]>(['metrics']);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const send = async (): Promise<ServiceMade | null> => {
    if (task.kind === 'create') return ask('services.create', { name: name.trim().toLowerCase(), scopes, days: DAYS });
    const serviceId = task.service.id;
    if (task.kind === 'rotate') return ask('services.rotate', { serviceId, days: daysOf(task.service) });
    await ask('services.revoke', { serviceId });
    return null;
  };
  const carryOut = async () => {
    if (asking) return;
    setAsking(true);
    setError(null);
    try {
      onDone(await send());
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };
  const problem = problemAt(error?.fields ?? [], 'name');
  const words = wordsOf(task);
  return (
    <DialogFrame
      title={words.title}
      isOpen
      onClose={onClose}
      foot={
        <CancelOr
          onCancel={onClose}
          onPress={() => void carryOut()}
          isPending={asking}
          isDisabled={scopes.length === 0}
        >
          {words.button}
        </CancelOr>
      }
    >
      <div className="stack">
        {problem === undefined && <TaskError error={error} onProven={() => void carryOut()} />}
        <p>{words.text}</p>
        {task.kind === 'create' && (
          <Form
            id={FORM}
            className="stack"
            validationBehavior="aria"
            onSubmit={(event) => {
              event.preventDefault();
              void carryOut();
            }}
          >
            <TextField
              className="field"
              value={name}
              onChange={setName}
              maxLength={63}
              isInvalid={problem !== undefined}
            >
              <Label className="label">{t('common.name')}</Label>
              {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
              <Input className="input" autoFocus spellCheck={false} autoCapitalize="none" />
              <Text slot="description" className="hint-text">
                {t('it.lettersDigitsAndHyphens')}
              </Text>
              <FieldError className="field-error">{problem}</FieldError>
            </TextField>
            <div className="field" role="group" aria-labelledby={group}>
              <span className="label" id={group}>
                {t('it.mayRead')}
              </span>
              {SERVICE_SCOPES.map((scope) => (
                <Tick
                  key={scope}
                  words={SCOPE_WORDS[scope]}
                  isOn={scopes.includes(scope)}
                  onChange={(isOn) =>
                    setScopes(SERVICE_SCOPES.filter((one) => (one === scope ? isOn : scopes.includes(one))))
                  }
                />
              ))}
              {scopes.length === 0 && <p className="field-error">{t('it.chooseAtLeastOneScope')}</p>}
            </div>
          </Form>
        )}
      </div>
    </DialogFrame>
  );
}

/** The lifetime of the newest valid token, in days. */
function daysOf({ tokens: [newest] }: ServiceAccount): number {
  if (newest === undefined) return DAYS;
  return Math.max(1, Math.round((Date.parse(newest.expiresAt) - Date.parse(newest.createdAt)) / 86_400_000));
}

function wordsOf(task: ServiceTask): { title: string; text: string; button: string } {
  if (task.kind === 'create')
    return {
      title: t('it.newServiceAccount'),
      text: t('it.itsTokenWorks90Days'),
      button: t('it.createServiceAccount'),
    };
  const { name } = task.service;
  return task.kind === 'rotate'
    ? { title: t('it.newTokenForName', { name }), text: t('it.theOneBeforeWorksOn'), button: t('it.makeToken') }
    : { title: t('it.revokeName', { name }), text: t('it.itsTokensStopNow'), button: t('it.revoke2') };
}
