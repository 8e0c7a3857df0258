import type { ReportKind } from '#shared/domain/report.ts';
import { GOODS } from './goods/by-scene.ts';
import type { Good } from './goods/good.ts';
import type { Plan } from './grammar.ts';
import * as larceny from './words/english-larceny.ts';
import * as other from './words/english-other.ts';
import * as spanish from './words/spanish-scenes.ts';

/** A kind of incident, with everything needed to describe it. */
export type Scene = {
  code: string;
  kind: ReportKind;
  offenseCode: string;
  /** Offense titles that someone who is unsure may choose instead. */
  otherTitles: readonly string[];
  weight: number;
  english: Plan;
  spanish: Plan;
  goods: readonly Good[];
  moreGoods: readonly Good[];
  /** Maximum number of items in the report. */
  most: number;
  placeTypes: readonly string[];
  subject: 'vehicle' | 'home' | 'graffiti' | 'thing' | 'account' | 'money';
};

const STREET = ['Street', 'Street', 'Street', 'Parking lot', 'Parking garage', 'Driveway'];
const PUBLIC = ['Store', 'Restaurant', 'Bus', 'Park', 'Bar', 'Bus stop'];

const scene = (all: Omit<Scene, 'goods' | 'moreGoods' | 'most'> & Partial<Scene>): Scene => ({
  goods: [],
  moreGoods: [],
  most: 0,
  ...all,
});

/**
 * Weights are percent of all reports: larceny 70, lost property 12, vandalism 12, fraud 6. San Francisco's online reports
 * of December 2018 were 80, 11, 8 and under 1. Fraud is weighted higher because Hartford lists it as a separate kind and
 * identity theft has grown since; vandalism is weighted higher so that there are enough reports of each kind for practice
 * and measurements.
 */
