import { good } from './good.ts';

export const liquor = good(
  'liquor bottles',
  'botellas de licor',
  'f',
  'none',
  [30, 300],
  [
    ['Hennessy', 'VS'],
    ['Patron', 'Silver'],
    ['Bacardi', ''],
  ],
);
export const detergent = good(
  'laundry detergent',
  'detergente',
  'm',
  'none',
  [20, 220],
  [
    ['Tide', 'Pods', 'Original'],
    ['Gain', ''],
  ],
);
export const formula = good(
  'baby formula',
  'fórmula de bebé',
  'f',
  'none',
  [40, 300],
  [
    ['Enfamil', 'NeuroPro'],
    ['Similac', 'Advance'],
  ],
);
export const cosmetics = good(
  'cosmetics',
  'cosméticos',
  'm',
  'none',
  [30, 400],
  [
    ['Olay', ''],
    ['Maybelline', ''],
    ["L'Oreal", ''],
  ],
);
export const razors = good(
  'razor blades',
  'navajas de afeitar',
  'f',
  'none',
  [25, 250],
  [
    ['Gillette', 'Fusion5'],
    ['Schick', 'Hydro'],
  ],
);
export const locks = good('coin box lock', 'candado de la caja', 'm', 'none', [20, 90]);
