import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';
import { writeFileAtomic } from '../shared/files.ts';

const schema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(800),
  height: z.int().min(600),
  maximized: z.boolean(),
});
type WindowState = z.infer<typeof schema>;

const DEFAULT_SIZE = { width: 1100, height: 760 };
const path = (): string => join(app.getPath('userData'), 'window-state.json');

/** Where the window was when it was last closed, if that is still on a screen; its default size otherwise. */
export function recallWindow(): { bounds: Partial<Rectangle>; maximized: boolean } {
  const state = stored();
  if (!state) return { bounds: DEFAULT_SIZE, maximized: false };
  const { maximized, ...bounds } = state;
  const isVisible = screen.getAllDisplays().some(({ workArea }) => overlaps(workArea, bounds));
  return { bounds: isVisible ? bounds : DEFAULT_SIZE, maximized };
}

/** A window that opens elsewhere the next time is no reason to stop anybody. */
export async function rememberWindow(window: BrowserWindow): Promise<void> {
  const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() };
  await writeFileAtomic(path(), JSON.stringify(state)).catch(() => {});
}

function stored(): WindowState | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path(), 'utf8')));
  } catch {
    return undefined;
  }
}

const overlaps = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
