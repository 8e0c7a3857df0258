import { Check, ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { t } from '../t.ts';
import { KIND_WORDS } from '../wording/words.ts';

const ALL = 'all';

/** Narrows the figures to one kind of report. */
export function KindChoice({ kind, onKind }: { kind: ReportKind | null; onKind: (kind: ReportKind | null) => void }) {
  return (
    <Select
      className="pick"
      value={kind ?? ALL}
      onChange={(key) => onKind(REPORT_KINDS.find((one) => one === key) ?? null)}
    >
      <Label className="filter-label">{t('figures.kind')}</Label>
      <Button className={`button filter-button${kind === null ? '' : ' filter-on'}`}>
        <SelectValue className="cut">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown className="icon" aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <ListBox
          className="menu"
          items={[
            { id: ALL, words: t('common.allKinds') },
            ...REPORT_KINDS.map((id) => ({ id, words: KIND_WORDS[id] })),
          ]}
        >
          {(option) => (
            <ListBoxItem className="menu-item" id={option.id} textValue={option.words}>
              <Check className="icon menu-check" aria-hidden />
              <span className="cut">{option.words}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
