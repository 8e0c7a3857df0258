/** Place types, by code. */
export const places = {
  'places.home': 'House or apartment',
  'places.yard': 'Yard, porch or driveway',
  'places.street': 'Street or sidewalk',
  'places.parking': 'Parking lot or garage',
  'places.store': 'Store or restaurant',
  'places.work': 'Office or workplace',
  'places.school': 'School or college',
  'places.park': 'Park or playground',
  'places.transit': 'Bus, train or station',
  'places.worship': 'Place of worship',
  'places.hospital': 'Hospital or clinic',
  'places.online': 'Online or by phone',
  'places.other': 'Another place',
} as const;
