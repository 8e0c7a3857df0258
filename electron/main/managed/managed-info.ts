import type { Output } from '#shared/ipc.ts';
import { featuresOff } from './features.ts';
import type { ManagedSettings } from './table.ts';

/**
 * Returns the managed settings that the window shows. For server addresses, paths and keys, the window learns only
 * whether one is set, not its value.
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
