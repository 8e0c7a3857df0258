import type { CacheState } from '#shared/ipc.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { FactLine } from '../ui/fact-line.tsx';
import { Notice } from '../ui/notice.tsx';
import { sizeWords } from '../ui/size-words.ts';
import { count } from '../ui/words.ts';
import { SettingsPart } from './settings-part.tsx';

/** What lies on this workstation, and how it is kept. */
export function StoredSection({ cache }: { cache: CacheState }) {
  return (
    <SettingsPart title="This workstation">
      <KeychainNotice kind={cache.kind} />
      <dl className="facts">
        <FactLine name="Kept here">
          {count(cache.reports, 'report')}, {sizeWords(cache.bytes)}
          {cache.drafts > 0 && ` · ${count(cache.drafts, 'half-written form')}`}
        </FactLine>
        <FactLine name="Last heard from the server">
          {cache.lastPullAt === null ? 'Not yet' : <DayTime at={cache.lastPullAt} />}
        </FactLine>
        <FactLine name="Closed reports leave">
          {cache.cacheDays === null ? 'Not known yet' : `${count(cache.cacheDays, 'day')} after they were closed`}
        </FactLine>
        <FactLine name="Locks itself">
          {cache.lockMinutes === null
            ? 'After 10 minutes without use, or Ctrl + L'
            : `After ${count(cache.lockMinutes, 'minute')} without use, or Ctrl + L`}
        </FactLine>
        <FactLine name="Sealed journal">
          {cache.journal.ready
            ? `${cache.journal.live === 0 ? 'No unsent decision' : count(cache.journal.live, 'unsent decision')}, ${sizeWords(cache.journal.bytes)}`
            : "Waits for the agency's key"}
        </FactLine>
        {cache.journal.path !== null && (
          <FactLine name="Lies in">
            <span className="file-path">{cache.journal.path}</span>
          </FactLine>
        )}
      </dl>
    </SettingsPart>
  );
}

function KeychainNotice({ kind }: { kind: CacheState['kind'] }) {
  return kind === 'encrypted' ? (
    <Notice tone="ok" title="Reports are kept encrypted">
      Their key opens only with this computer's keychain and your secret together.
    </Notice>
  ) : (
    <Notice tone="warn" title="This workstation has no keychain">
      Reports are kept only while the application runs. Unsent decisions are also in the sealed journal.
    </Notice>
  );
}
