import { good } from './good.ts';

export const wallet = good(
  'wallet',
  'billetera',
  'f',
  'none',
  [15, 150],
  [[''], ['Fossil', 'Derrick'], ['Coach', 'Slim'], ['Guess', 'trifold'], ['Tommy Hilfiger', 'bifold']],
);
export const cash = good('cash', 'dinero en efectivo', 'm', 'none', [20, 600]);
export const coins = good('coins', 'monedas', 'f', 'none', [20, 450]);
export const backpack = good(
  'backpack',
  'mochila',
  'f',
  'none',
  [25, 180],
  [
    [''],
    ['JanSport', 'SuperBreak'],
    ['The North Face', 'Borealis', 'Jester'],
    ['Nike', 'Brasilia'],
    ['Herschel', 'Classic'],
  ],
);
export const purse = good(
  'purse',
  'cartera',
  'f',
  'none',
  [30, 500],
  [[''], ['Michael Kors', 'Jet Set'], ['Coach', 'Tabby'], ['Kate Spade', 'Knott'], ['Steve Madden', 'BGlam']],
);
export const gym = good(
  'gym bag',
  'bulto del gimnasio',
  'm',
  'none',
  [20, 150],
  [[''], ['Under Armour', 'Undeniable'], ['Nike', 'Brasilia']],
);
export const sunglasses = good(
  'sunglasses',
  'gafas de sol',
  'f',
  'none',
  [20, 250],
  [[''], ['Ray-Ban', 'Wayfarer', 'Aviator'], ['Oakley', 'Holbrook']],
);
export const glasses = good('eyeglasses', 'espejuelos', 'm', 'none', [80, 450]);
export const clothes = good(
  'jacket',
  'abrigo',
  'm',
  'none',
  [30, 400],
  [[''], ['The North Face', 'Nuptse'], ['Nike', 'Windrunner'], ['Columbia', 'Bugaboo'], ['Carhartt', 'J140']],
);
export const shoes = good(
  'sneakers',
  'tenis',
  'm',
  'none',
  [50, 250],
  [
    ['Nike', 'Air Force 1', 'Dunk Low'],
    ['Adidas', 'Superstar'],
    ['Jordan', 'Retro 4', 'Retro 1'],
    ['New Balance', '550'],
  ],
);
export const ring = good('ring', 'sortija', 'f', 'none', [100, 3000]);
export const necklace = good('necklace', 'cadena', 'f', 'none', [90, 2500]);
export const documents = good('passport', 'pasaporte', 'm', 'none', [60, 200]);
export const license = good("driver's license", 'licencia de conducir', 'f', 'none', [20, 40]);
export const keys = good(
  'keys',
  'llaves',
  'f',
  'none',
  [10, 350],
  [[''], ['Honda', 'key fob'], ['Toyota', 'key fob'], ['Nissan', 'smart key']],
);
export const stroller = good(
  'stroller',
  'coche de bebé',
  'm',
  'tool',
  [80, 700],
  [
    ['Graco', 'FastAction'],
    ['Evenflo', 'Pivot'],
    ['Chicco', 'Bravo'],
  ],
);
