import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { AppError } from '#shared/errors.ts';
import { isOnlyAdministrators } from './only-administrators.ts';
import { readRegistry } from './read-registry.ts';
import { fromRegistry } from './registry.ts';
import { type ManagedSettings, managedSettings, PLACES } from './table.ts';

export type ManagedSource = { kind: 'file' | 'preferences' | 'registry'; place: string };

/** Returns where a platform keeps the settings that only administrators can write. */
export function managedSource(platform: NodeJS.Platform): ManagedSource {
  const kind = platform === 'win32' ? 'registry' : platform === 'darwin' ? 'preferences' : 'file';
  return { kind, place: PLACES[kind] };
}

/**
 * Reads the managed settings; an empty object if there are none.
 * @throws AppError invalid_request with the file or registry key, and for a file the line, also if they exist and can't
 * be read. Never falls back to a default: another server would receive the officers' passwords.
 */
export function readManaged(source: ManagedSource, registry = readRegistry): ManagedSettings {
  const { kind, place } = source;
  const text = textOf(source, registry);
  if (text === null) return {};
  const given = kind === 'registry' ? fromRegistry(text) : parse(text, place);
  const parsed = managedSettings.safeParse(given);
  if (parsed.success) return parsed.data;
  const [field = ''] = wrongNames(given);
  throw wrong({ place, field, line: kind === 'file' ? lineOf(text, text.indexOf(`"${field}"`)) : null });
}

function textOf({ kind, place }: ManagedSource, registry: typeof readRegistry): string | null {
  try {
    return kind === 'registry' ? registry(place) : kind === 'preferences' ? plistText(place) : fileText(place);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('invalid_request', {
      cause,
      detail: { code: 'managed_settings_unreadable', params: { path: place } },
    });
  }
}

/**
 * Returns the names of settings that are unknown or invalid; an empty name if `given` is not a settings object at all.
 */
export function wrongNames(given: unknown): string[] {
  const issues = managedSettings.safeParse(given).error?.issues ?? [];
  const names = issues.flatMap((one) => (one.code === 'unrecognized_keys' ? one.keys : [String(one.path[0] ?? '')]));
  return [...new Set(names)];
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong({ place, field: '', line: lineOfSyntax(text, error) });
  }
}

/**
 * Returns the line of a JSON syntax error. V8's message gives a line or a position, or only quotes the text near the
 * error.
 */
export function lineOfSyntax(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const line = /\(line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  const token = /^Unexpected token '(.)', (?:\.\.\.)?"([^]*?)"(?:\.\.\.)? is not valid/u.exec(message);
  const quoted = token === null ? -1 : text.indexOf(token[2] ?? '') + (token[2] ?? '').lastIndexOf(token[1] ?? '');
  return lineOf(text, position === undefined ? quoted : Number(position));
}

const lineOf = (text: string, position: number) => text.slice(0, Math.max(0, position)).split('\n').length;

function wrong({ place, field, line }: { place: string; field: string; line: number | null }): AppError {
  const params = { path: line === null ? place : `${place}:${line}`, field };
  return new AppError('invalid_request', { detail: { code: 'managed_settings_wrong', params } });
}

/** @throws AppError if someone other than root may write the file. */
function fileText(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  if (!isOnlyAdministrators(stats))
    throw new AppError('invalid_request', { detail: { code: 'managed_settings_open', params: { path } } });
  return readFileSync(path, 'utf8');
}

function plistText(path: string): string | null {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return null;
  return execFileSync('/usr/bin/plutil', ['-convert', 'json', '-o', '-', path], { encoding: 'utf8' });
}
