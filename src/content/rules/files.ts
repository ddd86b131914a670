import { existsSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Whether a file stands below `content/`. */
export function hasContentFile(root: string, file: string): boolean {
  const path = join(root, 'content', file)
  const inside = !relative(join(root, 'content'), path).startsWith('..')
  return inside && existsSync(path) && statSync(path).isFile()
}
