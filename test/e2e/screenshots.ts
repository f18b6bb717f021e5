/**
 * The scenes of the README and the walkthrough. Each is a window and the steps a reader would take; run by `npm run screenshots`, with names to take only some.
 */
import path from 'node:path';
import { ROOT } from '../harness/editor.mjs';
import { Workbench, type LaunchOptions } from './driver';

interface Scene {
  /** The file in media/screenshots, without its ending. */
  readonly name: string;
  readonly window?: LaunchOptions;
  /** Brings the window to what the picture shows. */
  readonly steps: (workbench: Workbench) => Promise<void>;
}

const WINDOW: LaunchOptions = { theme: 'light', viewport: { width: 1280, height: 800 } };

const SCENES: readonly Scene[] = [
  {
    name: 'overview',
    steps: async (workbench) => {
      await workbench.view('Sources');
      await workbench.editor.open('000_857cd91610f1de59.txt');
    },
  },
];

async function take(scene: Scene): Promise<void> {
  const workbench = await Workbench.launch({ ...WINDOW, ...scene.window });
  try {
    await scene.steps(workbench);
    const file = path.join(ROOT, 'media/screenshots', `${scene.name}.png`);
    await workbench.screenshot(file);
    console.log(`  ${path.relative(ROOT, file)}`);
  } finally {
    await workbench.close();
  }
}

async function main(names: readonly string[]): Promise<void> {
  const stray = names.filter((name) => !SCENES.some((scene) => scene.name === name));
  if (stray.length > 0) throw new Error(`There is no scene ${stray.join(', ')}; the scenes are ${SCENES.map(({ name }) => name).join(', ')}.`);
  for (const scene of SCENES) if (names.length === 0 || names.includes(scene.name)) await take(scene);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
