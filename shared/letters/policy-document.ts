import { type Policy, policy } from '../domain/policy.ts';
import { type FieldError, fieldErrors, plainFault } from '../field-error.ts';
import { policyFaults } from './policy-faults.ts';

/** A policy without the fields that publishing adds. */
export type PolicyDocument = Omit<Policy, 'version' | 'publishedAt'>;

export const documentOf = ({ version: _version, publishedAt: _publishedAt, ...document }: Policy): PolicyDocument =>
  document;

/** Maximum length of a draft's JSON text in characters; an agency's initial policy has 60,000. */
export const LONGEST_DOCUMENT = 300_000;
/** Maximum nesting depth of a draft; a policy has seven levels. */
const DEEPEST = 12;

/**
 * Reads a draft's JSON text, which may be half-finished; null when it isn't an object in JSON, or is nested deeper than
 * any policy.
 */
export function readDocument(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && isShallow(value, DEEPEST) ? value : null;
  } catch {
    return null;
  }
}

/**
 * Checks a draft's document: first its format, then for problems that would otherwise surface only once the policy is
 * in force.
 */
export function checkDocument(
  document: unknown,
  at: Pick<Policy, 'version' | 'publishedAt'>,
): { policy: Policy; faults: [] } | { policy: null; faults: FieldError[] } {
  if (!isObject(document)) return { policy: null, faults: [plainFault('', 'not_json')] };
  const parsed = policy.safeParse({ ...document, ...at });
  const faults = parsed.success ? policyFaults(parsed.data) : fieldErrors(parsed.error);
  return parsed.success && faults.length === 0 ? { policy: parsed.data, faults: [] } : { policy: null, faults };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function isShallow(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}
