declare const __VENDOR_KEYS__: readonly string[] | undefined;

/** The vendor's public keys, built in (build/vendor-keys.mjs). Without any, nothing is installed. */
export const VENDOR_KEYS: readonly string[] = typeof __VENDOR_KEYS__ === 'undefined' ? [] : __VENDOR_KEYS__;
