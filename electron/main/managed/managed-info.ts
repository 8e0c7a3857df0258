import type { Output } from '#shared/ipc.ts';
import { featuresOff } from './features.ts';
import type { ManagedSettings } from './table.ts';

/** The managed settings as the window shows them: all of them, but without paths and keys. */
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
