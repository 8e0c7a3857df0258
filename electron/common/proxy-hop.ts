export type ProxyLogin = { username: string; password: string };
/**
 * One route to a server: direct, or through an http or https proxy. Logins are kept only in memory and in the keychain.
 */
export type ProxyHop = 'direct' | { url: string; login: ProxyLogin | null };
