/** The pattern of all sites; the reader may allow it, for warnings only. */
export const everywhere = 'https://*/*';
