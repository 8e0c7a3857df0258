import { Button } from 'react-aria-components';
import { Section } from './section.tsx';

/** Longer narratives open with this much, so that what, when and where stay near. */
const SHORT = 1200;

/** How it happened, in the person's own words. */
export function Narrative({
  text,
  whole,
  onWhole,
}: {
  text: string;
  whole: boolean;
  onWhole: (whole: boolean) => void;
}) {
  const long = text.length > SHORT * 1.25;
  const shown = long && !whole ? `${text.slice(0, text.lastIndexOf(' ', SHORT))} …` : text;
  return (
    <Section title="How" aside={long ? `${text.length.toLocaleString('en-US')} characters` : undefined}>
      <p className="narrative" dir="auto">
        {shown}
      </p>
      {long && (
        <Button className="button button-link" onPress={() => onWhole(!whole)} aria-expanded={whole}>
          {whole ? 'Show less of it' : 'Show the whole narrative'}
        </Button>
      )}
    </Section>
  );
}
