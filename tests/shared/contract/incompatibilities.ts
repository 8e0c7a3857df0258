import { z } from 'zod';
import type { Endpoint } from '#shared/endpoint.ts';
import { checkerOf, type Schema } from '../../helpers/open-api.ts';
import { type ContractRecord, leastRequest, outsideOf, PARTS, type Rows, recordOf } from './record.ts';

type Recorded = ContractRecord['endpoints'][string];

/**
 * Returns what a recorded release and a contract would misunderstand about each other, whether the desk or the server
 * is the older one. Empty if they understand each other in both cases.
 */
export function incompatibilitiesBetween(record: ContractRecord, rows: Rows): string[] {
  const known = Object.entries(rows).filter(([name]) => Object.hasOwn(record.endpoints, name));
  const now = recordOf(Object.fromEntries(known), 'now', 0);
  const checker = checkerOf(record.schemas);
  const compiled = new Map<Schema, ReturnType<typeof checker.compile>>();
  const check: Check = (schema, value, what) => {
    const isValid = compiled.get(schema) ?? checker.compile(schema);
    compiled.set(schema, isValid);
    if (isValid(value)) return [];
    const [first] = issue.array().parse(isValid.errors);
    return [`${what}: ${first?.instancePath} ${first?.message} ${JSON.stringify(first?.params)}`];
  };
  return Object.entries(record.endpoints).flatMap(([name, before]) => {
    const row = rows[name];
    const today = now.endpoints[name];
    if (row === undefined || today === undefined) return [`${name} is gone`];
    return [
      ...outside(before, row),
      ...PARTS.flatMap((part) => [requestsBefore(before, row, part), requestsNow(before, row, part, check)].flat()),
      ...answersBefore(before, row),
      ...answersNow(before, today, check),
    ].map((fault) => `${name}: ${fault}`);
  });
}

function outside(before: Recorded, row: Endpoint): string[] {
  const { asked, status, answers, callers } = outsideOf(row);
  const lost = before.callers.filter((one) => !callers.includes(one));
  return [
    ...(asked === before.asked ? [] : [`was ${before.asked}`]),
    ...(status === before.status && answers === before.answers ? [] : ['has another kind of answer']),
    ...lost.map((one) => `${one} may no longer call it`),
  ];
}

/** Returns what goes wrong when an old desk sends a request to today's server. */
function requestsBefore(before: Recorded, row: Endpoint, part: (typeof PARTS)[number]): string[] {
  const schema = row[part];
  return (before[part]?.values ?? []).flatMap((value) => {
    if (schema === undefined) return Object.keys(Object(value)).length === 0 ? [] : [`takes no ${part} anymore`];
    const parsed = schema.safeParse(value);
    if (!parsed.success) return [`refuses an old desk's ${part}: ${whatOf(parsed.error)}`];
    const lost = Object.keys(Object(value)).filter((key) => !Object.hasOwn(Object(parsed.data), key));
    return lost.map((key) => `ignores an old desk's ${part} ${key}`);
  });
}

/** Returns what goes wrong when today's desk sends only the required parts of a request to an old server. */
function requestsNow(before: Recorded, row: Endpoint, part: (typeof PARTS)[number], check: Check): string[] {
  if (row[part] === undefined) return [];
  if (before[part] === undefined) {
    const least = Object.keys(Object(leastRequest(row, part)));
    return least.length === 0 ? [] : [`now needs ${part}: ${least.join()}`];
  }
  if (part === 'body')
    return check(before.body?.schema ?? {}, leastRequest(row, part), "an old server refuses today's body");
  // In addresses and headers everything is text, so only names are compared.
  const known = Object.keys(Object(before[part].schema['properties']));
  const added = Object.keys(Object(leastRequest(row, part))).filter((key) => !known.includes(key));
  return added.map((key) => `an old server doesn't know today's ${part} ${key}`);
}

/** Returns what goes wrong when today's desk reads the response of an old server. */
const answersBefore = (before: Recorded, row: Endpoint): string[] =>
  (before.response?.values ?? []).flatMap((value) => {
    const parsed = row.response.safeParse(value);
    return parsed.success ? [] : [`today's desk can't read an old answer: ${whatOf(parsed.error)}`];
  });

/** Returns what goes wrong when an old desk reads the response of today's server. */
const answersNow = (before: Recorded, today: Recorded, check: Check): string[] =>
  (today.response?.values ?? []).flatMap((value) =>
    check(before.response?.schema ?? {}, value, "an old desk can't read today's answer"),
  );

const issue = z.object({ instancePath: z.string(), message: z.string(), params: z.unknown() });
const whatOf = ({ issues: [first] }: z.ZodError): string => `${first?.path.join('.')} ${first?.message}`;
type Check = (schema: Schema, value: unknown, what: string) => string[];
