/** The window's own origin, `app://p2c`: no file, no server, nothing that another program could serve. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'p2c';
export const APP_START = `${APP_SCHEME}://${APP_HOST}/index.html`;

/** What Windows knows the application by: the `appId` of its package, or it shows none of its notifications. */
export const APP_ID = 'us.p2c-review.desk';
