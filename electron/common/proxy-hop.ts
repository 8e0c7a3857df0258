export type ProxyLogin = { username: string; password: string };
/** One way to a server: directly, or through an http or https proxy. The login is only ever in memory and the keychain. */
export type ProxyHop = 'direct' | { url: string; login: ProxyLogin | null };
