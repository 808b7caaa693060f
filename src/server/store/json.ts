import type { z } from 'zod';
import { SpamsError } from '../../shared/errors.ts';

/**
 * What a JSON column holds. The office alone writes it, so anything else is damage, of which SQLite notices nothing;
 * what it holds is never quoted: it may be sales.
 * @param column table and column, for the log
 * @throws `state-damaged`
 */
export function readJson<T>(text: string, schema: z.ZodType<T>, column: string): T {
  const { data, error } = schema.safeParse(parsed(text));
  if (!error) return data;
  const detail = `${column} in office.db is not what was written there`;
  throw new SpamsError('state-damaged', { params: { path: 'office.db' }, detail });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
