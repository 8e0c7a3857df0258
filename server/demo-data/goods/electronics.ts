import { good } from './good.ts';

const PHONES = [
  [
    'Apple',
    'iPhone 11',
    'iPhone 12',
    'iPhone 13',
    'iPhone 13 mini',
    'iPhone 14',
    'iPhone 15',
    'iPhone 15 Pro',
    'iPhone SE',
  ],
  ['Samsung', 'Galaxy S21', 'Galaxy S22', 'Galaxy S23', 'Galaxy A14', 'Galaxy A54', 'Galaxy Note 20'],
  ['Google', 'Pixel 6', 'Pixel 7a', 'Pixel 8'],
  ['Motorola', 'Moto G Power', 'Edge 30'],
] as const;

const LAPTOPS = [
  ['Apple', 'MacBook Air', 'MacBook Pro 14', 'MacBook Pro 13'],
  ['Dell', 'Inspiron 15', 'XPS 13', 'Latitude 5420'],
  ['HP', 'Pavilion 15', 'EliteBook 840', 'Envy x360'],
  ['Lenovo', 'ThinkPad T14', 'IdeaPad 3', 'Yoga 7'],
  ['Acer', 'Aspire 5', 'Chromebook 314'],
  ['Asus', 'VivoBook 15', 'ZenBook 14'],
] as const;
export const phone = good('phone', 'teléfono', 'm', 'imei', [150, 1100], PHONES);
export const laptop = good('laptop', 'laptop', 'f', 'electronics', [250, 1900], LAPTOPS);
export const tablet = good(
  'tablet',
  'tableta',
  'f',
  'apple',
  [120, 900],
  [
    ['Apple', 'iPad 9', 'iPad Air', 'iPad mini'],
    ['Samsung', 'Galaxy Tab A8', 'Galaxy Tab S7'],
    ['Amazon', 'Fire HD 10'],
  ],
);
export const earbuds = good(
  'earbuds',
  'audífonos',
  'm',
  'electronics',
  [40, 250],
  [
    ['Apple', 'AirPods 2', 'AirPods Pro'],
    ['Samsung', 'Galaxy Buds 2'],
    ['Beats', 'Studio Buds'],
    ['Sony', 'WF-1000XM4'],
  ],
);
export const headphones = good(
  'headphones',
  'audífonos grandes',
  'm',
  'electronics',
  [60, 350],
  [
    ['Beats', 'Solo3'],
    ['Sony', 'WH-1000XM4'],
    ['Bose', 'QC45'],
  ],
);
export const speaker = good(
  'speaker',
  'bocina',
  'f',
  'electronics',
  [40, 350],
  [
    ['JBL', 'Flip 5', 'Charge 5'],
    ['Bose', 'SoundLink'],
    ['Sony', 'SRS-XB33'],
  ],
);
export const dashcam = good(
  'GPS',
  'GPS',
  'm',
  'electronics',
  [70, 250],
  [
    ['Garmin', 'Drive 52', 'DriveSmart 65'],
    ['TomTom', 'Via 1525'],
  ],
);
export const watch = good(
  'watch',
  'reloj',
  'm',
  'electronics',
  [80, 900],
  [
    ['Apple', 'Watch SE', 'Watch Series 8'],
    ['Casio', 'G-Shock'],
    ['Seiko', '5 Sports'],
    ['Fossil', 'Grant'],
    ['Garmin', 'Forerunner 55'],
  ],
);
export const camera = good(
  'camera',
  'cámara de fotos',
  'f',
  'electronics',
  [200, 1800],
  [
    ['Canon', 'EOS Rebel T7', 'EOS R10'],
    ['Nikon', 'D3500'],
    ['Sony', 'Alpha a6000'],
    ['GoPro', 'Hero 9'],
  ],
);
export const hearing = good(
  'hearing aid',
  'audífono médico',
  'm',
  'electronics',
  [900, 3500],
  [
    ['Phonak', 'Audeo'],
    ['Oticon', 'More 1'],
  ],
);
export const console_ = good(
  'game console',
  'consola de juegos',
  'f',
  'electronics',
  [200, 550],
  [
    ['Sony', 'PlayStation 5', 'PlayStation 4'],
    ['Microsoft', 'Xbox Series S', 'Xbox One'],
    ['Nintendo', 'Switch', 'Switch OLED'],
  ],
);
export const tv = good(
  'TV',
  'televisor',
  'm',
  'electronics',
  [180, 900],
  [
    ['Samsung', 'UN43', 'QN55'],
    ['LG', '43UQ75'],
    ['TCL', '50S4'],
    ['Vizio', 'V405'],
  ],
);
