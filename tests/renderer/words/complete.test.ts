import { readdirSync, readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, test } from 'vitest';
import { AUDIT_ACTIONS } from '#server/audit/catalog.ts';
import { AUDIT_WHYS } from '#shared/audit-why.ts';
import { act } from '#shared/domain/act.ts';
import { FACT_FIELDS, type FactGroup } from '#shared/domain/fact-fields.ts';
import { allFields } from '#shared/domain/fact-paths.ts';
import { historyEvent } from '#shared/domain/history-event.ts';
import { fraudFacts, item, place, point } from '#shared/domain/incident.ts';
import { PLACE_TYPES } from '#shared/domain/place-type.ts';
import { facts, person } from '#shared/domain/report.ts';
import { SEARCH_FIELDS } from '#shared/domain/search.ts';
import { timeframe } from '#shared/domain/timeframe.ts';
import { VIEWS } from '#shared/domain/views.ts';
import { errorDetail } from '#shared/error-detail.ts';
import { ERROR_CODES } from '#shared/errors.ts';
import { fieldDetail } from '#shared/field-error.ts';
import { updateState } from '#shared/ipc-shapes.ts';
import { HINT_CODES, NAMING_CODES, RULE_OF_HINT } from '#shared/screening/hint.ts';
import { FACTOR_CODES } from '#shared/screening/solvability.ts';
import { desk } from '#shared/words/en/desk.ts';
import p2cModel from '../../../resources/link/p2c.json' with { type: 'json' };

