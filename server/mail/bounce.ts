/**
 * A bounce: a notice that one of our e-mails can never be delivered. `status` is its code (RFC 3463), such as `5.1.1`.
 */
export type Bounce = { messageId: string; status: string };

/** Parts of a bounce that contain the returned e-mail or its headers (RFC 6522). */
const RETURNED = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'];

/**
 * Parses a delivery status notification (RFC 3464). Returns null for anything else, including a notice that an e-mail
 * is only delayed.
 */
export async function readBounce(mail: Buffer): Promise<Bounce | null> {
  // Loaded only for a bounce, because the parser and its character tables take megabytes that the server doesn't
  // otherwise need.
  const { simpleParser } = await import('mailparser');
  const parsed = await simpleParser(mail, { keepDeliveryStatus: true });
  const part = (...types: string[]) =>
    parsed.attachments.find((one) => types.includes(one.contentType))?.content.toString('utf8') ?? '';
  const report = part('message/delivery-status', 'message/global-delivery-status');
  const status = /^status:\s*(5\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1];
  const messageId = /^message-id:\s*(<[^\s<>]{3,200}>)/im.exec(part(...RETURNED))?.[1];
  if (!/^action:\s*failed/im.test(report) || status === undefined || messageId === undefined) return null;
  return { messageId, status };
}
