import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Log } from '#electron/common/log.ts';
import { REPAIR_CHANNEL, type RepairAnswer, type RepairRequest, repairRequest } from '#shared/repair-ipc.ts';
import { isOwnFrame } from './sender.ts';

/**
 * The repair page's one channel, for its own window only. Separate from register.ts, whose schemas are part of the
 * application that may fail to load.
 */
export function registerRepair(
  window: BrowserWindow,
  answer: (what: RepairRequest) => Promise<RepairAnswer>,
  log: Log,
): void {
  ipcMain.handle(REPAIR_CHANNEL, (event: IpcMainInvokeEvent, sent: unknown): Promise<RepairAnswer> => {
    const asked = repairRequest.safeParse(sent);
    if (!asked.success || !isOwnFrame(event.senderFrame, BrowserWindow.fromWebContents(event.sender) === window)) {
      log('repair.refused');
      return Promise.resolve({ isOk: false, text: '' });
    }
    log('repair.asked', { what: asked.data });
    return answer(asked.data);
  });
}