type Node = { type: string; start: number; [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
const FILES = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('words/'))
  .map((file) => `renderer/${file}`);
const trees = FILES.map((file) => {
  const text = readFileSync(file, 'utf8');
  return { file, text, tree: parseAst(text, { lang: 'tsx' }) as unknown as Node };
});
/** Every name that may appear in a path into the facts or an act. */
const FIELD_NAMES = [
  facts,
  person,
  person.shape.actsFor.unwrap(),
  item,
  fraudFacts,
  timeframe,
  place,
  point,
  ...act.options,
].flatMap(({ shape }) => Object.keys(shape));
/** Events whose cause has its own wording in the list of decisions. */
const CAUSES = [
  'escalated',
  'noted',
  'no_answer_needed',
  'message_sent',
  'appeal_upheld',
  'appeal_granted',
  'appeal_upheld_alone',
  'appeal_granted_alone',
];
/** Messages that are looked up by the code of a hint, an error or an event, or are named in the fact table. */
const FACTS = (Object.keys(FACT_FIELDS) as FactGroup[]).flatMap(allFields).map(([, field]) => field);
const SAID = new Set([
  ...ERROR_CODES.map((code) => `errors.${code}`),
  ...codesOf(errorDetail).map((code) => `errors.detail.${String(code)}`),
  ...updateState.shape.problem.unwrap().options.map((code) => `errors.update.${code}`),
  ...codesOf(fieldDetail).map((code) => `field-errors.${String(code)}`),
  ...HINT_CODES.flatMap((code) => [`hints.${code}`, `hints.word.${code}`]),
  ...NAMING_CODES.map((code) => `hints.name.${code}`),
  ...Object.values(RULE_OF_HINT).map((rule) => `hints.rule.${rule}`),
  ...FACTOR_CODES.map((code) => `hints.factor.${code}`),
  ...FACTS.flatMap(({ desk: line }) => (line === undefined ? [] : [line.term])),
  ...FACTS.flatMap((field) =>
    field.kind === 'choice' || field.kind === 'several' ? Object.values(field.choices) : [],
  ).map((one) => one.desk),
  ...Object.values(VIEWS).map(({ id }) => `views.${id}`),
  ...FIELD_NAMES.map((name) => `fields.${name}`),
  ...SEARCH_FIELDS.map((field) => `search.field.${field}`),
  'search.unknown_field',
  'search.not_a_date',
  'search.nothing_to_find',
  'search.only_words_left_out',
  'reasons.prior.prior',
  'reasons.rivals.rivals',
  ...p2cModel.comparisons.flatMap(({ name, levels }) =>
    levels.map((level) => `reasons.${name}.${level.name.replace(/_\d+$/, '')}`),
  ),
  ...codesOf(historyEvent).map((code) => `history.${String(code)}`),
  ...PLACE_TYPES.map((code) => `places.${code}`),
  ...CAUSES.map((code) => `history.cause.${code}`),
  ...Object.keys(AUDIT_ACTIONS).map((code) => `audit-log.did.${code}`),
  ...AUDIT_WHYS.map((why) => `audit-log.why.${why}`),
]);
/** Returns the codes of a union of codes and the names they stand for. */
function codesOf(union: {
  options: readonly { shape: { code: { values: ReadonlySet<unknown> } | { options: readonly unknown[] } } }[];
}) {
  return union.options.flatMap(({ shape: { code } }) => ('values' in code ? [...code.values] : [...code.options]));
}

/** Attributes that users read or hear. */
const HEARD =
  /^(title|aria-label|aria-description|label|term|textValue|lead|placeholder|description|none|subtitle|words|alt|name)$/;
/** Names of keys and of the product, input examples, and the languages' own names. */
const ANY_LANGUAGE =
  /^(P2C Review|NIBRS|Ctrl.*|Enter|Esc|Page [↓↑]|Home|End|[AB],?|Officer Rivera|rivera|T26-004812-7|English|Español)$/;

function visit(node: unknown, see: (node: Node, above: readonly Node[]) => boolean, above: readonly Node[] = []): void {
  if (Array.isArray(node)) for (const one of node) visit(one, see, above);
  if (!isNode(node) || Array.isArray(node) || !see(node, above)) return;
  for (const [key, value] of Object.entries(node)) if (key !== 'type') visit(value, see, [...above, node]);
}
const calls = (node: Node, names: RegExp): boolean =>
  node.type === 'CallExpression' && isNode(node['callee']) && names.test(String(node['callee']['name']));

describe('the text of the window', () => {
  test('no displayed text is in English only', () => {
    const bare: string[] = [];
    for (const { file, text, tree } of trees) {
      visit(tree, (node, above) => {
        if (calls(node, /^(t|rich)$/)) return false;
        const parent = above.at(-1);
        const value = String(node['value']).trim();
        const attribute =
          parent?.type === 'JSXAttribute' && isNode(parent['name']) ? String(parent['name']['name']) : null;
        const shown =
          node.type === 'JSXText' ||
          (node.type === 'Literal' && attribute !== null && HEARD.test(attribute) && /\s|^\p{Lu}/u.test(value)) ||
          // A sentence counts wherever it appears.
          (node.type === 'Literal' && /^\p{Lu}\p{Ll}*(?: \p{L}[\p{L}’'-]*){2,}/u.test(value));
        if (shown && /\p{L}/u.test(value) && !ANY_LANGUAGE.test(value)) {
          bare.push(`${file}:${text.slice(0, node.start).split('\n').length} ${value}`);
        }
        return true;
      });
    }
    // This message is for developers, before there is a window.
    expect(bare.filter((one) => !one.includes('index.html has no'))).toEqual([]);
  });

  test('every catalog message is used', () => {
    const used = new Set<string>();
    for (const { tree } of trees) {
      visit(tree, (node) => {
        if (calls(node, /^(t|rich)$/))
          visit(node['arguments'], (inner) => {
            if (inner.type === 'Literal') used.add(String(inner['value']));
            return true;
          });
        return true;
      });
    }
    const unused = Object.keys(desk).filter((key) => !used.has(key) && !SAID.has(key));
    expect(unused).toEqual([]);
  });
});

test('every field that a path can name has its words', () => {
  expect(FIELD_NAMES.length).toBeGreaterThan(50);
  expect(FIELD_NAMES.filter((name) => !Object.hasOwn(desk, `fields.${name}`))).toEqual([]);
});

test('every reason in the audit log has its words', () => {
  expect(AUDIT_WHYS.filter((why) => !Object.hasOwn(desk, `audit-log.why.${why}`))).toEqual([]);
});

test('every event of the audit log has its words', () => {
  expect(Object.keys(AUDIT_ACTIONS).filter((code) => !Object.hasOwn(desk, `audit-log.did.${code}`))).toEqual([]);
});
