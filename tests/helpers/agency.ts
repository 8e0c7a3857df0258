import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { createOfficer } from '#server/commands/accounts/create-officer.ts';
import { publishPolicy } from '#server/commands/agency/publish-policy.ts';
import { fileReport } from '#server/commands/reports/file-report.ts';
import { readConfig } from '#server/config.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { findReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import type { AccountDeps } from '#server/deps.ts';
import type { Isolation } from '#server/files/sandbox.ts';
import { startServer } from '#server/serve.ts';
import type { SignInResult } from '#shared/api.ts';
import { AUDIT_DETAILS } from '#shared/audit/details.ts';
import type { Act, ActRequest, Circumstances } from '#shared/domain/act.ts';
import type { Officer, Role } from '#shared/domain/officer.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { INTAKE_KEY, intake } from './builders.ts';
import { freshDatabase } from './database.ts';
import { type Gate, openGate } from './gate.ts';
import { type MailServer, startMailServer } from './mail-server.ts';
import { whatOfficerSees } from './what-officer-sees.ts';

export type Account = { officer: Officer; name: string; password: string };

/** The server's responses as received, parsed if they are JSON. */
export type Answer<T = unknown> = { status: number; headers: Headers; body: T };
/** With the product's settings, hashing a password would take longer than most tests. */
const CHEAP_ARGON2 = { memoryCost: 8, timeCost: 1, parallelism: 1 };
/** Number of other requests; each takes a few milliseconds on a quiet machine. */
const OTHERS = 50;

// Each test decides what it reads from a response; a wrong guess fails there.
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

