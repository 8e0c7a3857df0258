import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../db/open.ts';
import { currentEngine } from './engine.ts';
import { duplicatesOfReport } from './find-duplicates.ts';
import { findEarlier } from './find-earlier.ts';
import type { Answers, Question, Reply } from './questions.ts';

/*
 * Searches for duplicates on a separate thread with its own database connections. The text of reports never enters the
 * memory of the thread that serves requests, and searches never block that thread.
 */

// Counting value frequencies after a start takes seconds, and officers' decisions should not wait for it. Only on Linux
// does this call apply to the calling thread alone.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const port = parentPort;
if (port === null) throw new Error('server/duplicates/thread.ts must run as a worker thread');
const { databaseUrl } = workerData as { databaseUrl: string };
/** One connection for searches and one for frequency counts. */
const CONNECTIONS = 2;
// The pool replaces broken connections, so errors are ignored here; the main thread's own connections report the problem.
const db = openDatabase(databaseUrl, () => {}, CONNECTIONS);

port.on('message', ({ id, question }: { id: number; question: Question }) => {
  answer(question).then(
    (found) => port.postMessage({ id, answer: found } satisfies Reply),
    (error: unknown) => port.postMessage({ id, failed: nameOf(error) } satisfies Reply),
  );
});

async function answer(question: Question): Promise<Answers[keyof Answers]> {
  const at = new Date(question.at);
  if (question.kind === 'duplicates') return duplicatesOfReport(db, question.reportId, at);
  if (question.kind === 'earlier') return findEarlier(db, question.told, at);
  await currentEngine(db, at);
  return null;
}

const nameOf = (error: unknown): string => {
  const { name, code } = Object(error) as { name?: unknown; code?: unknown };
  return [name, code].filter((part) => typeof part === 'string').join(' ');
};
