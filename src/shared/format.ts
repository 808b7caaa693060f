import { z } from 'zod';

/** Settings that only a newer SPAMS writes: of a format above the one that this version knows. */
export const newerFormat = z.object({ format: z.int().min(2) });
