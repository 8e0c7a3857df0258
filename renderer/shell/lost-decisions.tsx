import { Button } from 'react-aria-components';
import { Notice } from '../ui/notice.tsx';
import { count } from '../ui/words.ts';

/** Decisions that an earlier cache took with it, and that the sealed journal still has. */
export function LostDecisions({ lost, onShow }: { lost: number; onShow: () => void }) {
  if (lost === 0) return null;
  return (
    <div className="banner">
      <Notice
        tone="warn"
        role="status"
        title={`${count(lost, 'decision')} of yours ${lost === 1 ? 'is' : 'are'} only in the sealed journal`}
        actions={
          <Button className="button" onPress={onShow}>
            Get {lost === 1 ? 'it' : 'them'} back
          </Button>
        }
      />
    </div>
  );
}
