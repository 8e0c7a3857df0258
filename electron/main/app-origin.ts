/** The window's own origin, `app://p2c`: not a file, not a server, and not something another program could serve. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'p2c';
export const APP_START = `${APP_SCHEME}://${APP_HOST}/index.html`;

/**
 * How Windows identifies the application: must equal the `appId` of its package, or Windows shows none of its
 * notifications.
 */
export const APP_ID = 'us.p2c-review.desk';
