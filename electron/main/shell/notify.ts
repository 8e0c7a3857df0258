import { BrowserWindow, Notification } from 'electron';
import type { AnswerNotice } from './answer-notice.ts';
import { bringToFront } from './window.ts';

/** Shown notifications, and what each was; without a reference they would be gone, and their click with them. */
const shown = new Map<Notification, AnswerNotice>();

export const isFocused = (): boolean => BrowserWindow.getAllWindows().some((window) => window.isFocused());

/** Shows it as the system shows its notifications; a click brings the window to the front, locked or not. */
export function notify(notice: AnswerNotice): void {
  if (!Notification.isSupported()) return;
  const { title, body } = notice;
  const notification = new Notification({ title, body });
  const gone = () => shown.delete(notification);
  shown.set(notification, notice);
  // One whose time is over still lies in the list of Windows, where anybody can read it.
  notification.on('close', ({ reason }) => reason !== 'timedOut' && gone());
  notification.on('failed', gone);
  notification.on('click', () => {
    gone();
    bringToFront();
  });
  notification.show();
}

/** Takes back what says something of reports, also from the system's list, as far as the system lets it. */
export function withdrawNotices(): void {
  for (const [notification, { tells }] of shown) {
    if (!tells) continue;
    shown.delete(notification);
    notification.close();
  }
}
