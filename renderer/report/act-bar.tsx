import { CircleCheck, CircleX, type LucideIcon, MessageCircleQuestion, Phone } from 'lucide-react';
import { Button, Toolbar } from 'react-aria-components';
import type { ActKind } from '#shared/domain/act.ts';
import type { KeyAction } from '#shared/domain/keys.ts';
import { Kbd, shortcut, usePreferences } from '../ui/preferences.tsx';
import { ACT_VERBS } from '../ui/words.ts';

const ACTS: readonly { act: ActKind & KeyAction; icon: LucideIcon }[] = [
  { act: 'approve', icon: CircleCheck },
  { act: 'reject', icon: CircleX },
  { act: 'follow_up', icon: MessageCircleQuestion },
  { act: 'log_call', icon: Phone },
];

/** What may be done with the report now. What may not is not offered. */
export function ActBar({
  allowed,
  waiting,
  enabled,
  onAct,
}: {
  allowed: readonly ActKind[];
  /** A decision of this workstation is on its way. */
  waiting: boolean;
  enabled: boolean;
  onAct: (act: ActKind) => void;
}) {
  const { keys } = usePreferences();
  const offered = ACTS.filter(({ act }) => allowed.includes(act));
  if (offered.length === 0) {
    return (
      <footer className="act-bar">
        <p className="act-none">
          {waiting ? 'A decision on this report is already on its way.' : 'This report is closed for decisions.'}
        </p>
      </footer>
    );
  }
  return (
    <footer className="act-bar">
      <Toolbar className="act-buttons" aria-label="Decide">
        {offered.map(({ act, icon: Icon }) => (
          <Button
            className={act === 'approve' ? 'button button-primary' : 'button'}
            key={act}
            {...shortcut(keys[act])}
            isDisabled={!enabled}
            onPress={() => onAct(act)}
          >
            <Icon className="icon" aria-hidden />
            {ACT_VERBS[act]} <Kbd of={act} />
          </Button>
        ))}
      </Toolbar>
    </footer>
  );
}
