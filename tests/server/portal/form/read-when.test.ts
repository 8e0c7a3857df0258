import { describe, expect, it } from 'vitest';
import { createReader } from '#server/portal/form/field-reader.ts';
import { readWhen } from '#server/portal/form/read-when.ts';
import { textIn } from '#server/portal/site/text.ts';

const en = textIn('en');

const NOW = new Date('2026-11-24T15:00:00.000Z');

function read(fromDate: string, fromTime = '', toDate = '', toTime = '', now = NOW) {
  const reader = createReader({}, en);
  const draft = {
    'when.fromDate': fromDate,
    'when.fromTime': fromTime,
    'when.toDate': toDate,
    'when.toTime': toTime,
  };
  const frame = readWhen(draft, reader, { zone: 'America/New_York', now }, en);
  return frame ?? Object.fromEntries(reader.fieldErrors.map((one) => [one.field, one.message]));
}

describe("a report's timeframe", () => {
  it('is what was typed, converted from local time to UTC', () => {
    expect(read('2026-11-20', '20:00', '2026-11-21', '08:30')).toEqual({
      from: '2026-11-21T01:00:00.000Z',
      to: '2026-11-21T13:30:00.000Z',
    });
  });

  it('is a single moment when no end was given', () => {
    expect(read('2026-11-20', '20:00')).toEqual({ from: '2026-11-21T01:00:00.000Z', to: '2026-11-21T01:00:00.000Z' });
  });

  it('is the whole day when no time was given, but no later than now', () => {
    const [day, dayOnly] = ['2026-11-20T05:00:00.000Z', ['from', 'to']];
    expect(read('2026-11-20')).toEqual({ from: day, to: '2026-11-21T04:59:00.000Z', dayOnly });
    expect(read('2026-11-24')).toEqual({ from: '2026-11-24T05:00:00.000Z', to: NOW.toISOString(), dayOnly });
    expect(read('2026-11-20', '', '2026-11-24')).toEqual({ from: day, to: NOW.toISOString(), dayOnly });
  });

  it('covers both meanings of the hour that occurs twice', () => {
    expect(read('2026-11-01', '01:30')).toEqual({ from: '2026-11-01T05:30:00.000Z', to: '2026-11-01T06:30:00.000Z' });
  });

  it('spans the change to daylight saving time without gaining or losing an hour', () => {
    expect(read('2026-03-07', '22:00', '2026-03-08', '04:00')).toEqual({
      from: '2026-03-08T03:00:00.000Z',
      to: '2026-03-08T08:00:00.000Z',
    });
  });

  it("ends now when it ends in the repeated hour, before that hour's second pass", () => {
    const now = new Date('2026-11-01T05:45:00.000Z');
    expect(read('2026-10-31', '20:00', '2026-11-01', '01:40', now)).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      to: now.toISOString(),
    });
  });

  it('can be typed in US format when a browser has no date field', () => {
    expect(read('11/20/2026', '8:00 pm', '11/21/2026', '8:30 AM')).toEqual({
      from: '2026-11-21T01:00:00.000Z',
      to: '2026-11-21T13:30:00.000Z',
    });
    expect(read('1/5/2026', '12 a.m.', '', '')).toMatchObject({ from: '2026-01-05T05:00:00.000Z' });
  });

  it('must have a start', () => {
    expect(read('')).toEqual({ 'when.fromDate': en.t('portal-errors.fromDate') });
  });

  it('must use real days and times', () => {
    expect(read('2026-02-30', '25:00', '2026-13-01', '8')).toEqual({
      'when.fromDate': en.t('portal-errors.dateForm'),
      'when.fromTime': en.t('portal-errors.timeForm'),
      'when.toDate': en.t('portal-errors.dateForm'),
      'when.toTime': en.t('portal-errors.timeForm'),
    });
  });

  it('needs a date for its end time', () => {
    expect(read('2026-11-20', '20:00', '', '21:00')).toEqual({ 'when.toDate': en.t('portal-errors.timeWithoutDate') });
  });

  it('must not start or end in the future', () => {
    expect(read('2026-11-24', '10:01')).toEqual({ 'when.fromDate': en.t('portal-errors.future') });
    expect(read('2026-11-20', '', '2026-11-25')).toEqual({ 'when.toDate': en.t('portal-errors.future') });
    expect(read('2026-11-20', '', '2026-11-24', '10:01')).toEqual({ 'when.toDate': en.t('portal-errors.future') });
  });

  it('must not end before it starts', () => {
    expect(read('2026-11-20', '20:00', '2026-11-20', '19:59')).toEqual({ 'when.toDate': en.t('portal-errors.order') });
  });
});
