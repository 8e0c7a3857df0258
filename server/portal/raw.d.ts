/// <reference types="vite/types/importMeta.d.ts" />

/** The text of a file, inlined into the bundle (Vite). */
declare module '*?raw' {
  const text: string;
  // oxlint-disable-next-line import/no-default-export -- what Vite gives
  export default text;
}
