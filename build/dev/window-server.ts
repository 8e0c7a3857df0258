import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer as createVite, type InlineConfig, mergeConfig, type Plugin } from 'vite';
import { root } from '../machine.mjs';

/**
 * Runs Vite's development server for the window on a free loopback port. The page connects to its WebSocket directly and
 * requests everything else from its own origin (electron/main/shell/dev-window.ts).
 * @returns the value for P2C_DEV_WINDOW.
 */
export async function serveWindow(config: InlineConfig): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const nonce = randomBytes(16).toString('base64url');
  const vite = await createVite(
    mergeConfig(config, {
      configFile: false,
      mode: 'development',
      appType: 'spa',
      cacheDir: join(root, '.cache/dev/vite'),
      html: { cspNonce: nonce },
      build: { rolldownOptions: { input: join(root, 'renderer/index.html') } },
      plugins: [withoutOwnPolicy],
      server: {
        middlewareMode: true,
        ws: { server, protocol: 'ws', host: '127.0.0.1', clientPort: port },
        // node_modules may be a symlink into another checkout.
        fs: { allow: [root, realpathSync(join(root, 'node_modules'))] },
      },
    } satisfies InlineConfig),
  );
  server.on('request', vite.middlewares);
  return `http://127.0.0.1:${port}/#${nonce}`;
}

/** Removes the page's own Content Security Policy, which has no nonce. The main process sends a policy with a nonce. */
const withoutOwnPolicy: Plugin = {
  name: 'p2c:without-own-policy',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
  },
};
