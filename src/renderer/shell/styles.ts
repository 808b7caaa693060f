/** Where the rail lies on top, not beside: a small window, or a large zoom. */
export const NARROW = '@media (max-width: 719px)';