export const SCENES: readonly Scene[] = [
  scene({
    code: 'from_vehicle',
    kind: 'larceny',
    offenseCode: 'larceny_from_vehicle',
    otherTitles: ['larceny_other', 'larceny_vehicle_parts', 'property_damage'],
    weight: 27,
    english: larceny.fromVehicle,
    spanish: spanish.fromVehicle,
    goods: GOODS.from_vehicle,
    moreGoods: GOODS.from_vehicle,
    most: 4,
    placeTypes: STREET,
    subject: 'vehicle',
  }),
  scene({
    code: 'vehicle_parts',
    kind: 'larceny',
    offenseCode: 'larceny_vehicle_parts',
    otherTitles: ['larceny_from_vehicle', 'larceny_other', 'property_damage'],
    weight: 9,
    english: larceny.vehicleParts,
    spanish: spanish.vehicleParts,
    goods: GOODS.vehicle_parts,
    most: 1,
    placeTypes: STREET,
    subject: 'vehicle',
  }),
  scene({
    code: 'other',
    kind: 'larceny',
    offenseCode: 'larceny_other',
    otherTitles: ['larceny_from_building'],
    weight: 16,
    english: larceny.otherTheft,
    spanish: spanish.otherTheft,
    goods: GOODS.other,
    moreGoods: GOODS.other,
    most: 2,
    placeTypes: ['Residence', 'Residence', 'Porch', 'Yard', 'Sidewalk', 'Construction site'],
    subject: 'thing',
  }),
  scene({
    code: 'from_building',
    kind: 'larceny',
    offenseCode: 'larceny_from_building',
    otherTitles: ['larceny_other'],
    weight: 8,
    english: larceny.fromBuilding,
    spanish: spanish.fromBuilding,
    goods: GOODS.from_building,
    moreGoods: GOODS.from_building,
    most: 3,
    placeTypes: ['Apartment building', 'Office', 'Gym', 'School', 'Hospital', 'Hotel'],
    subject: 'thing',
  }),
  scene({
    code: 'shoplifting',
    kind: 'larceny',
    offenseCode: 'larceny_shoplifting',
    otherTitles: ['larceny_from_building', 'larceny_other'],
    weight: 4.5,
    english: larceny.shoplifting,
    spanish: spanish.shoplifting,
    goods: GOODS.shoplifting,
    moreGoods: GOODS.shoplifting,
    most: 4,
    placeTypes: ['Store'],
    subject: 'thing',
  }),
  scene({
    code: 'pocket',
    kind: 'larceny',
    offenseCode: 'larceny_pocket_picking',
    otherTitles: ['larceny_other', 'lost_property'],
    weight: 2.8,
    english: larceny.pocketPicking,
    spanish: spanish.pocketPicking,
    goods: GOODS.pocket,
    moreGoods: GOODS.purse_content,
    most: 2,
    placeTypes: PUBLIC,
    subject: 'thing',
  }),
  scene({
    code: 'purse',
    kind: 'larceny',
    offenseCode: 'larceny_purse_snatching',
    otherTitles: ['larceny_other', 'larceny_pocket_picking'],
    weight: 2,
    english: larceny.purse,
    spanish: spanish.purse,
    goods: GOODS.purse,
    moreGoods: GOODS.purse_content,
    most: 4,
    placeTypes: PUBLIC,
    subject: 'thing',
  }),
  scene({
    code: 'coin_machine',
    kind: 'larceny',
    offenseCode: 'larceny_coin_machine',
    otherTitles: ['larceny_from_building'],
    weight: 0.7,
    english: larceny.coinMachine,
    spanish: spanish.coinMachine,
    goods: GOODS.coin_machine,
    moreGoods: GOODS.coin_machine_content,
    most: 2,
    placeTypes: ['Laundromat', 'Apartment building', 'Gas station'],
    subject: 'thing',
  }),
  scene({
    code: 'lost',
    kind: 'lost_property',
    offenseCode: 'lost_property',
    otherTitles: ['larceny_other', 'larceny_pocket_picking'],
    weight: 12,
    english: other.lost,
    spanish: spanish.lost,
    goods: GOODS.lost,
    moreGoods: GOODS.purse_content,
    most: 2,
    placeTypes: [...PUBLIC, 'Street', 'Taxi'],
    subject: 'thing',
  }),
  scene({
    code: 'damaged_vehicle',
    kind: 'vandalism',
    offenseCode: 'property_damage',
    otherTitles: ['larceny_from_vehicle'],
    weight: 7,
    english: other.damagedVehicle,
    spanish: spanish.damagedVehicle,
    placeTypes: STREET,
    subject: 'vehicle',
  }),
  scene({
    code: 'damaged_home',
    kind: 'vandalism',
    offenseCode: 'property_damage',
    otherTitles: ['larceny_other'],
    weight: 3.4,
    english: other.damagedHome,
    spanish: spanish.damagedHome,
    placeTypes: ['Residence', 'Apartment building', 'Store', 'Church'],
    subject: 'home',
  }),
  scene({
    code: 'graffiti',
    kind: 'vandalism',
    offenseCode: 'property_damage',
    otherTitles: ['larceny_other'],
    weight: 1.6,
    english: other.graffiti,
    spanish: spanish.graffiti,
    placeTypes: ['Store', 'Apartment building', 'School', 'Garage'],
    subject: 'graffiti',
  }),
  scene({
    code: 'identity',
    kind: 'fraud',
    offenseCode: 'fraud_identity_theft',
    otherTitles: ['fraud_impersonation', 'fraud_card'],
    weight: 2.3,
    english: other.identity,
    spanish: spanish.identity,
    placeTypes: ['Residence', 'Online'],
    subject: 'account',
  }),
  scene({
    code: 'card',
    kind: 'fraud',
    offenseCode: 'fraud_card',
    otherTitles: ['fraud_identity_theft', 'fraud_wire'],
    weight: 2,
    english: other.card,
    spanish: spanish.card,
    placeTypes: ['Residence', 'Online', 'Store', 'Bank'],
    subject: 'money',
  }),
  scene({
    code: 'swindle',
    kind: 'fraud',
    offenseCode: 'fraud_swindle',
    otherTitles: ['fraud_wire', 'fraud_impersonation'],
    weight: 0.9,
    english: other.swindle,
    spanish: spanish.swindle,
    placeTypes: ['Residence', 'Online'],
    subject: 'money',
  }),
  scene({
    code: 'wire',
    kind: 'fraud',
    offenseCode: 'fraud_wire',
    otherTitles: ['fraud_swindle'],
    weight: 0.5,
    english: other.swindle,
    spanish: spanish.swindle,
    placeTypes: ['Residence', 'Online'],
    subject: 'money',
  }),
  scene({
    code: 'impersonation',
    kind: 'fraud',
    offenseCode: 'fraud_impersonation',
    otherTitles: ['fraud_identity_theft'],
    weight: 0.3,
    english: other.identity,
    spanish: spanish.identity,
    placeTypes: ['Residence'],
    subject: 'account',
  }),
];

/** The kind of report that an offense title belongs to. */
export function kindOfTitle(offenseCode: string): ReportKind {
  if (offenseCode === 'property_damage') return 'vandalism';
  if (offenseCode === 'lost_property') return 'lost_property';
  return offenseCode.startsWith('fraud') ? 'fraud' : 'larceny';
}
