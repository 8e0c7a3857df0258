/** The window's own origin, `app://p2c`. It is neither a file nor a network address, so no other program can serve it. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'p2c';
export const APP_START = `${APP_SCHEME}://${APP_HOST}/index.html`;

/**
 * The application's identifier on Windows. It must equal the `appId` of the package, or Windows shows none of its
 * notifications.
 */
export const APP_ID = 'us.p2c-review.desk';
