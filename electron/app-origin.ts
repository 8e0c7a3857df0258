/** The window's own origin, `app://p2c`: no file, no server, nothing that another program could serve. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'p2c';
export const APP_START = `${APP_SCHEME}://${APP_HOST}/index.html`;
