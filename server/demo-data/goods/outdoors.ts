import { good } from './good.ts';

const BIKES = [
  ['Trek', 'FX 2', 'Marlin 5', 'Domane AL 2'],
  ['Giant', 'Escape 3', 'Talon 2'],
  ['Specialized', 'Sirrus', 'Rockhopper'],
  ['Schwinn', 'Discover', 'Mesa'],
  ['Huffy', 'Stone Mountain', 'Rock Creek'],
  ['Mongoose', 'Impasse', 'Excursion'],
  ['Cannondale', 'Quick 4', 'Trail 7'],
] as const;

const TOOLS = [
  ['DeWalt', 'DCD771', 'DCS391', 'DCF887', 'DW745'],
  ['Milwaukee', 'M18 2804-20', 'M12 2553-20', '2767-20'],
  ['Makita', 'XFD131', 'XPH12Z', 'LS1040'],
  ['Ryobi', 'PCL206', 'P262'],
  ['Bosch', 'GSR18V', 'GLL 55'],
] as const;
export const bike = good('bicycle', 'bicicleta', 'f', 'bike', [120, 1600], BIKES);
export const ebike = good(
  'e-bike',
  'bicicleta eléctrica',
  'f',
  'bike',
  [600, 2200],
  [
    ['Rad Power', 'RadRunner'],
    ['Aventon', 'Soltera', 'Pace 500'],
    ['Lectric', 'XP 3.0'],
  ],
);
export const scooter = good(
  'electric scooter',
  'scooter eléctrico',
  'm',
  'electronics',
  [250, 900],
  [
    ['Segway', 'Ninebot Max'],
    ['Gotrax', 'GXL V2'],
    ['Xiaomi', 'M365'],
  ],
);
export const toolSet = good('drill', 'taladro', 'm', 'tool', [80, 350], TOOLS);
export const toolBag = good(
  'tool bag',
  'bulto de herramientas',
  'm',
  'none',
  [60, 900],
  [[''], ['Klein', 'Tradesman Pro'], ['Husky', '18 in']],
);
export const parcel = good(
  'package',
  'paquete',
  'm',
  'none',
  [25, 400],
  [[''], ['Amazon', ''], ['Chewy', ''], ['Walmart', ''], ['Shein', '']],
);
export const mower = good(
  'lawn mower',
  'cortadora de grama',
  'f',
  'tool',
  [150, 600],
  [
    ['Toro', 'Recycler 21'],
    ['Honda', 'HRN216'],
    ['Craftsman', 'M105'],
  ],
);
export const snowblower = good(
  'snow blower',
  'máquina de nieve',
  'f',
  'tool',
  [300, 1100],
  [
    ['Toro', 'Power Clear'],
    ['Ariens', 'Classic 24'],
    ['Craftsman', 'SB230'],
  ],
);
export const grill = good(
  'gas grill',
  'barbacoa de gas',
  'f',
  'none',
  [120, 600],
  [
    ['Weber', 'Spirit II'],
    ['Char-Broil', 'Performance'],
  ],
);
export const plants = good('planter', 'tiesto', 'm', 'none', [20, 120]);
export const generator = good(
  'generator',
  'generador',
  'm',
  'tool',
  [350, 1400],
  [
    ['Honda', 'EU2200i'],
    ['Champion', '100519'],
    ['Generac', 'GP3300'],
  ],
);
