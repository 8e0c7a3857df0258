import type { ReportKind } from '#shared/domain/report.ts';

const WHO = {
  'who.forWhom': 'self',
  'who.givenName': 'Ana María',
  'who.familyName': "O'Neill-Núñez",
  'who.birthDate.month': '3',
  'who.birthDate.day': '27',
  'who.birthDate.year': '1985',
  'who.email': 'ana@example.com',
  'who.phone': '(860) 555-0123',
  'who.address': '12 Broad St, Hartford, CT 06106',
  'who.preferredContact': 'email',
  'who.bestTime': 'weekdays after 5 pm',
  'who.safeContact.no_calls': 'yes',
  'who.interpreter': 'Portuguese',
  'who.language': 'en',
};

const INCIDENT = {
  'when.fromDate': '2026-11-20',
  'when.fromTime': '20:00',
  'when.toDate': '2026-11-21',
  'when.toTime': '08:30',
  'where.address': '250 Main St',
  'where.unit': '2B',
  'where.city': 'Hartford',
  'where.placeType': 'parking',
  how: 'I parked it at eight.\r\nIn the morning it was gone. ¿Qué más? 🚲',
};

const ITEM = {
  'items.0.type': 'Bicycle',
  'items.0.brand': 'Trek',
  'items.0.model': 'FX 2',
  'items.0.serialNumber': 'WTU123 456',
  'items.0.color': 'blue',
  'items.0.marks': 'sticker "Ana" on the frame',
  'items.0.value': '$1,249.99',
};

/** What a person enters in the form for each kind; the hidden fields come from the page. */
export const FILLED: Record<ReportKind, Record<string, string>> = {
  vandalism: { ...WHO, ...INCIDENT, ...ITEM },
  larceny: {
    ...WHO,
    ...INCIDENT,
    ...ITEM,
    offense: 'larceny_other',
    'items.1.type': 'Helmet',
    'items.1.value': '40',
    'who.forWhom': 'other',
    'who.actsFor.name': 'Hartford Bikes LLC',
    'who.actsFor.relation': 'manager',
  },
  lost_property: { ...WHO, ...INCIDENT, ...ITEM },
  fraud: {
    ...WHO,
    ...INCIDENT,
    offense: 'fraud_card',
    'fraud.accountKind': 'credit card',
    'fraud.amount': '310.5',
    'fraud.discovered': 'an alert from the bank',
    'fraud.bankInformed': 'yes',
  },
};
