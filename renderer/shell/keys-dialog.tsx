import { DialogFrame } from '../ui/dialog-frame.tsx';
import { KEY_LIST } from './keymap.ts';

export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <DialogFrame title="Keys" isOpen={isOpen} onClose={onClose}>
      <dl className="keys">
        {KEY_LIST.map(({ keys, does }) => (
          <div className="keys-row" key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </DialogFrame>
  );
}
