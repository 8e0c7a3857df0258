import type { Policy } from '#shared/domain/policy.ts';
import { usePreferences } from '../ui/preferences.tsx';
import { Segments } from '../ui/segments.tsx';
import { Tick } from '../ui/tick.tsx';
import { count } from '../ui/words.ts';
import { SettingsPart } from './settings-part.tsx';

const LONGER = [30, 60, 120] as const;

/** What the desk does by itself. */
export function WorkSection({ policy }: { policy: Policy | null }) {
  const { preferences, change } = usePreferences();
  const agency = policy?.limits.holdSeconds ?? 0;
  const holds = [
    { value: 0, words: agency === 0 ? 'As the agency' : `${count(agency, 'second')}, as the agency` },
    ...LONGER.filter((seconds) => seconds > agency).map((seconds) => ({
      value: seconds,
      words: seconds % 60 === 0 ? count(seconds / 60, 'minute') : count(seconds, 'second'),
    })),
  ];
  const chosen = preferences.holdSeconds > agency ? preferences.holdSeconds : 0;
  return (
    <SettingsPart title="Work">
      <Segments
        label="Begin with"
        choices={[
          { value: 'queue', words: 'The queue' },
          { value: 'start', words: 'The start page' },
        ]}
        value={preferences.begin}
        onChange={(begin) => change({ begin })}
      />
      <div className="setting">
        <span className="setting-name">After a decision</span>
        <Tick words="Open the next report" isOn={preferences.openNext} onChange={(openNext) => change({ openNext })} />
      </div>
      <div className="setting">
        <span className="setting-name">Notifications</span>
        <Tick
          words="Tell me when a person answers what I asked"
          isOn={preferences.notify}
          onChange={(notify) => change({ notify })}
        />
        <p className="setting-more">While the window is locked they say nothing but that something waits.</p>
      </div>
      <Segments
        label="Undo time"
        choices={holds}
        value={chosen}
        onChange={(holdSeconds) => change({ holdSeconds })}
        description="A decision leaves for the server, and its letter for the person, when this time is over."
      />
    </SettingsPart>
  );
}
