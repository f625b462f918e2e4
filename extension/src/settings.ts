/** What is fixed when the extension is built; see extension/build. */
declare const RULES_URL: string;
declare const RULES_ROOT: string;
declare const RULES_ROOT_HASH: string;
declare const SYNC_MINUTES: number;
declare const CORE_HASH: string;
declare const SYNC_SECONDS: number;

/** The rule server, with a slash at the end. */
export const rulesURL = RULES_URL;

/** The TUF root metadata this build trusts, and the name its state is kept under. */
export const rulesRoot = RULES_ROOT;
export const rulesAnchor = RULES_ROOT_HASH;

/** Names the core of this build and the book it ships with. */
export const coreHash = CORE_HASH;

/** How far apart two looks for new rules are, and how long one may take. */
export const syncMinutes = SYNC_MINUTES;
export const syncSeconds = SYNC_SECONDS;
