import {
  ArrowUp,
  ChevronUp,
  CircleCheck,
  CircleX,
  type LucideIcon,
  MessageCircleQuestion,
  PencilLine,
  Phone,
  Scale,
  StickyNote,
  Undo2,
  UserRound,
} from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Toolbar } from 'react-aria-components';
import type { ActKind } from '#shared/domain/act.ts';
import { t } from '../t.ts';
import { Kbd, shortcut, usePreferences } from '../ui/preferences.tsx';
import { ACT_VERBS } from '../wording/words.ts';

type Offer = { act: ActKind; icon: LucideIcon };

/** What ends the wait of the person, or goes to the person: each has its button. */
const MAIN: readonly Offer[] = [
  { act: 'approve', icon: CircleCheck },
  { act: 'reject', icon: CircleX },
  { act: 'follow_up', icon: MessageCircleQuestion },
  { act: 'uphold_appeal', icon: Scale },
  { act: 'grant_appeal', icon: Undo2 },
  { act: 'log_call', icon: Phone },
];
/** The rest, behind one button. */
const MORE: readonly Offer[] = [
  { act: 'note', icon: StickyNote },
  { act: 'assign', icon: UserRound },
  { act: 'escalate', icon: ArrowUp },
  { act: 'return', icon: Undo2 },
  { act: 'correct', icon: PencilLine },
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
  const main = MAIN.filter(({ act }) => allowed.includes(act));
  const more = MORE.filter(({ act }) => allowed.includes(act));
  const first = main[0]?.act;
  return (
    <footer className="act-bar">
      {main.length === 0 && (
        <p className="act-none">{waiting ? t('report.aDecisionOnThisReport') : t('report.thisReportIsClosedFor')}</p>
      )}
      {main.length + more.length > 0 && (
        <Toolbar className="act-buttons" aria-label={t('common.decide')}>
          {main.map(({ act, icon: Icon }) => (
            <Button
              className={act === first ? 'button button-primary' : 'button'}
              key={act}
              {...shortcut(keys[act])}
              isDisabled={!enabled}
              onPress={() => onAct(act)}
            >
              <Icon className="icon" aria-hidden />
              {ACT_VERBS[act]} <Kbd of={act} />
            </Button>
          ))}
          {more.length > 0 && <MoreActs offers={more} enabled={enabled} onAct={onAct} />}
        </Toolbar>
      )}
    </footer>
  );
}

function MoreActs({
  offers,
  enabled,
  onAct,
}: {
  offers: readonly Offer[];
  enabled: boolean;
  onAct: (act: ActKind) => void;
}) {
  return (
    <MenuTrigger>
      <Button className="button" isDisabled={!enabled}>
        {t('report.more')}
        <ChevronUp className="icon" aria-hidden />
      </Button>
      <Popover className="popover" placement="top end" offset={4}>
        <Menu className="menu" aria-label={t('report.moreToDoWithThis')} onAction={(act) => onAct(act as ActKind)}>
          {offers.map(({ act, icon: Icon }) => (
            <MenuItem className="menu-item" id={act} key={act} textValue={ACT_VERBS[act]}>
              <Icon className="icon" aria-hidden />
              <span>{ACT_VERBS[act]}</span>
              <Kbd of={act} />
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
