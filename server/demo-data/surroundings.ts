/** A phrase in English and in Spanish. */
export type Both = readonly [english: string, spanish: string];

export const COLORS: readonly Both[] = [
  ['black', 'negro'],
  ['white', 'blanco'],
  ['gray', 'gris'],
  ['silver', 'plateado'],
  ['blue', 'azul'],
  ['red', 'rojo'],
  ['green', 'verde'],
  ['brown', 'marrón'],
  ['gold', 'dorado'],
  ['pink', 'rosado'],
];

export const VEHICLES = [
  ['Honda', 'Civic', 'Accord', 'CR-V', 'Odyssey'],
  ['Toyota', 'Corolla', 'Camry', 'RAV4', 'Sienna', 'Prius'],
  ['Nissan', 'Altima', 'Sentra', 'Rogue'],
  ['Hyundai', 'Elantra', 'Sonata', 'Tucson'],
  ['Kia', 'Forte', 'Optima', 'Sportage', 'Soul'],
  ['Ford', 'Focus', 'Escape', 'F-150', 'Explorer'],
  ['Chevrolet', 'Malibu', 'Equinox', 'Silverado'],
  ['Subaru', 'Forester', 'Outback', 'Impreza'],
  ['Jeep', 'Cherokee', 'Wrangler'],
  ['Volkswagen', 'Jetta', 'Passat'],
  ['BMW', '328i', 'X3'],
  ['Acura', 'TLX', 'MDX'],
] as const;

/** What was damaged and how, in both languages. */
export const VEHICLE_DAMAGE: readonly Both[] = [
  ['a long scratch down the side', 'un rayazo largo en el lado'],
  ['a smashed windshield', 'el cristal de alante roto'],
  ['a broken rear window', 'el cristal de atrás roto'],
  ['a broken side mirror', 'un espejo roto'],
  ['four flat tires, all cut', 'las cuatro gomas cortadas'],
  ['two slashed tires', 'dos gomas picadas'],
  ['a big dent in the door', 'un golpe grande en la puerta'],
  ['a dent in the hood', 'un golpe en el bonete'],
  ['a broken tail light', 'una luz trasera rota'],
  ['paint thrown all over it', 'pintura por todos lados'],
  ['a bent antenna and a broken wiper', 'la antena doblada y un limpiaparabrisas roto'],
  ['key marks on both doors', 'marcas de llave en las dos puertas'],
];
export const HOME_TARGETS: readonly Both[] = [
  ['the front window', 'la ventana del frente'],
  ['the front door', 'la puerta del frente'],
  ['the fence', 'la verja'],
  ['the mailbox', 'el buzón'],
  ['the garage door', 'la puerta del garaje'],
  ['the porch railing', 'la baranda del balcón'],
  ['the basement window', 'la ventana del sótano'],
  ['the glass door of the store', 'la puerta de cristal de la tienda'],
  ['the back gate', 'el portón de atrás'],
  ['the light by the entrance', 'la lámpara de la entrada'],
];
export const HOME_DAMAGE: readonly Both[] = [
  ['a hole the size of a fist', 'un hueco del tamaño de un puño'],
  ['cracks all over', 'grietas por todos lados'],
  ['a big dent', 'una abolladura grande'],
  ['broken pieces everywhere', 'pedazos rotos por todas partes'],
  ['egg and dirt', 'huevo y sucio'],
  ['damage from a rock', 'daños de una piedra'],
  ['marks as if it was kicked', 'marcas de patadas'],
  ['two broken panels', 'dos paneles rotos'],
];
export const GRAFFITI_TARGETS: readonly Both[] = [
  ['the side wall', 'la pared del lado'],
  ['the garage door', 'la puerta del garaje'],
  ['the shutter', 'la cortina de metal'],
  ['the fence', 'la verja'],
  ['the back of the building', 'la parte de atrás del edificio'],
  ['the dumpster enclosure', 'el área de los zafacones'],
];
export const GRAFFITI_DAMAGE: readonly Both[] = [
  ['black spray paint', 'pintura negra de aerosol'],
  ['silver tags', 'firmas plateadas'],
  ['blue and white letters', 'letras azules y blancas'],
  ['red paint', 'pintura roja'],
  ['marker scribbles', 'rayas de marcador'],
];

export const BANKS = [
  'Liberty Bank',
  'Webster Bank',
  'Bank of America',
  'Chase',
  'TD Bank',
  'Citizens',
  'Key Bank',
  'Peoples Bank',
  'Capital One',
  'Navy Federal',
] as const;
export const ACCOUNTS: readonly Both[] = [
  ['a credit card', 'una tarjeta de crédito'],
  ['a cell phone account', 'una cuenta de celular'],
  ['a car loan', 'un préstamo de carro'],
  ['a personal loan', 'un préstamo personal'],
  ['an electric account', 'una cuenta de luz'],
  ['an unemployment claim', 'un reclamo de desempleo'],
  ['a bank account', 'una cuenta de banco'],
  ['a store card', 'una tarjeta de tienda'],
  ['a tax return', 'una planilla de impuestos'],
];
