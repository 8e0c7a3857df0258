import type { FastifyInstance } from 'fastify';
import type { PortalDeps } from '../deps.ts';
import { textIn } from '../site/text.ts';
import type { ViewKit } from '../site/view-kit.tsx';
import { DemoMailList, DemoMailPage } from './demo-mail-page.tsx';

/** Shows the mail that demo mode saves to a folder; not registered when mail is really sent. */
export function demoMailRoutes(app: FastifyInstance, kit: ViewKit, mail: NonNullable<PortalDeps['demoMail']>): void {
  const around = async () => {
    const policy = await kit.deps.policy();
    return { frame: kit.frame(textIn('en'), policy), zone: policy.agency.timeZone };
  };

  app.get('/demo/mail', async (_request, reply) => {
    const mails = await mail.list();
    return kit.send(reply, 200, <DemoMailList {...(await around())} mails={mails} />);
  });

  app.get<{ Params: { name: string } }>('/demo/mail/:name', async (request, reply) => {
    const found = await mail.read(request.params.name);
    if (found === null) return kit.message(request, reply, 404, 'notFound');
    return kit.send(reply, 200, <DemoMailPage {...(await around())} mail={found} />);
  });
}
