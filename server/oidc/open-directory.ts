import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { createProvider } from './provider.ts';
import type { Directory } from './routes.ts';

/**
 * The agency's directory, if the settings name one. A provider that doesn't respond now is asked again at the next
 * sign-in, so that the public pages don't depend on it.
 * @throws StartError if the provider responds as another issuer.
 */
export async function openDirectory(
  config: Pick<Config, 'oidc'>,
  deps: Pick<Deps, 'publicUrl' | 'now'>,
  note: (text: string) => void,
  tell: Directory['tell'],
): Promise<Directory | null> {
  const { oidc: settings } = config;
  if (settings === null) return null;
  const provider = createProvider(settings, deps.publicUrl, deps.now);
  note(
    (await provider.check())
      ? `people sign in at ${settings.issuer.origin}`
      : `the identity provider at ${settings.issuer.origin} does not respond; sign-ins there will try again`,
  );
  return { settings, provider, tell };
}
