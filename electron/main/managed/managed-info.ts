import type { Output } from '#shared/ipc.ts';
import { featuresOff } from './features.ts';
import type { ManagedSettings } from './table.ts';

/**
 * Returns the managed settings as the window shows them. It learns only whether there is a server address, path or key,
 * not the value.
 */
export function managedInfo(managed: ManagedSettings): Output<'app.info'>['managed'] {
  return {
    server: managed.server !== undefined,
    lockMinutes: managed.lockMinutes ?? null,
    contentProtection: managed.contentProtection === true,
    proxy: managed.proxy ?? null,
    ca: managed.ca !== undefined,
    clientCertificate: managed.clientCertificate !== undefined,
    pin: managed.pin !== undefined,
    channel: managed.updateChannel ?? null,
    updateKeys: managed.updateKeys !== undefined,
    signInText: managed.signInText ?? null,
    off: featuresOff(managed),
    remoteDebugging: managed.remoteDebugging === true,
  };
}
