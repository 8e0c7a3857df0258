import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';
import { OTHER_SERVER } from '../../../helpers/other-server.ts';

let server: https.Server;
let folder: Folder;
beforeEach(async () => {
  folder = temporaryFolder();
  server = https.createServer(OTHER_SERVER, (_, response) => response.end('{"code":"what the server said"}'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
  folder.remove();
});

/** Returns what a workstation that trusts these certificate authorities receives from the server. */
async function heardWith(authorities: string): Promise<string> {
  const file = `${folder.path}/authorities.pem`;
  writeFileSync(file, authorities);
  const script = `
    import { createApi } from '#electron/worker/api/client.ts';
    const api = createApi({ server: 'https://127.0.0.1:${(server.address() as AddressInfo).port}', token: () => 'any' });
    console.log(await api.bytes('changes', { query: {} }).then((bytes) => bytes.toString(), (error) => error.code));
    api.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, SSL_CERT_FILE: file, SSL_CERT_DIR: folder.path, NODE_EXTRA_CA_CERTS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return text(child.stdout);
}

test('an agency server is trusted only if the computer trusts its certificate authority', async () => {
  expect(await heardWith(OTHER_SERVER.cert)).toContain('what the server said');
  expect(await heardWith('')).toBe('untrusted_server\n');
});
