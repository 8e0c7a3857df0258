import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Log } from '#electron/common/log.ts';
import { AppError } from '#shared/errors.ts';
import { CHANNELS, NEWS, type Topic, UNKNOWN_CHANNEL } from '#shared/ipc-names.ts';
import { dispatch, failed, type Gate } from './dispatch.ts';
import type { Handlers } from './handlers.ts';
import { isOwnFrame } from './sender.ts';

/**
 * The only place that uses ipcMain, except for the repair page: handles every channel of shared/ipc.ts and no other. The
 * sender is checked before anything else.
 */
export function registerIpc(handlers: Handlers, gate: Gate, log: Log): void {
  for (const channel of CHANNELS) {
    ipcMain.handle(channel, (event: IpcMainInvokeEvent, sent: unknown) => {
      if (!isOwnFrame(event.senderFrame, BrowserWindow.fromWebContents(event.sender) !== null)) {
        log('ipc.foreign_sender', { channel });
        return failed(new AppError('unknown_channel'));
      }
      return dispatch(handlers, log, gate, channel, sent);
    });
  }
  ipcMain.handle(UNKNOWN_CHANNEL, () => {
    log('ipc.unknown_channel');
    return failed(new AppError('unknown_channel'));
  });
}

/** Notifies every window that something changed; the window requests the new data itself. */
export function tellWindows(topic: Topic): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(NEWS, topic);
  }
}
