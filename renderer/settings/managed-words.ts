import type { Output } from '#shared/ipc.ts';
import { t } from '../t.ts';

type Managed = Output<'app.info'>['managed'];

const OFF: Record<Managed['off'][number], string> = {
  printing: t('settings.printingOff'),
  savingFiles: t('settings.savingFilesOff'),
  spellCheck: t('settings.spellCheckOff'),
  serverSearch: t('settings.serverSearchOff'),
};

/** Settings that IT made for this computer and nobody can change here, as worded for an officer. */
export function managedWords(managed: Managed): string[] {
  return [
    ...(managed.server ? [t('settings.theAgencyServer')] : []),
    ...(managed.ca ? [t('settings.itsAuthority')] : []),
    ...(managed.pin ? [t('settings.itsKey')] : []),
    ...(managed.clientCertificate ? [t('settings.ownCertificate')] : []),
    ...(managed.proxy === null ? [] : [t('settings.theProxy', { proxy: managed.proxy })]),
    ...(managed.channel === null ? [] : [t('settings.theChannel', { channel: managed.channel })]),
    ...(managed.updateKeys ? [t('settings.theUpdateKeys')] : []),
    ...(managed.lockMinutes === null ? [] : [t('settings.theLongestTimeToLock', { n: managed.lockMinutes })]),
    ...(managed.contentProtection ? [t('settings.noScreenRecordings')] : []),
    ...(managed.signInText === null ? [] : [t('settings.theSignInText')]),
    ...managed.off.map((feature) => OFF[feature]),
    ...(managed.remoteDebugging ? [t('settings.remoteDebuggingAllowed')] : []),
  ];
}
