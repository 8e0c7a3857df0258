import type { places as english } from '../en/places.ts';

export const places: Readonly<Record<keyof typeof english, string>> = {
  'places.home': 'Casa o apartamento',
  'places.yard': 'Patio, porche o entrada',
  'places.street': 'Calle o acera',
  'places.parking': 'Estacionamiento o garaje',
  'places.store': 'Tienda o restaurante',
  'places.work': 'Oficina o lugar de trabajo',
  'places.school': 'Escuela o universidad',
  'places.park': 'Parque o área de juegos',
  'places.transit': 'Autobús, tren o estación',
  'places.worship': 'Lugar de culto',
  'places.hospital': 'Hospital o clínica',
  'places.online': 'Por internet o por teléfono',
  'places.other': 'Otro lugar',
};
