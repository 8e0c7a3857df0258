import { ChevronDown, X } from 'lucide-react';
import { useContext, useEffect, useRef, useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { SessionContext } from '../hooks/presence.ts';
import { t } from '../t.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { useLive } from '../use-live.ts';
import { type Assigned, assignAll } from './assign-all.ts';

/**
 * The bar for bulk actions. The only one is assignment, because decisions that affect a reporter are never made in bulk.
 */
export function BulkBar({ chosen, onClear }: { chosen: ReadonlySet<string>; onClear: () => void }) {
  const { me } = useContext(SessionContext);
  const colleagues = useLive('colleagues.list', undefined);
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Assigned | null>(null);
  const current = useRef<ReadonlySet<string> | null>(chosen);
  useEffect(() => {
    current.current = chosen;
    return () => {
      current.current = null;
    };
  }, [chosen]);
  const give = async (to: string | null) => {
    setBusy(true);
    setResult(null);
    const next = await assignAll([...chosen], to);
    setBusy(false);
    announce(t('queue.assignedNReports', { n: next.done }));
    // The officer may have changed the selection in the meantime; leave the new selection and the focus alone.
    if (current.current !== chosen) return;
    if (next.refused.length === 0) onClear();
    else setResult(next);
  };
  const others = (colleagues.value?.rows ?? []).filter(({ id }) => id !== me);
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('queue.selectedReports')}>
      <b className="bulk-count">{t('queue.nSelected', { n: chosen.size })}</b>
      <Button className="button" isDisabled={busy} onPress={() => void give(me)}>
        {t('queue.assignToMe')}
      </Button>
      <Button className="button" isDisabled={busy} onPress={() => void give(null)}>
        {t('queue.unassign')}
      </Button>
      {others.length > 0 && (
        <MenuTrigger>
          <Button className="button" isDisabled={busy}>
            {t('common.assignTo')} <ChevronDown className="icon" aria-hidden />
          </Button>
          <Popover className="popover" placement="top start">
            <Menu className="menu" aria-label={t('common.assignTo')} onAction={(key) => void give(String(key))}>
              {others.map(({ id, displayName }) => (
                <MenuItem className="menu-item menu-plain" id={id} key={id}>
                  {displayName}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
      <Button className="button button-quiet button-icon" aria-label={t('queue.clearSelection')} onPress={onClear}>
        <X className="icon" aria-hidden />
      </Button>
      {result !== null && (
        <p className="bulk-refused" role="status">
          {t('queue.nReportsAssignedOthersNotAssigned', {
            n: result.done,
            others: result.refused.length,
            why: result.refused[0] ?? '',
          })}
        </p>
      )}
    </div>
  );
}
