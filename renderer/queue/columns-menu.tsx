import { ArrowLeft, ArrowRight, Columns3, Minus, Plus } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import type { QueueColumn } from '#shared/domain/queue.ts';
import { type ColumnChoice, FIRST_COLUMNS } from '#shared/domain/views.ts';
import { t } from '../t.ts';
import { Tick } from '../ui/tick.tsx';
import { COLUMN_WORDS, moved, orderedColumns, widthOf } from './columns.tsx';

const STEP = 24;

/** A menu for choosing columns and setting their order and widths; it also works from the keyboard. */
export function ColumnsMenu({ choice, onChange }: { choice: ColumnChoice; onChange: (choice: ColumnChoice) => void }) {
  const show = (id: QueueColumn, shown: boolean) => {
    const hidden = choice.hidden.filter((one) => one !== id);
    onChange({ ...choice, hidden: shown ? hidden : [...hidden, id] });
  };
  const widen = (id: QueueColumn, by: number) => {
    const width = Math.min(800, Math.max(48, widthOf(id, choice) + by));
    onChange({ ...choice, widths: { ...choice.widths, [id]: width } });
  };
  return (
    <DialogTrigger>
      <Button className="button button-quiet button-icon" aria-label={t('queue.columns')}>
        <Columns3 className="icon" aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="columns-menu">
          <Heading slot="title" className="menu-heading">
            {t('queue.columnsWhereThereIsRoom')}
          </Heading>
          <ul>
            {orderedColumns(choice).map((id) => {
              const name = COLUMN_WORDS[id];
              return (
                <li className="columns-line" key={id}>
                  {/* The tracking number can't be hidden, because it identifies the row's report. */}
                  {id === 'trackingNumber' ? (
                    <span className="tick columns-always">{name}</span>
                  ) : (
                    <Tick words={name} isOn={!choice.hidden.includes(id)} onChange={(shown) => show(id, shown)} />
                  )}
                  <Step
                    icon={ArrowLeft}
                    label={t('queue.nameMoveLeft', { name })}
                    onPress={() => onChange(moved(choice, id, -1))}
                  />
                  <Step
                    icon={ArrowRight}
                    label={t('queue.nameMoveRight', { name })}
                    onPress={() => onChange(moved(choice, id, 1))}
                  />
                  <Step icon={Minus} label={t('queue.nameNarrower', { name })} onPress={() => widen(id, -STEP)} />
                  <Step icon={Plus} label={t('queue.nameWider', { name })} onPress={() => widen(id, STEP)} />
                </li>
              );
            })}
          </ul>
          <Button className="button" onPress={() => onChange(FIRST_COLUMNS)}>
            {t('queue.reset')}
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Step({ icon: Icon, label, onPress }: { icon: typeof Plus; label: string; onPress: () => void }) {
  return (
    <Button className="button button-quiet button-icon" aria-label={label} onPress={onPress}>
      <Icon className="icon" aria-hidden />
    </Button>
  );
}
