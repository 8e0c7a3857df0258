import { Button } from 'react-aria-components';
import { plural } from '../t.ts';
import { Notice } from '../ui/notice.tsx';

/** Decisions that an earlier cache took with it, and that the sealed journal still has. */
export function LostDecisions({ lost, onShow }: { lost: number; onShow: () => void }) {
  if (lost === 0) return null;
  return (
    <div className="banner">
      <Notice
        tone="warn"
        role="status"
        title={plural(
          lost,
          '{n} decision of yours is only in the sealed journal',
          '{n} decisions of yours are only in the sealed journal',
        )}
        actions={
          <Button className="button" onPress={onShow}>
            {plural(lost, 'Get it back', 'Get them back')}
          </Button>
        }
      />
    </div>
  );
}
