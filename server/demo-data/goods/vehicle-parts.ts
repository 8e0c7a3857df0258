import { good } from './good.ts';

export const catalytic = good('catalytic converter', 'catalítico', 'm', 'none', [800, 2800]);
export const rims = good('wheels', 'aros con gomas', 'm', 'none', [400, 2200]);
export const plateScrews = good('front grille', 'parrilla', 'f', 'none', [100, 500]);
export const airbag = good('airbag', 'bolsa de aire', 'f', 'tool', [400, 1500]);
export const mirrorPart = good('side mirror', 'espejo lateral', 'm', 'none', [80, 450]);
export const battery = good(
  'battery',
  'batería',
  'f',
  'none',
  [90, 280],
  [
    ['Interstate', ''],
    ['DieHard', 'Gold'],
    ['Duracell', 'Ultra'],
  ],
);
export const headlights = good('headlights', 'focos', 'm', 'none', [200, 1400]);
export const tailgate = good('tailgate', 'tapa trasera', 'f', 'none', [500, 1900]);
export const spare = good('spare tire', 'goma de repuesto', 'f', 'none', [80, 300]);
