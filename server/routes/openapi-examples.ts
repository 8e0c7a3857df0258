type Example = { request?: { example: unknown }; response?: { example: unknown } };

/** One worked example for what a stranger to this interface will try first. */
export const EXAMPLES: Readonly<Record<string, Example>> = {};
