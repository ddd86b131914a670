import { keepModel } from '../answers/kept.ts'
import { loadContent } from '../content/load.ts'
import { root } from './root.ts'
import { readOptions } from './usage.ts'

/** `sapar learn`: learns how people ask from `content/<language>/asks.yaml`, where that has changed; the build does it. */
export async function learnCommand(args: string[]): Promise<number> {
  readOptions(args, {})
  if (keepModel(root, loadContent(root, []).campaign)) process.stdout.write('Learned how people ask\n')
  return 0
}