export type Agency = Omit<Gate, 'stop' | 'url'> & {
  /** The address through the gate, which `offline`, `failNext` and the others act on. */
  url: string;
  /** The server's own address, bypassing the gate. */
  serverUrl: string;
  /** The address of the officers' API, which is the same, unless the environment separates the listeners. */
  officersUrl: string;
  /** Null unless the environment enables metrics. */
  metricsUrl: string | null;
  /** The database address with the server's own account, which may not alter any table. */
  databaseUrl: string;
  /** The address of the same database with the account that owns its tables. */
  ownerUrl: string;
  dataDir: string;
  deps: AccountDeps;
  mail: MailServer;
  /** How many requests are waiting for changes at the server. */
  waiting: () => number;
  /**
   * Sends many other requests to the server, one after another. When they are done, anything that would be sent
   * immediately has been sent, however busy the machine is.
   */
  whileOthersAsk: () => Promise<void>;
  makeOfficer: (role?: Role) => Promise<Account>;
  signIn: (account: Account) => Promise<SignInResult>;
  /** Creates an account and signs it in. */
  signedIn: (role?: Role) => Promise<SignInResult>;
  /** Files a report as the portal does. */
  file: (overrides?: Parameters<typeof intake>[0]) => Promise<Report>;
  report: (id: string) => Promise<Report>;
  /**
   * Waits until none of a report's letters is queued or being sent. While one is being sent, the report is locked, so
   * jobs leave it for their next run; afterward, the letter is in the report's history.
   */
  lettersSent: (reportId: string) => Promise<void>;
  policy: () => Promise<Policy>;
  publish: (change: (policy: Policy) => Policy) => Promise<Policy>;
  call: (
    method: string,
    path: string,
    options?: { token?: string; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal },
  ) => Promise<Answer<Loose>>;
  /** Carries out an act as a workstation does, based on what its officer sees now. */
  act: (
    token: string,
    report: Report,
    act: Act,
    more?: { key?: string; seen?: Partial<ActRequest['seen']>; circumstances?: Circumstances },
  ) => Promise<Answer<Loose>>;
  /** Breaks every database connection, as a restart of PostgreSQL does. */
  cutDatabase: () => Promise<void>;
  /** Stops the server alone; its database and folder stay. */
  stopServer: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts a real agency server on a fresh database, with a real SMTP server behind it and a gate in front of it. */
export async function startAgency(
  options: {
    env?: Record<string, string>;
    now?: () => Date;
    isolation?: Isolation;
    argon2?: 'real';
    apiVersion?: number;
    /** Done on the database, which has tables but no policy, before the server starts. */
    prepare?: (place: { databaseUrl: string; dataDir: string }) => Promise<unknown>;
  } = {},
): Promise<Agency> {
  const database = await freshDatabase();
  const mail = await startMailServer();
  const dataDir = mkdtempSync(join(tmpdir(), 'p2c-agency-'));
  await options.prepare?.({ databaseUrl: database.appUrl, dataDir });
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: database.appUrl,
    SMTP_URL: mail.url,
    MAIL_FROM: 'p2c@agency.example',
    P2C_DATA_DIR: dataDir,
    P2C_RESOURCES: fileURLToPath(new URL('../../resources', import.meta.url)),
    P2C_SIGN_INS_PER_MINUTE: '100000',
    P2C_SIGN_INS_PER_ACCOUNT: '100000',
    P2C_INTAKES_PER_HOUR: '100000',
    P2C_REPORTS_PER_HOUR: '100000',
    P2C_PRINTS_PER_MINUTE: '100000',
    // Tests advance clocks by hours and sign in without an app; tests about signing in override this.
    P2C_SECOND_FACTOR: 'optional',
    P2C_ACCESS_MINUTES: '720',
    P2C_PROOF_MINUTES: '720',
    P2C_INTAKE_KEY: INTAKE_KEY,
    P2C_LOG: process.env.P2C_LOG ?? 'silent',
    // Tests run jobs explicitly.
    P2C_JOBS: '0',
    P2C_CLAMD: 'none',
    ...options.env,
  });
  const server = await startServer(config, {
    mailDelay: () => 50,
    ...(options.argon2 === 'real' ? {} : { argon2: CHEAP_ARGON2 }),
    // The limit is long, because on a busy machine, starting the thread for the first search takes a while.
    searchMs: 60_000,
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.apiVersion === undefined ? {} : { apiVersion: options.apiVersion }),
    ...(options.isolation === undefined ? {} : { isolation: options.isolation }),
  });
  // Tests make their own changes as the owner of the tables, because the server's account may not.
  const isOwn = config.databaseUrl === database.appUrl;
  const deps: AccountDeps = isOwn ? { ...server.deps, db: database.db } : server.deps;
  const gate = await openGate(server.officersUrl);

  const through =
    (origin: string): Agency['call'] =>
    async (method, path, { token, body, headers, signal } = {}) => {
      const response = await fetch(origin + path, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      });
      const text = await response.text();
      const json = response.headers.get('content-type')?.includes('json') === true;
      return {
        status: response.status,
        headers: response.headers,
        body: json && text !== '' ? JSON.parse(text) : text,
      };
    };
  const call = through(gate.url);
  /** Colleagues connect directly, so their requests succeed while the gate's connection is down. */
  const elsewhere = through(server.officersUrl);
  const policy = () => currentPolicy(deps.db);
  const report = async (id: string) => {
    const found = await findReport(deps.db, id);
    if (found === null) throw new Error(`no report ${id}`);
    return found;
  };
  const makeOfficer = async (role: Role = 'officer') => {
    const name = `${role}-${randomUUID().slice(0, 8)}`;
    const given = { name, displayName: `${role} ${name.slice(-4)}`, role };
    const made = await createOfficer(deps, given, { actor: 'test', source: 'test' }, { temporary: false });
    return { ...made, name };
  };
  const signIn = async ({ name, password }: Account) => {
    const answer = await elsewhere('POST', '/api/v1/sessions', { body: { name, password, workstation: 'test' } });
    if (answer.status !== 201) throw new Error(`sign-in answered ${answer.status}`);
    return answer.body as SignInResult;
  };
  return {
    ...gate,
    serverUrl: server.url,
    officersUrl: server.officersUrl,
    metricsUrl: server.metricsUrl,
    databaseUrl: database.appUrl,
    ownerUrl: database.url,
    dataDir,
    deps,
    mail,
    waiting: server.waiting,
    whileOthersAsk: async () => {
      for (let asked = 0; asked < OTHERS; asked += 1) await elsewhere('GET', '/healthz');
    },
    call,
    policy,
    report,
    lettersSent: async (reportId) => {
      const ofReport = deps.db.selectFrom('letter').select('id').where('report_id', '=', reportId);
      const left = ofReport.where('next_attempt_at', 'is not', null);
      while ((await left.execute()).length > 0) await setTimeout(20);
    },
    makeOfficer,
    signIn,
    signedIn: async (role) => signIn(await makeOfficer(role)),
    file: async (overrides) => report((await fileReport(deps, intake(overrides), { source: 'test' })).reportId),
    publish: async (change) => publishPolicy(deps, change(await policy()), { actor: 'test', source: 'test' }),
    act: async (token, on, act, { key = randomUUID(), seen, circumstances } = {}) => {
      const inForce = await policy();
      const request: ActRequest = {
        act,
        seen: { ...whatOfficerSees(on, act, inForce), ...seen },
        ...(circumstances === undefined ? {} : { circumstances }),
      };
      const headers = { 'idempotency-key': key };
      return elsewhere('POST', `/api/v1/reports/${on.id}/acts`, { token, body: request, headers });
    },
    cutDatabase: async () => {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(database.db);
    },
    stopServer: server.stop,
    stop: async () => {
      await gate.stop();
      await server.stop();
      await mail.stop();
      const unnamed = await detailsWithoutName(database.db);
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
      if (unnamed.length > 0) throw new Error(`audit details that the window has no name for: ${unnamed.join(', ')}`);
    },
  };
}

/** Details of audit rows that `AUDIT_DETAILS` does not list, with their action. */
async function detailsWithoutName(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select distinct action || ' ' || key as said from audit, jsonb_object_keys(detail) as key
    where key <> all (${[...AUDIT_DETAILS]}::text[])`.execute(db);
  return rows.map(({ said }) => said);
}
