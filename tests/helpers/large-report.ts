import { trackingNumber } from '#shared/domain/ids.ts';
import { MOST_ITEMS } from '#shared/domain/incident.ts';
import { LONGEST_NARRATIVE, type Report } from '#shared/domain/report.ts';
import { anItem, aReport } from './builders.ts';

const SENTENCE =
  'My neighbor saw a man in a blue jacket get into a white Honda; 📷 la tienda tiene cámaras. سُرقت دراجتي من أمام البيت 🚲. It was gone in the morning. ';
/** The street name in these reports, so that a search finds them. */
export const LARGEST_STREET = 'Largest Avenue';

/**
 * Returns a report of the maximum size: a narrative of 50,000 characters in three scripts, 200 items, 40 photos,
 * right-to-left names, and no location on the map.
 */
export function aLargeReport(nth: number): Report {
  const serial = 390_000 + nth;
  const file = (at: number) => `0195706f-0000-7000-8001-${String(nth * 100 + at).padStart(12, '0')}`;
  return aReport({
    serial,
    trackingNumber: trackingNumber(2026, serial),
    attachments: Array.from({ length: 40 }, (_, at) => ({
      id: file(at),
      name: `IMG_${at} ${'très long nom '.repeat(8)}.jpg`,
      mediaType: 'image/jpeg',
      bytes: 3_400_000,
      sha256: '0'.repeat(64),
      receivedAt: null,
      view: { mediaType: 'image/jpeg', bytes: 420_000, sha256: '1'.repeat(64), width: 1600, height: 1200 },
    })),
    facts: {
      how: SENTENCE.repeat(Math.ceil(LONGEST_NARRATIVE / SENTENCE.length)).slice(0, LONGEST_NARRATIVE),
      items: Array.from({ length: MOST_ITEMS }, (_, at) =>
        anItem({ type: `Item ${at} – دراجة`, serialNumber: at % 3 === 0 ? null : `WTU${at}` }),
      ),
      who: { givenName: 'مريم', familyName: 'عبد الرحمن الأنصاري', email: `large${nth}@example.org` },
      where: { address: `${nth + 1} ${LARGEST_STREET}`, point: null },
    },
  });
}
