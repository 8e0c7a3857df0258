/** The format of an item's serial number; `none` means that the item has no serial number. */
export type SerialForm = 'imei' | 'apple' | 'electronics' | 'bike' | 'tool' | 'none';

export type Good = {
  en: string;
  /** Spanish noun with its gender. */
  es: string;
  gender: 'm' | 'f';
  brands: readonly (readonly [brand: string, ...models: string[]])[];
  serial: SerialForm;
  /** In US dollars: the lowest and highest value. */
  value: readonly [number, number];
};

const NO_BRAND = [[''] as const] as const;

const good = (
  en: string,
  es: string,
  gender: 'm' | 'f',
  serial: SerialForm,
  value: readonly [number, number],
  brands: Good['brands'] = NO_BRAND,
): Good => ({ en, es, gender, serial, value, brands });

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

const phone = good('phone', 'teléfono', 'm', 'imei', [150, 1100], PHONES);
const laptop = good('laptop', 'laptop', 'f', 'electronics', [250, 1900], LAPTOPS);
const tablet = good(
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
const wallet = good(
  'wallet',
  'billetera',
  'f',
  'none',
  [15, 150],
  [[''], ['Fossil', 'Derrick'], ['Coach', 'Slim'], ['Guess', 'trifold'], ['Tommy Hilfiger', 'bifold']],
);
const cash = good('cash', 'dinero en efectivo', 'm', 'none', [20, 600]);
const backpack = good(
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
const purse = good(
  'purse',
  'cartera',
  'f',
  'none',
  [30, 500],
  [[''], ['Michael Kors', 'Jet Set'], ['Coach', 'Tabby'], ['Kate Spade', 'Knott'], ['Steve Madden', 'BGlam']],
);
const earbuds = good(
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
const sunglasses = good(
  'sunglasses',
  'gafas de sol',
  'f',
  'none',
  [20, 250],
  [[''], ['Ray-Ban', 'Wayfarer', 'Aviator'], ['Oakley', 'Holbrook']],
);
const clothes = good(
  'jacket',
  'abrigo',
  'm',
  'none',
  [30, 400],
  [[''], ['The North Face', 'Nuptse'], ['Nike', 'Windrunner'], ['Columbia', 'Bugaboo'], ['Carhartt', 'J140']],
);
const shoes = good(
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
const toolSet = good('drill', 'taladro', 'm', 'tool', [80, 350], TOOLS);
const toolBag = good(
  'tool bag',
  'bulto de herramientas',
  'm',
  'none',
  [60, 900],
  [[''], ['Klein', 'Tradesman Pro'], ['Husky', '18 in']],
);
const speaker = good(
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
const gym = good(
  'gym bag',
  'bulto del gimnasio',
  'm',
  'none',
  [20, 150],
  [[''], ['Under Armour', 'Undeniable'], ['Nike', 'Brasilia']],
);
const stroller = good(
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
const dashcam = good(
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
const watch = good(
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
const ring = good('ring', 'sortija', 'f', 'none', [100, 3000]);
const necklace = good('necklace', 'cadena', 'f', 'none', [90, 2500]);
const documents = good('passport', 'pasaporte', 'm', 'none', [60, 200]);
const license = good("driver's license", 'licencia de conducir', 'f', 'none', [20, 40]);
const keys = good(
  'keys',
  'llaves',
  'f',
  'none',
  [10, 350],
  [[''], ['Honda', 'key fob'], ['Toyota', 'key fob'], ['Nissan', 'smart key']],
);
const camera = good(
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
const glasses = good('eyeglasses', 'espejuelos', 'm', 'none', [80, 450]);
const hearing = good(
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
const bike = good('bicycle', 'bicicleta', 'f', 'bike', [120, 1600], BIKES);
const ebike = good(
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
const scooter = good(
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
const parcel = good(
  'package',
  'paquete',
  'm',
  'none',
  [25, 400],
  [[''], ['Amazon', ''], ['Chewy', ''], ['Walmart', ''], ['Shein', '']],
);
const mower = good(
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
const snowblower = good(
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
const grill = good(
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
const plants = good('planter', 'tiesto', 'm', 'none', [20, 120]);
const generator = good(
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
const console_ = good(
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
const tv = good(
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

const catalytic = good('catalytic converter', 'catalítico', 'm', 'none', [800, 2800]);
const rims = good('wheels', 'aros con gomas', 'm', 'none', [400, 2200]);
const plateScrews = good('front grille', 'parrilla', 'f', 'none', [100, 500]);
const airbag = good('airbag', 'bolsa de aire', 'f', 'tool', [400, 1500]);
const mirrorPart = good('side mirror', 'espejo lateral', 'm', 'none', [80, 450]);
const battery = good(
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
const headlights = good('headlights', 'focos', 'm', 'none', [200, 1400]);
const tailgate = good('tailgate', 'tapa trasera', 'f', 'none', [500, 1900]);
const spare = good('spare tire', 'goma de repuesto', 'f', 'none', [80, 300]);

const liquor = good(
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
const detergent = good(
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
const formula = good(
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
const cosmetics = good(
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
const razors = good(
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
const headphones = good(
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
const coins = good('coins', 'monedas', 'f', 'none', [20, 450]);
const locks = good('coin box lock', 'candado de la caja', 'm', 'none', [20, 90]);

export const GOODS = {
  from_vehicle: [
    backpack,
    backpack,
    laptop,
    phone,
    wallet,
    cash,
    purse,
    sunglasses,
    clothes,
    toolSet,
    toolBag,
    speaker,
    gym,
    stroller,
    dashcam,
    earbuds,
    shoes,
    tablet,
    documents,
    camera,
    coins,
    license,
    parcel,
  ],
  vehicle_parts: [
    catalytic,
    catalytic,
    catalytic,
    rims,
    plateScrews,
    airbag,
    mirrorPart,
    battery,
    headlights,
    tailgate,
    spare,
  ],
  from_building: [
    laptop,
    phone,
    wallet,
    purse,
    backpack,
    clothes,
    bike,
    tablet,
    earbuds,
    toolSet,
    shoes,
    parcel,
    console_,
    tv,
    headphones,
    gym,
    cash,
  ],
  shoplifting: [
    liquor,
    detergent,
    formula,
    cosmetics,
    razors,
    headphones,
    clothes,
    shoes,
    earbuds,
    toolSet,
    speaker,
    phone,
  ],
  pocket: [wallet, wallet, phone, phone, cash, license],
  purse: [purse],
  purse_content: [wallet, phone, cash, keys, license, glasses, earbuds],
  coin_machine: [coins],
  coin_machine_content: [locks],
  other: [
    bike,
    bike,
    bike,
    ebike,
    scooter,
    parcel,
    parcel,
    parcel,
    mower,
    snowblower,
    grill,
    plants,
    generator,
    toolSet,
    toolBag,
    stroller,
    speaker,
    phone,
    console_,
  ],
  lost: [
    phone,
    phone,
    wallet,
    wallet,
    keys,
    documents,
    license,
    ring,
    necklace,
    watch,
    earbuds,
    glasses,
    hearing,
    tablet,
    purse,
    backpack,
    camera,
  ],
} as const satisfies Record<string, readonly Good[]>;
