import { Bot } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { ServiceAccount, ServiceMade } from '#shared/domain/service-account.ts';
import { t } from '../t.ts';
import { DayTime, TimeAgo } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ListTable, Two } from '../ui/list-table.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { ServerRows } from '../ui/server-rows.tsx';
import { useLive } from '../use-live.ts';
import { SCOPE_WORDS, ServiceDialog, type ServiceTask } from './service-dialog.tsx';

/** Accounts of other programs of the agency: monitoring reads the metrics, a SIEM pulls the audit log. */
export function ServicesPage() {
  const live = useLive('services.list', undefined);
  const [task, setTask] = useState<ServiceTask | null>(null);
  const [made, setMade] = useState<ServiceMade | null>(null);
  return (
    <Page
      title={t('it.serviceAccounts')}
      lead={t('it.otherProgramsOfTheAgency')}
      tools={
        <>
          <Refresh onPress={live.refresh} />
          <Button className="button button-primary" onPress={() => setTask({ kind: 'create' })}>
            {t('it.newServiceAccount')}
          </Button>
        </>
      }
    >
      <ServerRows live={live} empty={{ icon: Bot, title: t('it.noServiceAccounts') }}>
        {(rows) => (
          <ListTable
            look="tray"
            label={t('it.serviceAccounts')}
            columns={[t('common.name'), t('it.lastUsed'), t('it.tokens')]}
            rows={rows.map((service) => ({
              id: service.id,
              head: <Two more={service.scopes.map((scope) => SCOPE_WORDS[scope]).join(', ')}>{service.name}</Two>,
              cells: [<LastUsed key="used" service={service} />, <Tokens key="tokens" service={service} />],
              actions: service.revokedAt === null && (
                <>
                  <Button
                    className="button"
                    aria-label={t('it.newTokenForName', { name: service.name })}
                    onPress={() => setTask({ kind: 'rotate', service })}
                  >
                    {t('it.newToken')}
                  </Button>
                  <Button
                    className="button"
                    aria-label={t('it.revokeName', { name: service.name })}
                    onPress={() => setTask({ kind: 'revoke', service })}
                  >
                    {t('it.revoke')}
                  </Button>
                </>
              ),
            }))}
          />
        )}
      </ServerRows>
      {task !== null && (
        <ServiceDialog
          task={task}
          onDone={(next) => {
            live.refresh();
            setTask(null);
            setMade(next);
          }}
          onClose={() => setTask(null)}
        />
      )}
      {made !== null && <TokenOnce made={made} onClose={() => setMade(null)} />}
    </Page>
  );
}

function LastUsed({ service: { tokens } }: { service: ServiceAccount }) {
  const used = tokens.flatMap(({ lastUsedAt }) => (lastUsedAt === null ? [] : [lastUsedAt])).sort();
  const last = used.at(-1);
  return last === undefined ? t('it.never') : <TimeAgo at={last} />;
}

function Tokens({ service: { tokens, revokedAt } }: { service: ServiceAccount }) {
  const [newest] = tokens;
  if (revokedAt !== null) return t('it.revoked');
  if (newest === undefined) return t('it.expired');
  return (
    <>
      {t('it.nTokensUntil', { n: tokens.length })} <DayTime at={newest.expiresAt} />
    </>
  );
}

function TokenOnce({ made, onClose }: { made: ServiceMade; onClose: () => void }) {
  return (
    <DialogFrame
      title={t('it.tokenForName', { name: made.service.name })}
      isOpen
      keepOpen
      onClose={onClose}
      foot={
        <Button className="button button-primary" onPress={onClose}>
          {t('it.iveStoredIt')}
        </Button>
      }
    >
      <div className="stack">
        <p className="file-path password-once">{made.token}</p>
        <Notice tone="warn">{t('it.theTokenIsShownOnlyNow')}</Notice>
      </div>
    </DialogFrame>
  );
}
