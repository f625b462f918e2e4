// What the build makes of files that are no TypeScript.

/** The paths of each group, by its id: attributes only, so nothing needs parsing in a page. */
declare module '*.svg' {
  export type Paths = Record<string, string>[];
  export const brand: Paths;
  export const none: Paths;
  export const genuine: Paths;
  export const consistent: Paths;
  export const caution: Paths;
  export const spoofed: Paths;
  export const unreadable: Paths;
}

/** A style sheet with its imports, as text. */
declare module '*.css' {
  const text: string;
  export default text;
}

/** Go's own support file; it defines the global Go. */
declare module 'wasm_exec';
