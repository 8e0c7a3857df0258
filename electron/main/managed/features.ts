import { FEATURES, type Feature } from '#shared/features.ts';
import type { Channel } from '#shared/ipc-names.ts';
import type { ManagedName, ManagedSettings } from './table.ts';

/** For each feature: the setting that turns it off, and the channels that are then refused. */
const OFF: Record<Feature, { setting: ManagedName; channels: readonly Channel[] }> = {
  // The window prints without using a channel, so printing.ts makes its pages print blank. Saving a PDF belongs to
  // savingFiles.
  printing: { setting: 'disablePrinting', channels: [] },
  savingFiles: {
    setting: 'disableSavingFiles',
    channels: [
      'attachment.save',
      'papers.save',
      'report.pdf',
      'audit.export',
      'audit.decisions-export',
      'figures.save',
    ],
  },
  spellCheck: { setting: 'disableSpellCheck', channels: ['spelling.check-in'] },
  serverSearch: { setting: 'disableServerSearch', channels: ['find.reason', 'find.reports', 'find.open'] },
};

export const featuresOff = (managed: ManagedSettings): Feature[] =>
  FEATURES.filter((feature) => managed[OFF[feature].setting] === true);

/** Whether IT turned off the feature that this IPC channel belongs to. */
export function isTurnedOff(off: readonly Feature[], channel: Channel): boolean {
  return off.some((feature) => OFF[feature].channels.includes(channel));
}
