import type { FactGroup } from '#shared/domain/fact-fields.ts';
import { allFields, type Told, valueIn } from '#shared/domain/fact-paths.ts';
import type { RmsPackage } from '#shared/domain/rms-package.ts';
import { isDayOnly, TIMEFRAME_ENDS, type Timeframe, type TimeframeEnd } from '#shared/domain/timeframe.ts';

export const NAMESPACE = 'urn:p2c-review:rms:1';

type Value = string | number | boolean | null;
type Node = string;

/** A package as XML that conforms to resources/rms/p2c-report-1.xsd. Unknown values are left out. */
export function toXml(given: RmsPackage): string {
  const { who, where, fraud } = given;
  const body = [
    leaf('trackingNumber', given.trackingNumber),
    leaf('caseNumber', given.caseNumber),
    node('agency', leaf('name', given.agency.name), leaf('state', given.agency.state)),
    leaf('kind', given.reportKind),
    leaf('receivedAt', given.receivedAt),
    leaf('decidedAt', given.decidedAt),
    leaf('decidedBy', given.decidedBy === '' ? null : given.decidedBy),
    leaf('cause', given.cause === '' ? null : given.cause),
    node(
      'offense',
      leaf('code', given.offense.code),
      leaf('title', given.offense.title),
      leaf('nibrs', given.offense.nibrs),
    ),
    node('when', ...TIMEFRAME_ENDS.map((end) => endOf(given.when, end))),
    node(
      'where',
      ...leaves('where', where),
      leaf('placeTypeOther', where.placeType === 'other' ? (where.placeTypeOther ?? null) : null),
      leaf('latitude', where.point?.lat ?? null),
      leaf('longitude', where.point?.lon ?? null),
    ),
    node(
      'person',
      ...leaves('who', who),
      who.actsFor === null
        ? ''
        : node('actsFor', leaf('name', who.actsFor.name), leaf('relation', who.actsFor.relation)),
    ),
    node('items', ...given.items.map((item) => node('item', ...leaves('items', item)))),
    fraud === null ? '' : node('fraud', ...leaves('fraud', fraud)),
    leaf('narrative', given.how),
    node(
      'attachments',
      ...given.attachments.map((one) =>
        node(
          'attachment',
          leaf('id', one.id),
          leaf('name', one.name),
          leaf('mediaType', one.mediaType),
          leaf('bytes', one.bytes),
          leaf('sha256', one.sha256),
        ),
      ),
    ),
    node(
      'corrections',
      ...given.corrections.map((one) =>
        node(
          'correction',
          leaf('field', one.field),
          leaf('value', one.value === null ? '' : String(one.value)),
          leaf('why', one.why),
          leaf('by', one.by.displayName),
          leaf('at', one.at),
        ),
      ),
    ),
  ].join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<report xmlns="${NAMESPACE}" packageId="${given.packageId}" kind="${given.kind}">${body}</report>\n`;
}

/** Returns one element for each single-value field of a group of facts. */
function leaves(group: FactGroup, told: Told): Node[] {
  return allFields(group).map(([name, { inPackage }]) => (inPackage === false ? '' : leaf(name, valueIn(told, name))));
}

function endOf(when: Timeframe, end: TimeframeEnd): Node {
  return `<${end}${isDayOnly(when, end) ? ' dayOnly="true"' : ''}>${escaped(when[end])}</${end}>`;
}

function node(name: string, ...inner: Node[]): Node {
  return `<${name}>${inner.join('')}</${name}>`;
}

function leaf(name: string, value: Value): Node {
  return value === null ? '' : `<${name}>${escaped(String(value))}</${name}>`;
}

/**
 * Characters that XML 1.0 can't represent become the replacement character, so that readers can see that something is
 * missing.
 */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>\r]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
