export type ProxyLogin = { username: string; password: string };
/** One route to a server: direct, or through an http or https proxy. The login is only in memory and the keychain. */
export type ProxyHop = 'direct' | { url: string; login: ProxyLogin | null };
