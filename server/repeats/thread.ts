import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../db/open.ts';
import { currentEngine } from './engine.ts';
import { findEarlier } from './find-earlier.ts';
import { duplicatesOfReport } from './find-repeats.ts';
import type { Answers, Question, Reply } from './questions.ts';

/*
 * Looks for repeats on a thread of its own, which reads for itself what it compares: what people wrote never comes into
 * the memory of the thread that answers requests, nor is that thread ever held up by it.
 */

const port = parentPort;
if (port === null) throw new Error('server/repeats/thread.ts runs as a worker thread only');
const { databaseUrl } = workerData as { databaseUrl: string };
/** One that searches, and one that counts what is rare anew. */
const CONNECTIONS = 2;
// One that breaks is opened again, and the server says so by its own.
const db = openDatabase(databaseUrl, () => {}, CONNECTIONS);

port.on('message', ({ id, question }: { id: number; question: Question }) => {
  answer(question).then(
    (found) => port.postMessage({ id, answer: found } satisfies Reply),
    (error: unknown) => port.postMessage({ id, failed: nameOf(error) } satisfies Reply),
  );
});

async function answer(question: Question): Promise<Answers[keyof Answers]> {
  const at = new Date(question.at);
  if (question.kind === 'repeats') return duplicatesOfReport(db, question.reportId, at);
  if (question.kind === 'earlier') return findEarlier(db, question.told, at);
  await currentEngine(db, at);
  return null;
}

const nameOf = (error: unknown): string => {
  const { name, code } = Object(error) as { name?: unknown; code?: unknown };
  return [name, code].filter((part) => typeof part === 'string').join(' ');
};
