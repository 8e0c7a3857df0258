/**
 * The state of the picture viewer: which picture is shown, its zoom (1 fits the window), and its rotation in quarter
 * turns.
 */
export type Looking = { at: number; zoom: number; quarters: number };
export type Size = { width: number; height: number };
export type LookingEvent = 'next' | 'previous' | 'larger' | 'smaller' | 'fit' | 'turn';

const STEP = 1.5;
const LARGEST = STEP ** 6;

export function look(now: Looking, event: LookingEvent, count: number): Looking {
  switch (event) {
    case 'next':
      return { at: (now.at + 1) % count, zoom: 1, quarters: 0 };
    case 'previous':
      return { at: (now.at + count - 1) % count, zoom: 1, quarters: 0 };
    case 'larger':
      return { ...now, zoom: Math.min(LARGEST, now.zoom * STEP) };
    case 'smaller':
      return { ...now, zoom: Math.max(1, now.zoom / STEP) };
    case 'fit':
      return { ...now, zoom: 1 };
    case 'turn':
      return { ...now, quarters: (now.quarters + 1) % 4 };
  }
}

/** Returns the effect of a key. Arrows switch pictures, or scroll a picture that is larger than the window. */
export function lookingKey(key: string, zoom: number): LookingEvent | { left: number; top: number } | null {
  const arrows: Readonly<Record<string, { left: number; top: number }>> = {
    ArrowLeft: { left: -80, top: 0 },
    ArrowRight: { left: 80, top: 0 },
    ArrowUp: { left: 0, top: -80 },
    ArrowDown: { left: 0, top: 80 },
  };
  if (zoom > 1 && arrows[key] !== undefined) return arrows[key];
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case 'ArrowRight':
    case 'n':
      return 'next';
    case 'ArrowLeft':
    case 'p':
      return 'previous';
    case '+':
    case '=':
      return 'larger';
    case '-':
      return 'smaller';
    case '0':
      return 'fit';
    case 'r':
      return 'turn';
    default:
      return null;
  }
}

/** The size at which the picture is rendered before rotation, and the space it takes up after rotation. */
export function drawn(picture: Size, stage: Size, { zoom, quarters }: Looking): { picture: Size; room: Size } {
  const lies = quarters % 2 === 1;
  const turned = lies ? { width: picture.height, height: picture.width } : picture;
  // Don't enlarge small pictures to fit, because that would show no more detail.
  const fit = Math.min(1, stage.width / turned.width, stage.height / turned.height);
  const scale = fit * zoom;
  const sized = (size: Size) => ({ width: size.width * scale, height: size.height * scale });
  return { picture: sized(picture), room: sized(turned) };
}
