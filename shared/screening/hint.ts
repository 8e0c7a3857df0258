/** Something an officer should look at, with the rule it rests on. A hint never decides. */
export type Hint = { code: string; text: string; rule: string };
