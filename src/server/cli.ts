import { fileURLToPath } from 'node:url';
import { launch } from '../shared/launch.ts';

await launch(fileURLToPath(import.meta.url), () => import('./program.ts'));
