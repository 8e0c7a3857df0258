import type { FastifyBaseLogger } from 'fastify';
import { type Config, resourcePath } from './config.ts';
import type { FileDeps } from './deps.ts';
import { startMailer } from './mail/mailer.ts';
import { retryDelayMs } from './mail/retry.ts';
import type { MailTransport } from './mail/transport.ts';
import { packageCheck } from './rms/check-package.ts';
import { startDelivery } from './rms/deliver.ts';
import { folderTarget, rmsFolder, webhookTarget } from './rms/target.ts';
import { traceOf } from './routes/errors.ts';

type Options = {
  /** Null if there is no mail server; letters are then queued but not sent. */
  transport: MailTransport | null;
  log: FastifyBaseLogger;
  /** Delay before the next attempt, in milliseconds; null gives up. */
  delay?: ((attempts: number) => number | null) | undefined;
};

/** Starts sending letters by e-mail, and packages to the records system. */
export async function startSending(
  deps: FileDeps,
  config: Config,
  undo: (() => Promise<unknown>)[],
  { transport, log, delay = retryDelayMs }: Options,
) {
  const mailer =
    transport === null
      ? null
      : startMailer(deps, {
          transport,
          from: config.mailFrom,
          onError: (error) => log.error(traceOf(error), 'the mailer hit an error and continues'),
          delay,
        });
  if (mailer !== null) undo.push(mailer.stop);
  const delivery = startDelivery(deps, {
    target:
      config.rms === null
        ? folderTarget(rmsFolder(config.dataDir))
        : webhookTarget({ ...config.rms, now: () => new Date() }),
    check: await packageCheck(resourcePath(config, 'rms/p2c-report-1.xsd'), resourcePath(config, 'rms/nibrs.json')),
    onError: (error) => log.error(traceOf(error), 'delivery to the records system hit an error and continues'),
    delay,
    scanner: config.scanner,
  });
  undo.push(delivery.stop);
  return { mailer, delivery };
}
