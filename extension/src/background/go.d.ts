/** Go's support for running in a browser, copied from the toolchain that built the core. */
declare class Go {
  readonly importObject: WebAssembly.Imports;
  /** Resolves when the program has ended. */
  run(instance: WebAssembly.Instance): Promise<void>;
}
