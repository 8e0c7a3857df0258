import type { Dialog, MessageBoxOptions, SaveDialogOptions } from 'electron';
import { strict } from './strict.ts';

type Print = (line: string) => void;

/**
 * `dialog`: prints the question and answers it at once, with the button index in P2C_STAND_IN_DIALOG if set, otherwise
 * the default button. The window that Electron accepts as the first argument is ignored.
 */
export function createDialog(print: Print, env: NodeJS.ProcessEnv) {
  const ask = (options: MessageBoxOptions): number => {
    const buttons = options.buttons?.length ? options.buttons : ['OK'];
    const wanted = env['P2C_STAND_IN_DIALOG'] === undefined ? options.defaultId : Number(env['P2C_STAND_IN_DIALOG']);
    const answer = wanted !== undefined && buttons[wanted] !== undefined ? wanted : 0;
    const { type, title, message, detail } = options;
    print(`stand-in dialog: ${JSON.stringify({ type, title, message, detail, buttons, answer: buttons[answer] })}`);
    return answer;
  };

  return strict('dialog', {
    showMessageBox: async (...args: unknown[]) => {
      const options = args.at(-1) as MessageBoxOptions;
      return { response: ask(options), checkboxChecked: options.checkboxChecked === true };
    },
    showMessageBoxSync: (...args: unknown[]) => ask(args.at(-1) as MessageBoxOptions),
    showErrorBox: (title: string, content: string) => {
      print(`stand-in dialog: ${JSON.stringify({ type: 'error', title, message: content })}`);
    },
    showSaveDialog: async (...args: unknown[]) => {
      const { title, defaultPath = '' } = args.at(-1) as SaveDialogOptions;
      print(`stand-in dialog: ${JSON.stringify({ type: 'save', title, answer: defaultPath || 'canceled' })}`);
      return { canceled: defaultPath === '', filePath: defaultPath };
    },
  } satisfies Pick<Dialog, 'showMessageBox' | 'showMessageBoxSync' | 'showErrorBox' | 'showSaveDialog'>);
}
