/** What the names of the ledger's chunks begin with: what falls due, where invitation requests stand, and what Message Centers have listed. */
export const duesPrefix = 'dues1/';
export const requestsPrefix = 'requests1/';
export const messagesPrefix = 'messages1/';
