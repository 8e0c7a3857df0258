import {
  ArrowUp,
  ChevronUp,
  CircleCheck,
  CircleX,
  type LucideIcon,
  MessageCircleQuestion,
  MessageSquare,
  PencilLine,
  Phone,
  Scale,
  StickyNote,
  Undo2,
  UserRound,
} from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Toolbar } from 'react-aria-components';
import type { ActKind } from '#shared/domain/act.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Report } from '#shared/domain/report.ts';
import { isAppealAct, isOpen } from '#shared/domain/workflow.ts';
import { calendarDay, shortDay } from '../model/time.ts';
import { locale, t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { Kbd, shortcut, usePreferences } from '../ui/preferences.tsx';
import { ACT_VERBS, STATE_WORDS } from '../wording/words.ts';

type Offer = { act: ActKind; icon: LucideIcon };

/** The main acts, which end the reporter's wait or contact the reporter; each has its own button. */
const MAIN: readonly Offer[] = [
  { act: 'approve', icon: CircleCheck },
  { act: 'reject', icon: CircleX },
  { act: 'follow_up', icon: MessageCircleQuestion },
  { act: 'uphold_appeal', icon: Scale },
  { act: 'grant_appeal', icon: Undo2 },
  { act: 'log_call', icon: Phone },
];
/** The other acts, in a menu behind one button. */
const MORE: readonly Offer[] = [
  { act: 'message', icon: MessageSquare },
  { act: 'note', icon: StickyNote },
  { act: 'assign', icon: UserRound },
  { act: 'escalate', icon: ArrowUp },
  { act: 'return', icon: Undo2 },
  { act: 'correct', icon: PencilLine },
];

/** The buttons for acts that are allowed on the report now. */
export function ActBar({
  report,
  allowed,
  waiting,
  enabled,
  onAct,
}: {
  report: Report;
  allowed: readonly ActKind[];
  /** True while a decision made on this workstation has not reached the server yet. */
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
        <p className="act-none">{waiting ? t('report.aDecisionOnThisReportIs') : <ClosedAs report={report} />}</p>
      )}
      {main.length + more.length > 0 && (
        <Toolbar className="act-buttons" aria-label={t('common.decide')}>
          {main.map(({ act, icon: Icon }) => (
            <Button
              // No outcome of an appeal is suggested, so neither of its buttons is highlighted.
              className={act === first && !isAppealAct(act) ? 'button button-primary' : 'button'}
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
        <Menu
          className="menu"
          aria-label={t('report.moreActionsForThisReport')}
          onAction={(act) => onAct(act as ActKind)}
        >
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

/** History entries that close a report. */
const CLOSING: ReadonlySet<HistoryEntry['kind']> = new Set(['approved', 'rejected', 'withdrawn', 'closed']);

/** Says how and when the report was closed, and by which officer, if any: "Closed: rejected Fri, Nov 27 by Rivera". */
function ClosedAs({ report: { state, history } }: { report: Report }) {
  const { zone } = useDesk();
  const last = history.findLast(({ kind }) => CLOSING.has(kind));
  if (last === undefined || isOpen(state)) return t('report.thisReportIsClosed');
  const what = state === 'closed_no_answer' ? t('report.noReply') : STATE_WORDS[state].toLocaleLowerCase(locale());
  const day = shortDay(calendarDay(last.at, zone));
  return last.by === null
    ? t('report.closedWhatDay', { what, day })
    : t('report.closedWhatDayByName', { what, day, name: last.by });
}
